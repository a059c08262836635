import type { Contract } from '../../exercises/17-obmalloc/contract.ts';
import { Obmalloc } from './obmalloc.ts';

/** What is expected. */
export const oracle: Contract = { Obmalloc };
