import { allocate } from '../object/object-type.ts';
import { type PyDict, PyInstance, type PyList, PyTuple, type PyValue } from '../object/py-object.ts';
import type { PyType } from '../type/py-type.ts';

/** What an instance of a builtin class or of a subclass comes to: `5n` for an IntEnum member of value 5. */
export function plain(value: PyValue | undefined): PyValue {
  if (value === undefined) return null;
  return value instanceof PyInstance && value.payload !== undefined ? value.payload : value;
}

/** A value of a builtin class, as an instance of `cls`: itself, or held by an instance of the subclass. */
export function wrap(cls: PyType, value: PyValue): PyValue {
  if (!cls.isHeapType) return value;
  const instance = allocate(cls);
  instance.payload = value;
  return instance;
}

export function listOf(value: PyValue | undefined): PyList {
  const held = plain(value);
  return Array.isArray(held) ? held : [];
}

export function dictOf(value: PyValue | undefined): PyDict {
  const held = plain(value);
  return held instanceof Map ? held : new Map();
}

export function itemsOf(value: PyValue | undefined): readonly PyValue[] {
  return value instanceof PyTuple ? value.items : listOf(value);
}

/** The number in an `int`, a `bool` or an instance of a subclass; undefined for anything else. */
export function wholeNumber(value: PyValue | undefined): bigint | undefined {
  const held = plain(value);
  if (typeof held === 'boolean') return held ? 1n : 0n;
  return typeof held === 'bigint' ? held : undefined;
}
