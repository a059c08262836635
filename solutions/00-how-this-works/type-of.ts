import type { PyObject } from '../../exercises/00-how-this-works/contract.ts';

export function typeOf(value: PyObject): PyObject {
  return value.type;
}
