import { describe, expect, it } from 'vitest';
import type { Contract } from '../../exercises/17-obmalloc/contract.ts';
import { driver } from '../../exercises/17-obmalloc/driver.ts';
import { manifest } from '../../exercises/17-obmalloc/manifest.ts';
import { scenarios } from '../../exercises/17-obmalloc/scenarios.ts';
import type { Step } from '../../exercises/17-obmalloc/steps.ts';
import { workloads } from '../../exercises/17-obmalloc/workloads.ts';
import { replay } from '../../exercises/kit/driver.ts';
import type { Observation, Scenario } from '../../exercises/kit/scenario.ts';
import { Random } from '../random.ts';
import * as parallelArrays from './alternatives/parallel-arrays.ts';
import * as poolObjects from './alternatives/pool-objects.ts';
import { generate } from './generate.ts';
import * as model from './obmalloc.ts';
import { oracle } from './oracle.ts';

const CONCEPTS = manifest.behaviour.filter(({ visibility }) => visibility === 'private').map(({ id }) => id);
const RIGHT: readonly (readonly [string, Contract])[] = [
  ['model answer', model],
  ['parallel arrays', parallelArrays],
  ['pool objects', poolObjects],
];

const TRACES = new Map<string, readonly (readonly [Scenario<Step>, readonly Observation[]])[]>();

/** The generated traces of a concept, of three seeds, and what the oracle does. */
function tracesOf(concept: string): readonly (readonly [Scenario<Step>, readonly Observation[]])[] {
  const known = TRACES.get(concept);
  if (known !== undefined) return known;
  const traces = [1, 2, 3]
    .flatMap((seed) => generate(concept, new Random(seed)))
    .map((scenario) => [scenario, replay(driver, oracle, scenario)] as const);
  TRACES.set(concept, traces);
  return traces;
}

describe('oracle', () => {
  it.each(scenarios)('does what CPython did: $id, $concept', (scenario) => {
    expect(replay(driver, oracle, scenario)).toEqual(scenario.expect);
  });
});

describe.each(RIGHT)('%s', (_, module) => {
  it.each(scenarios)('does what CPython did: $id, $concept', (scenario) => {
    expect(replay(driver, module, scenario)).toEqual(scenario.expect);
  });

  it.each(CONCEPTS)('agrees with the oracle on generated traces of %s', (concept) => {
    for (const [scenario, expected] of tracesOf(concept)) expect(replay(driver, module, scenario)).toEqual(expected);
  });

  it.each(Object.entries(workloads))('gives the answers of the oracle in the workload %s', (_name, workload) => {
    const [run, expected] = [workload.prepare(module, 2_000), workload.prepare(oracle, 2_000)];
    for (let call = 0; call < 5; call += 1) expect(run.work()).toBe(expected.work());
  });
});

describe('generate', () => {
  it.each(CONCEPTS)('makes two or three traces of 8 to 150 steps of %s', (concept) => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const traces = generate(concept, new Random(seed));
      expect(traces.length).toBeGreaterThanOrEqual(2);
      expect(traces.length).toBeLessThanOrEqual(3);
      for (const { steps } of traces) {
        expect(steps.length).toBeGreaterThanOrEqual(8);
        expect(steps.length).toBeLessThanOrEqual(150);
      }
    }
  });

  it('makes the same traces from the same seed', () => {
    expect(generate('arenas-private', new Random(7))).toEqual(generate('arenas-private', new Random(7)));
  });
});
