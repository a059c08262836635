import type { Step } from '../../exercises/17-obmalloc/steps.ts';
import type { Scenario } from '../../exercises/kit/scenario.ts';
import type { Random } from '../random.ts';
import { arenaFailure, arenas, usableArenas } from './generate-arenas.ts';
import { carving, emptyPools, freeList, poolHeader, poolStates, sizeClasses } from './generate-pools.ts';
import { callocs, rawRequests, reallocs } from './generate-requests.ts';
import { Trace } from './trace.ts';
import { vary } from './vary.ts';

/** Traces of a concept; fewer where each fills whole arenas. */
const TRACES = 3;
const LONG_TRACES = 2;
const LONG: readonly string[] = ['arenas', 'usable-arenas', 'arena-failure'];

/** By the name of the public concept: what its private twin, `…-private`, is made of. */
const MAKERS: Readonly<Record<string, (trace: Trace) => void>> = {
  'size-classes': sizeClasses,
  carving,
  'free-list': freeList,
  'pool-states': poolStates,
  'empty-pools': emptyPools,
  'pool-header': poolHeader,
  arenas,
  'usable-arenas': usableArenas,
  'raw-requests': rawRequests,
  calloc: callocs,
  realloc: reallocs,
  'arena-failure': arenaFailure,
};

/**
 * Traces that exercise one concept; for a public concept variations of its public scenarios. The same for the same seed.
 *
 * @throws {RangeError} for a concept that there is not.
 */
export function generate(concept: string, random: Random): readonly Scenario<Step>[] {
  const name = concept.replace(/-private$/, '');
  const make = MAKERS[name];
  if (make === undefined) throw new RangeError(`generate: no traces for '${concept}'`);
  if (name === concept) return vary(concept, random);
  return Array.from({ length: LONG.includes(name) ? LONG_TRACES : TRACES }, (_, index) => {
    const trace = new Trace(random);
    make(trace);
    return { id: `${concept}-${index + 1}`, concept, title: `Generated trace ${index + 1}`, steps: trace.steps };
  });
}
