import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { objectDel, objectNew } from './allocate.ts';
import { OBJECT_BYTES, WORD } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import { RefcountError } from './refcount.ts';
import type { TypeSpec } from './type-object.ts';
import { clearWeakrefs } from './weakref-object.ts';

const WEAKLIST = OBJECT_BYTES;

/** None: one object, in static memory, never released. */
export const NONE_TYPE: TypeSpec = {
  name: 'NoneType',
  basicsize: OBJECT_BYTES,
  traverse: (_heap, _object, span) => span.set(NULL, 0, 0),
  clear: null,
  dealloc: (_heap, object) => {
    throw new RefcountError(object, 'an object that is there for good is released');
  },
};

/**
 * An atom: an object that refers to nothing and takes weak references, as a code object does. No container.
 *
 *     0           8         16            24
 *     │ ob_refcnt │ ob_type │ weak refs   │
 */
export const ATOM_TYPE: TypeSpec = {
  name: 'atom',
  basicsize: OBJECT_BYTES + WORD,
  weaklistoffset: WEAKLIST,
  traverse: (_heap, _object, span) => span.set(NULL, 0, 0),
  clear: null,
  dealloc: (heap, object) => {
    clearWeakrefs(heap, object, heap.builtins.atom);
    objectDel(heap, object);
  },
};

/** The caller gets the only reference. */
export function newAtom(heap: ObjectHeap): Address {
  const atom = objectNew(heap, heap.builtins.atom);
  heap.memory.writePointer(atom + WEAKLIST, NULL);
  return atom;
}

/**
 * A function of one argument, to be called back. What it does is beside the bytes: `heap.functions`.
 *
 * Differs from CPython: functions are containers there (globals, defaults, closure). Here they refer to nothing.
 */
export const FUNCTION_TYPE: TypeSpec = {
  name: 'function',
  basicsize: OBJECT_BYTES,
  traverse: (_heap, _object, span) => span.set(NULL, 0, 0),
  clear: null,
  dealloc: (heap, object) => {
    heap.functions.delete(object);
    objectDel(heap, object);
  },
};

/** The caller gets the only reference. */
export function newFunction(heap: ObjectHeap, call: (argument: Address) => void): Address {
  const object = objectNew(heap, heap.builtins.function);
  heap.functions.set(object, call);
  return object;
}
