import { describe, expect, it } from 'vitest';
import { type GcScenario, parseGcRecording } from '../../../reference/conformance/gc/recording.ts';
import { gcRecording } from '../../../reference/conformance/gc/recordings.ts';
import type { GcStep } from '../../../reference/conformance/gc/step.ts';
import { GC_EXAMPLES } from './examples.ts';
import { LISTS, MARKS, UNREACHABLE } from './film.ts';
import { LIMITS, TooLarge } from './film-limits.ts';
import { FilmReel } from './film-reel.ts';
import { shootFilm } from './shoot-film.ts';

const NAMED = parseGcRecording(gcRecording('named-3.11.7').text).scenarios;
const RANDOM = parseGcRecording(gcRecording('random-3.11.7').text).scenarios.filter((_, index) => index % 40 === 0);

/** What the film shows after a step, in the words of the recording; undefined if it does not show what was asked. */
function shown(reel: FilmReel, step: GcStep): unknown {
  const { state, film } = reel;
  const { figures, lists } = state;
  const labels = (objects: readonly number[]) => objects.map((object) => film.objects[object]?.label);
  const three = (name: string) =>
    [0, 1, 2].map((generation) => figures[`${name}${generation}` as keyof typeof figures]);
  const only = 'obj' in step ? state.names.get(film.texts.indexOf(step.obj)) : undefined;
  const object = only === undefined ? undefined : state.objects.get(only);
  switch (step.op) {
    case 'objects': {
      if (step.generation === undefined || step.generation === -1) return labels(lists.slice(0, 3).flat());
      return step.generation < -1 || step.generation > 2 ? undefined : labels(lists[step.generation] ?? []);
    }
    case 'names':
      return Array.from(state.names.keys(), (name) => film.texts[name]);
    case 'refcount':
      return object?.refcnt;
    case 'referents':
      return object === undefined ? undefined : labels(object.references.map(({ target }) => target));
    case 'is_tracked':
      return only === undefined ? undefined : lists.slice(0, 4).flat().includes(only);
    case 'is_finalized':
      return object?.isFinalized;
    case 'get_count':
      return three('count');
    case 'get_threshold':
      return three('threshold');
    case 'isenabled':
      return figures.enabled === 1;
    case 'get_freeze_count':
      return lists[LISTS.indexOf('permanent generation')]?.length;
    case 'garbage':
      return labels(lists[LISTS.indexOf('gc.garbage')] ?? []);
    case 'stats':
      return [0, 1, 2].map((generation) =>
        [three('collections'), three('collected'), three('uncollectable')].map((of) => of[generation]),
      );
    default:
      return undefined;
  }
}

/** Compares the end of every step with what was recorded of it; gives how many answers were compared. */
function compare({ name, steps }: GcScenario): number {
  const reel = filmOf(name, steps);
  let compared = 0;
  let dead: string[] = [];
  for (let position = 0; position <= reel.end; position += 1) {
    reel.seek(position);
    const { happening, op, args } = reel.moment;
    if (happening === 'freed') dead.push(reel.film.objects[args[0] ?? -1]?.label ?? '');
    if (happening === 'collectionFinished') compared += 1;
    if (happening !== 'op') continue;
    const recorded = steps[op];
    if (recorded === undefined) throw new Error(`${name} has no step ${op}`);
    const { step, expect: expected } = recorded;
    const actual = shown(reel, step);
    if (actual !== undefined && expected.error === null) {
      expect({ name, op, step: step.op, actual }).toEqual({ name, op, step: step.op, actual: expected.result });
      compared += 1;
    }
    const collected = reel.moments.findLast((moment) => moment.op === op && moment.happening === 'collectionFinished');
    if (step.op === 'collect' && collected !== undefined)
      expect([name, op, collected.args[1]]).toEqual([name, op, expected.result]);
    // Lists and dicts are told dead when they are cleared, too.
    const kind = (label: string) => reel.film.objects.find((one) => one.label === label)?.kind ?? '';
    const told = deadOf(expected.log).filter((label) => !['list', 'dict'].includes(kind(label)));
    expect([name, op, told.filter((label) => !dead.includes(label))]).toEqual([name, op, []]);
    dead = [];
  }
  return compared;
}

function deadOf(log: readonly string[]): readonly string[] {
  return log.flatMap((line) => /^dead (.+)$/.exec(line)?.[1] ?? []);
}

