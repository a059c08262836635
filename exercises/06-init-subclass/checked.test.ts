import { checkScenarios } from '../kit/check-scenarios.ts';
import * as student from './checked.ts';
import { exercise } from './index.ts';

checkScenarios(exercise, student);
