import type { Step } from '../../exercises/17-obmalloc/steps.ts';
import type { Random } from '../random.ts';
import { capacityOf } from './generate-pools.ts';

const CLASSES = 64;
/** From here on sizes lie next to 512, where requests go to the system. */
const EDGE_CLASS = 62;
const LARGEST_RAW = 5_000;
/** At most so many blocks in a pool where whole arenas are filled, and where a few pools are. */
const CAPACITIES = { arenas: 8, pools: 20 } as const;

/** Class of a request that is served from a pool; 64 and more, or -1, for one that is not. */
export function classOf(size: number): number {
  return Math.ceil(size / 8) - 1;
}

/** Bytes that a step asks for; for a run those of each block. */
export function requestOf(step: Step): readonly number[] {
  if (!('size' in step)) return [];
  return [step.op === 'c' ? step.count * step.size : step.size];
}

/**
 * Other size classes for those of a scenario. Classes that are neighbours stay neighbours, and a class of which single
 * blocks are asked for keeps them all in one pool. The class of which whole pools are filled gets another capacity:
 * what was block 0 to 5 of a pool still is, what was the last one is the last one again, and there are more between.
 */
export class Classes {
  readonly #random: Random;
  readonly #classes = new Map<number, number>();
  /** Id of the first block of the first run, beyond all ids without one; the capacity of its pools, as it was. */
  readonly #first: number;
  readonly #oldCapacity: number;
  readonly #newCapacity: number;

  constructor(steps: readonly Step[], random: Random) {
    this.#random = random;
    const requests = steps.flatMap(requestOf);
    const keepsEdge = requests.some((size) => classOf(size) >= CLASSES);
    const small = requests.map(classOf).filter((szidx) => szidx >= 0 && szidx < CLASSES);
    if (keepsEdge) for (const szidx of small) if (szidx >= EDGE_CLASS) this.#classes.set(szidx, szidx);

    const run = steps.find((step) => step.op === 'M');
    const filled = run?.op === 'M' ? classOf(run.size) : -1;
    this.#first = run?.op === 'M' ? run.id : Number.POSITIVE_INFINITY;
    this.#oldCapacity = capacityOf(blockOf(filled));
    const most = run?.op === 'M' && run.n > 10 * this.#oldCapacity ? CAPACITIES.arenas : CAPACITIES.pools;
    if (run !== undefined) {
      this.#place([filled], (szidx) => between(capacityOf(blockOf(szidx)), this.#oldCapacity, most));
    }
    this.#newCapacity = capacityOf(blockOf(this.#classes.get(filled) ?? filled));

    for (const cluster of clustersOf(small.filter((szidx) => !this.#classes.has(szidx)))) {
      this.#place(
        cluster,
        (szidx, old) => capacityOf(blockOf(szidx)) >= small.filter((each) => each === old).length + 2,
      );
    }
  }

  /** First and last size of a class stay what they are; those between become any between. Raw requests stay raw. */
  size(size: number): number {
    const szidx = this.#classes.get(classOf(size));
    if (szidx === undefined) return size > 513 && size < 2 ** 32 ? this.#random.int(514, LARGEST_RAW) : size;
    const within = size - 8 * classOf(size);
    return 8 * szidx + (within === 1 || within === 8 ? within : this.#random.int(2, 7));
  }

  /** Whether a block of the class `held`, as it was, stays where it is when it is to have `size` bytes. */
  stays(held: number | undefined, size: number): boolean {
    const block = blockOf(held ?? -1);
    return size > 0 && size <= block && block <= 8 * CLASSES && 4 * size > 3 * block;
  }

  /** The size to ask realloc for: it stays where the old one did. */
  resized(held: number | undefined, size: number): number {
    const block = blockOf(this.#classes.get(held ?? -1) ?? -1);
    return this.stays(held, size) ? this.#random.int(Math.floor((3 * block) / 4) + 1, block) : this.size(size);
  }

  id(id: number): number {
    return id < this.#first ? id : this.#first + this.#scale(id - this.#first);
  }

  run({ id, n }: { readonly id: number; readonly n: number }): { readonly id: number; readonly n: number } {
    return { id: this.id(id), n: this.id(id + n) - this.id(id) };
  }

  /** Blocks before a place in a row of pools. */
  #scale(before: number): number {
    const pools = Math.floor(before / this.#oldCapacity);
    const rest = before % this.#oldCapacity;
    return pools * this.#newCapacity + (rest === this.#oldCapacity - 1 ? this.#newCapacity - 1 : rest);
  }

  /** Puts neighbouring classes where nothing is yet and all of them fit. */
  #place(cluster: readonly number[], fits: (szidx: number, old: number) => boolean): void {
    const taken = new Set(this.#classes.values());
    const [low = 0] = cluster;
    const starts = Array.from({ length: CLASSES - cluster.length + 1 }, (_, start) => start).filter((start) =>
      cluster.every((old) => !taken.has(start + old - low) && fits(start + old - low, old)),
    );
    const start = starts.length === 0 ? low : this.#random.pick(starts);
    for (const old of cluster) this.#classes.set(old, start + old - low);
  }
}

/** Bytes in a block of a class. */
function blockOf(szidx: number): number {
  return 8 * szidx + 8;
}

/** Neighbouring classes together; the longest rows first, as they are the hardest to place. */
function clustersOf(classes: readonly number[]): readonly (readonly number[])[] {
  const clusters: number[][] = [];
  for (const szidx of [...new Set(classes)].toSorted((a, b) => a - b)) {
    const last = clusters.at(-1);
    if (last?.at(-1) === szidx - 1) last.push(szidx);
    else clusters.push([szidx]);
  }
  return clusters.toSorted((a, b) => b.length - a.length);
}

function between(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
