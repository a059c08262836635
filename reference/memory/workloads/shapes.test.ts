import { describe, expect, it } from 'vitest';
import { replay } from './replay.ts';
import { generate } from './shape.ts';
import { ALPHA } from './shapes/power-law.ts';
import { SHAPE_NAMES, SHAPES, type ShapeName } from './shapes.ts';
import { CALLOC, FREE, MALLOC, REALLOC, type Trace } from './trace.ts';

interface History {
  /** Live blocks after each operation. */
  readonly live: readonly number[];
  /** Of blocks that were given back: allocations from its own to its end. */
  readonly lifetimes: readonly number[];
  /** Operations that C forbids, or that do nothing: an id taken twice, a dead one given back. */
  readonly wrong: readonly number[];
  /** Of the same blocks: how many allocations there had been with its own. */
  readonly births: readonly number[];
  /** Ids in the order in which they were taken, and given back. */
  readonly taken: readonly number[];
  readonly given: readonly number[];
}

function follow({ kinds, ids }: Trace): History {
  const born = new Map<number, number>();
  const history = { live: [], lifetimes: [], births: [], wrong: [], taken: [], given: [] } as Record<
    keyof History,
    number[]
  >;
  kinds.forEach((kind, index) => {
    const id = ids[index] as number;
    const birth = born.get(id);
    if (kind === MALLOC || kind === CALLOC) {
      if (birth !== undefined) history.wrong.push(index);
      history.taken.push(id);
      born.set(id, history.taken.length);
    } else if (birth === undefined) {
      history.wrong.push(index);
    } else if (kind === FREE) {
      history.lifetimes.push(history.taken.length - birth + 1);
      history.births.push(birth);
      history.given.push(id);
      born.delete(id);
    }
    history.live.push(born.size);
  });
  return history;
}

function requestsOf({ kinds, sizes }: Trace): number[] {
  return [...sizes].filter((_, index) => kinds[index] !== FREE);
}

describe.each(SHAPE_NAMES)('the shape %s', (name) => {
  const shape = SHAPES[name];
  it('has exactly as many operations as are asked for', () => {
    for (const operations of [1, 7, 1000, 10_000]) {
      expect(generate(shape, { operations }).kinds).toHaveLength(operations);
    }
  });
  it('takes ids that are dead, and gives back and resizes those that are live', () => {
    for (const live of [1, 3, 100]) expect(follow(generate(shape, { live, seed: live })).wrong).toEqual([]);
  });
  it('asks for sizes within the bounds, and reaches near both', () => {
    for (const sizes of [shape.sizes, { min: 10, max: 1000 }]) {
      const requests = requestsOf(generate(shape, { sizes, operations: 100_000, live: 100 }));
      const [least, most] = [Math.min(...requests), Math.max(...requests)];
      expect(least).toBeGreaterThanOrEqual(sizes.min);
      expect(most).toBeLessThanOrEqual(sizes.max);
      expect(least).toBeLessThan(sizes.min + 15);
      expect(most).toBeGreaterThan(0.95 * sizes.max);
    }
  });
  it('is the same for the same seed, and another for another', () => {
    const sizes = { min: 10, max: 1000 };
    const once = generate(shape, { seed: 7, sizes });
    expect(generate(shape, { seed: 7, sizes })).toEqual(once);
    expect(generate(shape, { seed: 8, sizes })).not.toEqual(once);
  });
  it('begins a longer trace with the shorter one', () => {
    const short = generate(shape, { operations: 1000, live: 50 });
    const long = generate(shape, { operations: 5000, live: 50 });
    expect(long.kinds.slice(0, 1000)).toEqual(short.kinds);
    expect(long.ids.slice(0, 1000)).toEqual(short.ids);
    expect(long.sizes.slice(0, 1000)).toEqual(short.sizes);
  });
  it('can be replayed', () => {
    let next = 0;
    const serve = () => ++next;
    const allocator = { malloc: serve, calloc: serve, realloc: serve, free: () => {} };
    const trace = generate(shape);
    expect(replay(trace, allocator)).toMatchObject({ refused: 0, liveAtEnd: { blocks: follow(trace).live.at(-1) } });
  });
  it('says what it is in a sentence, and where it is from', () => {
    expect(shape.name).toBe(name);
    expect(shape.description).toMatch(/^[A-Z].*\.$/);
    expect(shape.source.length).toBeGreaterThan(20);
  });
});

