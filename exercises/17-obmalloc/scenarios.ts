import type { PublicScenario } from '../kit/scenario.ts';
import { arenasScenarios } from './scenarios-arenas.ts';
import { blocksScenarios } from './scenarios-blocks.ts';
import { poolsScenarios } from './scenarios-pools.ts';
import { requestsScenarios } from './scenarios-requests.ts';
import type { Step } from './steps.ts';

/**
 * The public scenarios. What is expected is no opinion: CPython 3.7.3's own `obmalloc.c`, compiled with the lecture's
 * sizes (8-byte classes, 4 KiB pools, 256 KiB arenas), did exactly this.
 */
export const scenarios: readonly PublicScenario<Step>[] = [
  ...blocksScenarios,
  ...poolsScenarios,
  ...arenasScenarios,
  ...requestsScenarios,
];
