import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  asGc,
  callCallback,
  clearRef,
  decref,
  fromGc,
  gcNext,
  incref,
  initList,
  isCollecting,
  type ObjectHeap,
  weakrefCallback,
} from '../objects/index.ts';
import { gcListIsEmpty, gcListMove } from './gc-list.ts';

/**
 * Clears every weak reference to garbage, then calls the callbacks of those that are not garbage themselves. So nothing
 * that is to be torn down can be got hold of any more, neither by a callback nor by a finalizer.
 *
 * Returns how many weak references died by their own callback.
 *
 * Source: CPython 3.11, Modules/gcmodule.c, `handle_weakrefs`.
 */
export function handleWeakrefs(heap: ObjectHeap, unreachable: Address, old: Address): number {
  heap.listener?.({ kind: 'phase', phase: 'handle_weakrefs' });
  const queue = heap.gc.wrcbToCall;
  initList(heap.memory, queue);
  clearAll(heap, unreachable, queue);
  return callQueued(heap, queue, old);
}

/**
 * Garbage in order; of each, the weak references in order. A weak reference that is garbage is cleared too, its
 * callback will never be called. Of the others, those with a callback are queued, with a reference, lest they go away:
 *
 *     before   wherever ⇄ weakref ⇄ …            queue ⇄ …
 *     after    wherever ⇄ …                      queue ⇄ … ⇄ weakref
 */
function clearAll(heap: ObjectHeap, unreachable: Address, queue: Address): void {
  const { memory, types } = heap;
  for (let gc = gcNext(memory, unreachable); gc !== unreachable; gc = gcNext(memory, gc)) {
    const object = fromGc(gc);
    const type = types.of(object);
    if (type === heap.builtins.weakref) clearRef(heap, object);
    if (type.weaklistoffset === 0) continue;
    const list = object + type.weaklistoffset;
    for (let weakref = memory.readPointer(list); weakref !== NULL; weakref = memory.readPointer(list)) {
      clearRef(heap, weakref);
      if (weakrefCallback(heap, weakref) === NULL || isCollecting(memory, asGc(weakref))) continue;
      gcListMove(memory, asGc(incref(heap, weakref)), queue);
    }
  }
}

/**
 *     before   queue ⇄ weakref ⇄ …               last ⇄ old
 *     after    queue ⇄ …                         last ⇄ weakref ⇄ old       unless it died
 */
function callQueued(heap: ObjectHeap, queue: Address, old: Address): number {
  const { memory } = heap;
  let freed = 0;
  while (!gcListIsEmpty(memory, queue)) {
    const gc = gcNext(memory, queue);
    const weakref = fromGc(gc);
    callCallback(heap, weakref, weakrefCallback(heap, weakref));
    decref(heap, weakref);
    if (gcNext(memory, queue) === gc) gcListMove(memory, gc, old);
    else freed += 1;
  }
  return freed;
}
