import type { Workload } from '../kit/workload.ts';
import type { Contract } from './contract.ts';

/** Nothing is measured here. */
export const workloads: Readonly<Record<string, Workload<Contract>>> = {};
