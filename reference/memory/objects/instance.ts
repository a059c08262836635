import { PyAttributeError } from '../../../exercises/kit/errors.ts';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { gcDel, gcNew } from './allocate.ts';
import { callFinalizerFromDealloc } from './call.ts';
import { newKeys, setUsableLeft } from './dict-keys.ts';
import { gcTrack, gcUntrack, gcUntrackIfTracked } from './gc-track.ts';
import { OBJECT_BYTES, WORD } from './layout.ts';
import {
  clearInstanceAttributes,
  freeInstanceAttributes,
  freeInstanceValues,
  initializeDict,
  MANAGED_DICT_PRESIZE,
  SHARED_KEYS_LOG2_SIZE,
  SHARED_KEYS_MAX_SIZE,
  visitInstanceAttributes,
} from './managed-dict.ts';
import type { ObjectHeap } from './object-heap.ts';
import { clearWord } from './refcount.ts';
import { trashcanBegin, trashcanEnd } from './trashcan.ts';
import type { ReferenceSpan, TypeObject } from './type-object.ts';
import { clearRef, clearWeakrefs } from './weakref-object.ts';

/** A class statement, as far as memory is concerned. */
export interface ClassSpec {
  readonly name: string;
  /** `__slots__`; without it instances have attributes of any name. */
  readonly slots?: readonly string[];
  /** `__del__`. */
  readonly finalize?: (self: Address) => void;
}

/**
 * Makes a class; its instances take weak references.
 *
 *     with __slots__       0           8         16       16 + 8 n
 *                          │ ob_refcnt │ ob_type │ slots  │ weak refs │       slots in the order of their names
 *
 *     without     − 32     − 24   − 16    0           8         16
 *                 │ values │ dict │ GC …  │ ob_refcnt │ ob_type │ weak refs │
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_new_slots`, `type_new_descriptors`, `inherit_slots`.
 */
export function newClass(heap: ObjectHeap, spec: ClassSpec): TypeObject {
  const slots = spec.slots?.toSorted();
  const weaklistoffset = OBJECT_BYTES + (slots?.length ?? 0) * WORD;
  const type = heap.types.define({
    name: spec.name,
    basicsize: weaklistoffset + WORD,
    presize: slots === undefined ? MANAGED_DICT_PRESIZE : 16,
    weaklistoffset,
    ...(slots === undefined ? {} : { slots, references: [OBJECT_BYTES, slots.length] as const }),
    ...(spec.finalize === undefined ? {} : { finalize: spec.finalize }),
    traverse: slots === undefined ? visitInstanceAttributes : traverseSlots(slots.length),
    clear: slots === undefined ? clearInstanceAttributes : clearSlots,
    dealloc,
    parts: slots === undefined ? { freeBlocks: freeInstanceValues } : {},
  });
  if (slots === undefined) {
    type.cachedKeys = newKeys(heap, SHARED_KEYS_LOG2_SIZE, 'split');
    setUsableLeft(heap, type.cachedKeys, SHARED_KEYS_MAX_SIZE);
  }
  return type;
}

/** An instance without attributes, tracked. The caller gets the only reference. CPython: `PyType_GenericAlloc`. */
export function newInstance(heap: ObjectHeap, type: TypeObject): Address {
  const { memory } = heap;
  const object = gcNew(heap, type);
  const end = object + type.basicsize;
  for (let word = object + OBJECT_BYTES; word < end; word += WORD) memory.writePointer(word, NULL);
  gcTrack(heap, object);
  if (type.presize === MANAGED_DICT_PRESIZE) initializeDict(heap, object, type);
  return object;
}

/** Address of the slot's word. @throws {PyAttributeError} if the class has no slot of that name. */
export function slotWord(heap: ObjectHeap, object: Address, name: string): number {
  const type = heap.types.of(object);
  const index = type.slots.indexOf(name);
  if (index === -1) throw new PyAttributeError(`'${type.name}' object has no attribute '${name}'`);
  return object + OBJECT_BYTES + index * WORD;
}

/** CPython: `traverse_slots`. */
function traverseSlots(count: number) {
  return (_heap: ObjectHeap, object: Address, span: ReferenceSpan): void => {
    span.set(object + OBJECT_BYTES, WORD, count);
  };
}

/** Empties slot after slot. CPython: `clear_slots`. */
function clearSlots(heap: ObjectHeap, object: Address): void {
  clearWords(heap, object, heap.types.of(object).slots.length);
}

function clearWords(heap: ObjectHeap, object: Address, count: number): void {
  const end = object + OBJECT_BYTES + count * WORD;
  for (let word = object + OBJECT_BYTES; word < end; word += WORD) clearWord(heap, word);
}

/**
 * The release of an instance, in CPython's order: finalizer, weak references, slots, attributes, memory.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `subtype_dealloc`.
 */
function dealloc(heap: ObjectHeap, object: Address): void {
  gcUntrackIfTracked(heap, object);
  if (!trashcanBegin(heap, object)) return;
  const type = heap.types.of(object);
  if (finalizeBeforeDealloc(heap, object, type)) {
    clearWeakrefs(heap, object, type);
    if (type.finalize !== null) clearNewWeakrefs(heap, object, type);
    clearWords(heap, object, type.slots.length);
    if (type.presize === MANAGED_DICT_PRESIZE) freeInstanceAttributes(heap, object);
    gcDel(heap, object, type.presize);
  }
  trashcanEnd(heap);
}

/** False: resurrected. The collector must see the object while Python code runs on it. */
function finalizeBeforeDealloc(heap: ObjectHeap, object: Address, { finalize }: TypeObject): boolean {
  if (finalize === null) return true;
  gcTrack(heap, object);
  if (!callFinalizerFromDealloc(heap, object, finalize)) return false;
  gcUntrack(heap, object);
  return true;
}

/** Those that callbacks made: cleared, and never called back. */
function clearNewWeakrefs(heap: ObjectHeap, object: Address, { weaklistoffset }: TypeObject): void {
  for (;;) {
    const weakref = heap.memory.readPointer(object + weaklistoffset);
    if (weakref === NULL) return;
    clearRef(heap, weakref);
  }
}
