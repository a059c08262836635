import type { PublicScenario } from '../kit/scenario.ts';
import { classScenarios } from './scenarios-classes.ts';
import { fieldScenarios } from './scenarios-fields.ts';
import type { Step } from './steps.ts';

/** What CPython 3.11 does with the lecture's own `Field` and `Checked`: recorded, not written by hand. */
export const scenarios: readonly PublicScenario<Step>[] = [...fieldScenarios, ...classScenarios];
