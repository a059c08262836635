import { PyAttributeError } from '../../../exercises/kit/errors.ts';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { slotWord } from './instance.ts';
import {
  deleteInstanceAttribute,
  instanceAttribute,
  MANAGED_DICT_PRESIZE,
  setInstanceAttribute,
} from './managed-dict.ts';
import type { ObjectHeap } from './object-heap.ts';
import { clearWord, decref, incref, setWord } from './refcount.ts';
import { internedStr } from './str-object.ts';

/** `object.name`: the value, no new reference. @throws {PyAttributeError} */
export function getAttribute(heap: ObjectHeap, object: Address, name: string): Address {
  const value = hasManagedDict(heap, object)
    ? withName(heap, name, (key) => instanceAttribute(heap, object, key))
    : heap.memory.readPointer(slotWord(heap, object, name));
  if (value === NULL) throw missing(heap, object, name);
  return value;
}

/** `object.name = value`: the new value is in its place before the old one is released. @throws {PyAttributeError} */
export function setAttribute(heap: ObjectHeap, object: Address, name: string, value: Address): void {
  if (hasManagedDict(heap, object)) {
    withName(heap, name, (key) => setInstanceAttribute(heap, object, key, value));
  } else {
    const word = slotWord(heap, object, name);
    setWord(heap, word, incref(heap, value));
  }
}

/** `del object.name`. @throws {PyAttributeError} */
export function deleteAttribute(heap: ObjectHeap, object: Address, name: string): void {
  if (hasManagedDict(heap, object)) {
    if (!withName(heap, name, (key) => deleteInstanceAttribute(heap, object, key))) throw missing(heap, object, name);
    return;
  }
  const word = slotWord(heap, object, name);
  // Source: CPython 3.11, Python/structmember.c, `PyMember_SetOne`: the bare name, no sentence.
  if (heap.memory.readPointer(word) === NULL) throw new PyAttributeError(name);
  clearWord(heap, word);
}

function hasManagedDict(heap: ObjectHeap, object: Address): boolean {
  return heap.types.of(object).presize === MANAGED_DICT_PRESIZE;
}

/** Runs `body` with the name as a str. */
function withName<T>(heap: ObjectHeap, name: string, body: (key: Address) => T): T {
  const key = internedStr(heap, name);
  try {
    return body(key);
  } finally {
    decref(heap, key);
  }
}

function missing(heap: ObjectHeap, object: Address, name: string): PyAttributeError {
  return new PyAttributeError(`'${heap.types.of(object).name}' object has no attribute '${name}'`);
}
