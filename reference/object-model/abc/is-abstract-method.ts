import { findAttribute } from '../object/attributes.ts';
import type { PyValue } from '../object/py-object.ts';
import { truth } from '../protocols/truth.ts';

/** Whether `@abstractmethod` is on it, or on what it wraps. Source: CPython 3.11, Objects/object.c, `_PyObject_IsAbstract`. */
export function isAbstractMethod(value: PyValue): boolean {
  return truth(findAttribute(value, '__isabstractmethod__') ?? false);
}
