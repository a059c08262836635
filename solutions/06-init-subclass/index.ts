import type { Contract } from '../../exercises/06-init-subclass/contract.ts';
import { exercise } from '../../exercises/06-init-subclass/index.ts';
import type { Step } from '../../exercises/06-init-subclass/steps.ts';
import { defineSolution } from '../solution.ts';
import { generate } from './generate.ts';
import { oracle } from './oracle.ts';

export const solution = defineSolution<Contract, Step>({ exercise, oracle, generate });
