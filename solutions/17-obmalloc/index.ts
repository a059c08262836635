import type { Contract } from '../../exercises/17-obmalloc/contract.ts';
import { exercise } from '../../exercises/17-obmalloc/index.ts';
import type { Step } from '../../exercises/17-obmalloc/steps.ts';
import { defineSolution } from '../solution.ts';
import { generate } from './generate.ts';
import { oracle } from './oracle.ts';

export const solution = defineSolution<Contract, Step>({ exercise, oracle, generate });
