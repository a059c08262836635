import { scenarios } from '../../exercises/17-obmalloc/scenarios.ts';
import { malloc, misalign, type Step } from '../../exercises/17-obmalloc/steps.ts';
import type { Scenario } from '../../exercises/kit/scenario.ts';
import type { Random } from '../random.ts';
import { Classes, classOf, requestOf } from './vary-classes.ts';
import { REMADE } from './vary-requests.ts';

/** Variations of a concept. */
const VARIATIONS = 2;
/** Blocks of a scenario that takes too long to be varied: four arenas of pools of seven. */
const LONG = 1_500;
/** From here on malloc gives NULL, and realloc leaves the block where it is. */
const TOO_BIG = 2 ** 63;
/** Concepts whose scenarios count on each pool of their arenas: nothing may come before, as where an arena is unmapped. */
const FILL_ARENAS: readonly string[] = ['arenas', 'usable-arenas', 'arena-failure'];

/**
 * Hidden variations of a concept's public scenarios: other sizes and classes, pools of other capacity with as many
 * blocks more, other pools before them. The same calls find the same states of pools and arenas: an answer that fails
 * a variation fails in the concept.
 *
 * @throws {RangeError} for a concept without public scenarios.
 */
export function vary(concept: string, random: Random): readonly Scenario<Step>[] {
  const shown = scenarios.filter((scenario) => scenario.concept === concept && blocksOf(scenario.steps) < LONG);
  if (shown.length === 0) throw new RangeError(`vary: no public scenarios of '${concept}'`);
  const order = random.sample(shown, shown.length);
  const fillsArenas = FILL_ARENAS.includes(concept);
  const picked = [...order, ...order].slice(0, VARIATIONS);
  return picked.map(({ id, title, steps, expect }, index) => {
    const varied = REMADE[id]?.(random) ?? varySizes(steps, random);
    const unmaps = expect.some((outcome) => JSON.stringify(outcome).includes(' -A'));
    const before = fillsArenas || unmaps ? [] : someStrangers(varied, random);
    return { id: `${id}-varied-${index + 1}`, concept, title, steps: [...before, ...varied] };
  });
}

function blocksOf(steps: readonly Step[]): number {
  return steps.reduce((total, step) => total + (step.op === 'M' ? step.n : 1), 0);
}

/** Up to three blocks of classes that nothing else uses: each takes a pool and keeps it. */
function someStrangers(steps: readonly Step[], random: Random): readonly Step[] {
  const used = new Set(steps.flatMap(requestOf).map(classOf));
  const free = Array.from({ length: 64 }, (_, szidx) => szidx).filter((szidx) => !used.has(szidx));
  const id = 1 + Math.max(...steps.map((step) => ('id' in step ? step.id + ('n' in step ? step.n : 1) : 0)));
  return random.sample(free, random.int(0, 3)).map((szidx, index) => malloc(id + index, 8 * szidx + random.int(1, 8)));
}

/** The steps with other sizes, and with ids and counts to match. */
function varySizes(steps: readonly Step[], random: Random): readonly Step[] {
  const classes = new Classes(steps, random);
  /** Class, as it was, of each block that lies in a pool. */
  const held = new Map<number, number>();
  return steps.map((step): Step => {
    switch (step.op) {
      case 'm':
        held.set(step.id, classOf(step.size));
        return { ...step, id: classes.id(step.id), size: classes.size(step.size) };
      case 'c': {
        const size = classes.size(step.count * step.size);
        // Rounded up to a multiple of 4, a size stays in its class.
        if (classOf(step.count * step.size) < 64)
          return { ...step, id: classes.id(step.id), count: 4, size: Math.ceil(size / 4) };
        return { ...step, id: classes.id(step.id) };
      }
      case 'r': {
        const old = held.get(step.id);
        const size = classes.resized(old, step.size);
        if (!classes.stays(old, step.size) && step.size < TOO_BIG) held.set(step.id, classOf(step.size));
        return { ...step, id: classes.id(step.id), size };
      }
      case 'f':
        return { ...step, id: classes.id(step.id) };
      case 'M':
        return { ...step, ...classes.run(step), size: classes.size(step.size) };
      case 'F':
      case 'G':
        return { ...step, ...classes.run(step) };
      case '%':
        return 'misalign' in step ? misalign(16 * random.int(1, 255)) : step;
      case 'w':
      case 'd':
        throw new RangeError(`vary: how many bytes '${step.op}' is about is not known here`);
      case '?':
        return step;
      default:
        return step satisfies never;
    }
  });
}
