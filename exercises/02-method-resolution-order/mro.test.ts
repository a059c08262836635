import { checkScenarios } from '../kit/check-scenarios.ts';
import { exercise } from './index.ts';
import * as student from './mro.ts';

checkScenarios(exercise, student);
