import type { Contract } from '../../exercises/06-init-subclass/contract.ts';
import { Checked } from '../../reference/object-model/checked/checked.ts';
import { Field } from '../../reference/object-model/checked/field.ts';

/** The reference, held against what CPython made of the lecture's own cells. */
export const oracle: Contract = { Field, Checked };
