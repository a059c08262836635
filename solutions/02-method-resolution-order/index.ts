import type { Contract } from '../../exercises/02-method-resolution-order/contract.ts';
import { exercise } from '../../exercises/02-method-resolution-order/index.ts';
import type { Step } from '../../exercises/02-method-resolution-order/steps.ts';
import { defineSolution } from '../solution.ts';
import { generate } from './generate.ts';
import { oracle } from './oracle.ts';

export const solution = defineSolution<Contract, Step>({ exercise, oracle, generate });