describe('shootFilm', () => {
  it.each(NAMED.map((scenario) => [scenario.name, scenario] as const))(
    'shows what was recorded of %s',
    (name, scenario) => {
      const asked = scenario.steps.some(({ step }) =>
        ['objects', 'names', 'refcount', 'stats', 'get_count'].includes(step.op),
      );
      const compared = compare(scenario);
      if (asked) expect([name, compared]).not.toEqual([name, 0]);
    },
  );
  it('shows what was recorded of random scenarios', () => {
    const compared = RANDOM.reduce((sum, scenario) => sum + compare(scenario), 0);
    expect(compared).toBeGreaterThan(200);
  });
  it('gives each moment what is true then: gc_refs, marks, lists', () => {
    const reel = filmOf('seed-cycle');
    const told = reel.moments.map((moment, position) => {
      reel.seek(position);
      const { lists, objects } = reel.state;
      return [
        moment.happening,
        objects.get(0)?.gcRefs,
        objects.get(0)?.mark,
        ...[2, UNREACHABLE].map((list) => [...(lists[list] ?? [])]),
      ];
    });
    expect(told).toContainEqual(['refsSet', 1, 'pending', [0, 1], []]);
    expect(told).toContainEqual(['refSubtracted', 0, 'pending', [0, 1], []]);
    expect(told).toContainEqual(['tentativelyUnreachable', 0, 'unreachable', [1], [0]]);
    expect(told).toContainEqual(['clearing', null, 'cleared', [], []]);
    expect(told.at(-1)).toEqual(['op', null, 'freed', [], []]);
  });
  it('marks an object in each of the ways there are, in one example or another', () => {
    const found = new Set<string>();
    const reels = [...GC_EXAMPLES.map((example) => new FilmReel(shootFilm(example))), filmOf('debug-saveall')];
    for (const reel of reels) {
      for (let position = 0; position <= reel.end; position += 1) {
        reel.seek(position);
        for (const { mark } of reel.state.objects.values()) found.add(mark);
      }
    }
    expect([...found].toSorted()).toEqual([...MARKS].toSorted());
  });
  it('makes a moment of what a finalizer does', () => {
    const reel = filmOf('resurrect-part');
    reel.seek(reel.moments.findIndex(({ happening }) => happening === 'ran'));
    expect(Array.from(reel.state.names.keys(), (name) => reel.film.texts[name])).toEqual(['saved']);
    expect(reel.changes.names).toHaveLength(1);
  });
  it('gives the same state backward as forward', () => {
    const reel = filmOf('two-cycles-order');
    const at = (position: number) => {
      reel.seek(position);
      return structuredClone({ ...reel.state });
    };
    const forward = reel.moments.map((_, position) => at(position));
    for (const position of [reel.end, 40, 0, 17]) expect(at(position)).toEqual(forward[position]);
  });
  it('refuses a scenario of too many objects', () => {
    const step: GcStep = { op: 'new_many', prefix: 'n', count: LIMITS.objects + 1 };
    expect(() => shootFilm({ name: 'x', rule: '', steps: [step] })).toThrow(TooLarge);
    const finalizer: GcStep[] = [{ op: 'new_many', prefix: 'm', count: LIMITS.objects }];
    const inside: GcStep[] = [
      { op: 'new', id: 'a', finalizer },
      { op: 'unbind', name: 'a' },
    ];
    expect(() => shootFilm({ name: 'x', rule: '', steps: inside })).toThrow(TooLarge);
  });
  it('ends a film that is too long, and says so', () => {
    const film = shootFilm(
      { name: 'x', rule: '', steps: scenario('seed-cycle').steps.map(({ step }) => step) },
      { ...LIMITS, moments: 10 },
    );
    expect(new FilmReel(film).end).toBe(9);
    expect(film.cut).toBe('The film ends after 10 moments: the rest is left out.');
    expect(filmOf('seed-cycle').film.cut).toBe('');
  });
  it('makes what a label hides visible', () => {
    const film = shootFilm({ name: '\u202ex', rule: '', steps: [{ op: 'new', id: 'a\u001b[31m' }] });
    expect([film.name, film.objects[0]?.label, film.ops[0]?.code]).toEqual(['‹U+202E›x', 'a␛[31m', 'a␛[31m = Node()']);
  });
});

function filmOf(name: string, steps: GcScenario['steps'] = scenario(name).steps): FilmReel {
  return new FilmReel(shootFilm({ name, rule: '', steps: steps.map(({ step }) => step) }));
}

function scenario(name: string): GcScenario {
  const found = NAMED.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no recording ${name}`);
  return found;
}
