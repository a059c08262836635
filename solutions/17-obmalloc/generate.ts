import type { Step } from '../../exercises/17-obmalloc/steps.ts';
import type { Scenario } from '../../exercises/kit/scenario.ts';
import type { Random } from '../random.ts';
import { arenaFailure, arenas, usableArenas } from './generate-arenas.ts';
import { carving, emptyPools, freeList, poolHeader, poolStates, sizeClasses } from './generate-pools.ts';
import { callocs, rawRequests, reallocs } from './generate-requests.ts';
import { Trace } from './trace.ts';

const SCENARIOS = 6;

/** By the concept's public name: what the private one, `…-private`, is made of. */
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

/** Six traces that exercise one concept. @throws {RangeError} for a concept that has no private traces. */
export function generate(concept: string, random: Random): readonly Scenario<Step>[] {
  const make = MAKERS[concept.replace(/-private$/, '')];
  if (make === undefined) throw new RangeError(`generate: no private traces for '${concept}'`);
  return Array.from({ length: SCENARIOS }, (_, index) => {
    const trace = new Trace(random);
    make(trace);
    return { id: `${concept}-${index + 1}`, concept, title: `Generated trace ${index + 1}`, steps: trace.steps };
  });
}
