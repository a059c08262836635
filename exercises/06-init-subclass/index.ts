import { defineExercise } from '../kit/exercise.ts';
import type { Contract } from './contract.ts';
import { driver } from './driver.ts';
import { manifest } from './manifest.ts';
import { scenarios } from './scenarios.ts';
import type { Step } from './steps.ts';
import { workloads } from './workloads.ts';

export const exercise = defineExercise<Contract, Step>({ manifest, driver, scenarios, workloads });