function historyOf(name: ShapeName, operations: number, live: number): History {
  return follow(generate(SHAPES[name], { operations, live }));
}

describe('ramp', () => {
  it('rises to `live` and falls to nothing, oldest first', () => {
    const { live, taken, given } = historyOf('ramp', 2000, 1000);
    expect([live[499], live[999], live[1499], live[1999]]).toEqual([500, 1000, 500, 0]);
    expect(given).toEqual(taken);
  });
});

describe('sawtooth', () => {
  it('falls to an eighth from every tooth, newest first', () => {
    const { live, taken, given } = historyOf('sawtooth', 10_000, 800);
    const turns = live.filter(
      (now, at) => at > 0 && Math.sign(now - (live[at - 1] ?? 0)) !== Math.sign((live[at + 1] ?? 0) - now),
    );
    expect(new Set(turns.slice(0, -1))).toEqual(new Set([800, 100]));
    expect(given.slice(0, 700)).toEqual(taken.slice(100, 800).reverse());
  });
});

describe('churn', () => {
  it('keeps `live` blocks, one less between a free and the next malloc', () => {
    const { live } = historyOf('churn', 10_000, 500);
    expect(new Set(live.slice(499))).toEqual(new Set([500, 499]));
  });
  it('gives every block the same chance to go', () => {
    // Then lifetimes are geometric: a block outlives `live` replacements with probability 1/e.
    const { lifetimes } = historyOf('churn', 200_000, 500);
    const outlived = lifetimes.filter((lifetime) => lifetime > 500).length / lifetimes.length;
    expect(outlived).toBeGreaterThan(0.34);
    expect(outlived).toBeLessThan(0.4);
  });
});

describe('pair', () => {
  it('leaves `live` blocks standing under every pair', () => {
    expect(new Set(historyOf('pair', 1000, 3).live.slice(2))).toEqual(new Set([3, 4]));
  });
});

describe('bursts', () => {
  it('returns to `live` blocks after every burst, of which most are small and some are not', () => {
    const { live } = historyOf('bursts', 100_000, 1000);
    expect(Math.min(...live.slice(1000))).toBeGreaterThanOrEqual(999);
    expect(Math.max(...live)).toBeLessThanOrEqual(2000);
    const peaks = live.slice(1000).filter((now, at, all) => now > (all[at - 1] ?? 0) && now > (all[at + 1] ?? now));
    expect(peaks.length).toBeGreaterThan(200);
    expect(peaks.filter((peak) => peak < 1050).length / peaks.length).toBeGreaterThan(0.6);
    expect(Math.max(...peaks)).toBeGreaterThan(1500);
  });
});

describe('power-law', () => {
  it('has lifetimes whose distribution is a straight line, both axes logarithmic', () => {
    const { lifetimes } = historyOf('power-law', 400_000, 300);
    const points = [150, 200, 300, 500, 800, 1300, 2000, 3000].map((lifetime) => {
      const share = lifetimes.filter((each) => each > lifetime).length / lifetimes.length;
      return [Math.log(lifetime), Math.log(share)] as const;
    });
    const { slope, farthest } = fitLine(points);
    expect(slope).toBeGreaterThan(-ALPHA - 0.1);
    expect(slope).toBeLessThan(-ALPHA + 0.1);
    expect(farthest).toBeLessThan(0.1);
  });
  it('keeps about `live` blocks live', () => {
    const { live } = historyOf('power-law', 400_000, 300);
    const mean = live.slice(100_000).reduce((sum, now) => sum + now, 0) / 300_000;
    expect(mean).toBeGreaterThan(240);
    expect(mean).toBeLessThan(330);
  });
});

