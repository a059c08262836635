import { defineExercise } from '../kit/exercise.ts';
import type { Contract } from './contract.ts';
import { driver, type Step } from './driver.ts';
import { manifest } from './manifest.ts';
import { scenarios } from './scenarios.ts';
import { workloads } from './workloads.ts';

export const exercise = defineExercise<Contract, Step>({ manifest, driver, scenarios, workloads });
