import type { Contract } from '../../exercises/02-method-resolution-order/contract.ts';
import { driver } from '../../exercises/02-method-resolution-order/driver.ts';
import { manifest } from '../../exercises/02-method-resolution-order/manifest.ts';
import type { Step } from '../../exercises/02-method-resolution-order/steps.ts';
import { replay } from '../../exercises/kit/driver.ts';
import { type Expected, firstDifference, type Scenario } from '../../exercises/kit/scenario.ts';
import { Random } from '../random.ts';
import { generate } from './generate.ts';
import { oracle } from './oracle.ts';

/** Seeds at which tests look at generated scenarios. */
export const SEEDS: readonly number[] = [1, 2, 3, 2024, 8_675_309];

/** What the reference does, step by step: values and errors, nothing else. */
export function expectedOf(scenario: Scenario<Step>): readonly Expected[] {
  return replay(driver, oracle, scenario) as readonly Expected[];
}

/** Whether a module does what the reference does. */
export function agrees(module: Contract, scenario: Scenario<Step>): boolean {
  return firstDifference(expectedOf(scenario), replay(driver, module, scenario)) === -1;
}

/** The private scenarios of all concepts. */
export function privateScenarios(seed: number): readonly Scenario<Step>[] {
  const concepts = manifest.behaviour.filter(({ visibility }) => visibility === 'private');
  return concepts.flatMap(({ id }) => generate(id, new Random(seed)));
}
