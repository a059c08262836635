export { newAtom, newFunction } from './atom-object.ts';
export { deleteAttribute, getAttribute, setAttribute } from './attribute.ts';
export { callUnraisable } from './call.ts';
export {
  dictClear,
  dictDelete,
  dictGet,
  dictMaybeUntrack,
  dictSet,
  dictSize,
  keyError,
  newDict,
} from './dict-object.ts';
export {
  GC_PHASES,
  type GcEvent,
  type GcPhase,
  type HeapEvent,
  type HeapListener,
  type ObjectEvent,
} from './events.ts';
export {
  asGc,
  clearCollecting,
  fromGc,
  GC_HEAD_BYTES,
  GC_NEXT,
  GC_PREV,
  gcNext,
  gcPrev,
  isCollecting,
  isFinalized,
  isTracked,
  NEXT_UNREACHABLE,
  PREV_COLLECTING,
  PREV_FINALIZED,
  PREV_FLAGS,
  PREV_SHIFT,
  setFinalized,
  setGcNext,
  setGcPrev,
} from './gc-head.ts';
export { type GcState, GENERATIONS, type GenerationStats, initList } from './gc-state.ts';
export { gcTrack, gcUntrack, gcUntrackIfTracked, mayBeTracked } from './gc-track.ts';
export { type ClassSpec, newClass, newInstance } from './instance.ts';
export { intValue, newInt, writeInt } from './int-object.ts';
export { OB_REFCNT, OB_SIZE, OB_TYPE, OBJECT_BYTES, VAR_OBJECT_BYTES, WORD } from './layout.ts';
export {
  deleteListItem,
  listAppend,
  listClear,
  listItem,
  listPop,
  listSize,
  newList,
  setListItem,
} from './list-object.ts';
export { locateObject, type ObjectPlace } from './locate-object.ts';
export { instanceDict } from './managed-dict.ts';
export { type Builtins, ObjectHeap, type ObjectHeapOptions } from './object-heap.ts';
export { clearWord, decref, incref, RefcountError, refcntOf, setWord, xdecref } from './refcount.ts';
export { internedStr, internStr, isInterned, newStr, strText } from './str-object.ts';
export { TRASHCAN_LEVELS, trashcanDeposit, trashcanEnd } from './trashcan.ts';
export { deleteTupleItem, newTuple, setTupleItem, tupleItem, tupleMaybeUntrack, tupleSize } from './tuple-object.ts';
export { ReferenceSpan, TypeObject, type TypeSlots, type TypeSpec } from './type-object.ts';
export { MAX_TYPES, type TypeTable } from './type-table.ts';
export {
  callCallback,
  clearRef,
  newWeakref,
  nextWeakref,
  plainWeakref,
  previousWeakref,
  weakrefCallback,
  weakrefCount,
  weakrefTarget,
} from './weakref-object.ts';
