import type { PyObject } from './contract.ts';

export function typeOf(value: PyObject): PyObject {
  return value.type;
}