describe('phases', () => {
  it('asks for three sizes at most in one phase, and for others in the next', () => {
    const requests = requestsOf(generate(SHAPES.phases, { operations: 20_000, live: 500 }));
    const inPhase = [0, 1, 2, 3].map((phase) => new Set(requests.slice(phase * 1000, (phase + 1) * 1000)));
    for (const sizes of inPhase) expect(sizes.size).toBeLessThanOrEqual(3);
    expect(new Set(inPhase.flatMap((sizes) => [...sizes])).size).toBeGreaterThan(8);
  });
  it('leaves few blocks from a phase to the next', () => {
    const { live } = historyOf('phases', 20_000, 500);
    const valleys = live.filter((now, at) => now < (live[at - 1] ?? 0) && now < (live[at + 1] ?? 0) && now < 250);
    expect(valleys.length).toBeGreaterThan(5);
    expect(Math.max(...valleys)).toBeLessThan(70);
  });
});

describe('realloc-growth', () => {
  it('grows a list as list.append does', () => {
    // "The growth pattern is: 0, 4, 8, 16, 24, 32, 40, 52, 64, 76, ...": Objects/listobject.c, list_resize.
    const trace = generate(SHAPES['realloc-growth'], { live: 1, operations: 9, sizes: { min: 32, max: 8192 } });
    expect([...trace.sizes].map((size) => size / 8)).toEqual([4, 8, 16, 24, 32, 40, 52, 64, 76]);
  });
  it('gives a list up at the greatest size', () => {
    const { kinds, sizes } = generate(SHAPES['realloc-growth'], { live: 4 });
    const before = [...kinds].flatMap((kind, index) => (kind === FREE ? [index] : []));
    expect(before.length).toBeGreaterThan(100);
    expect(sizes.filter((size) => size === 8192).length).toBeGreaterThanOrEqual(before.length);
  });
});

describe('queues', () => {
  it('holds `live` blocks at most, and comes near both ends', () => {
    const { live } = historyOf('queues', 100_000, 400);
    expect(Math.max(...live)).toBeLessThanOrEqual(400);
    expect(Math.max(...live)).toBeGreaterThan(350);
    expect(Math.min(...live.slice(5000))).toBeLessThan(100);
  });
  it('gives blocks back in the order of four queues', () => {
    // Blocks in the order of their ends: each goes on the first row whose last block is older. Four rows hold them all.
    const rows: number[] = [];
    for (const birth of historyOf('queues', 20_000, 400).births) {
      const row = rows.findIndex((last) => last < birth);
      rows[row === -1 ? rows.length : row] = birth;
    }
    expect(rows).toHaveLength(4);
  });
});

describe('mixed', () => {
  it('makes all four calls, and keeps about `live` blocks', () => {
    const trace = generate(SHAPES.mixed, { operations: 50_000, live: 500 });
    const share = (kind: number) => trace.kinds.filter((each) => each === kind).length / 50_000;
    expect(share(REALLOC)).toBeCloseTo(1 / 8, 1);
    expect(share(CALLOC)).toBeGreaterThan(0.05);
    expect(share(MALLOC)).toBeGreaterThan(0.3);
    expect(share(FREE)).toBeGreaterThan(0.4);
    const { live } = follow(trace);
    for (const now of live.slice(10_000)) expect(Math.abs(now - 500)).toBeLessThan(150);
  });
  it('asks mostly for little', () => {
    const requests = requestsOf(generate(SHAPES.mixed)).sort((a, b) => a - b);
    expect(requests[Math.floor(requests.length / 2)]).toBeLessThan(80);
    expect(requests.at(-1)).toBeGreaterThan(512);
  });
});

describe('generate', () => {
  it.each([
    [{ operations: 0 }, 'operations: found 0'],
    [{ seed: -1 }, 'seed: found -1'],
    [{ seed: 1.5 }, 'seed: found 1.5'],
    [{ live: 0 }, 'live: found 0'],
    [{ sizes: { min: 0, max: 8 } }, 'smallest size: found 0'],
    [{ sizes: { min: 9, max: 8 } }, 'greatest size: found 8, expected a whole number from 9'],
  ])('refuses %j', (changes, message) => {
    expect(() => generate(SHAPES.churn, changes)).toThrow(message);
  });
});

/** The line through points with the least squares, and how far the farthest point lies from it. */
function fitLine(points: readonly (readonly [number, number])[]): { slope: number; farthest: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, at]) => at))];
  const slope = mean(points.map(([px, py]) => (px - x) * (py - y))) / mean(points.map(([px]) => (px - x) ** 2));
  const farthest = Math.max(...points.map(([px, py]) => Math.abs(py - y - slope * (px - x))));
  return { slope, farthest };
}
