import type { Address, Memory } from '../../../exercises/kit/memory.ts';
import { clearCollecting, GC_PREV, gcNext, gcPrev, initList, setGcNext, setGcPrev } from '../objects/index.ts';

// Lists of containers: circular, doubly linked through `PyGC_Head`, with a head that is no container.
// `list` names the address of such a head. Source: CPython 3.11, Modules/gcmodule.c, "gc list functions".

/** CPython: `gc_list_is_empty`. */
export function gcListIsEmpty(memory: Memory, list: Address): boolean {
  return gcNext(memory, list) === list;
}

/**
 *     before   last ⇄ list
 *     after    last ⇄ gc ⇄ list              gc was on no list; it keeps its flags
 *
 * CPython: `gc_list_append`.
 */
export function gcListAppend(memory: Memory, gc: Address, list: Address): void {
  const last = memory.readPointer(list + GC_PREV);
  setGcPrev(memory, gc, last);
  setGcNext(memory, last, gc);
  setGcNext(memory, gc, list);
  memory.writePointer(list + GC_PREV, gc);
}

/**
 *     before   prev ⇄ gc ⇄ next              last ⇄ list
 *     after    prev ⇄ next                   last ⇄ gc ⇄ list
 *
 * CPython: `gc_list_move`.
 */
export function gcListMove(memory: Memory, gc: Address, list: Address): void {
  const prev = gcPrev(memory, gc);
  const next = gcNext(memory, gc);
  setGcNext(memory, prev, next);
  setGcPrev(memory, next, prev);
  gcListAppend(memory, gc, list);
}

/**
 *     before   from ⇄ first ⇄ … ⇄ last ⇄ from          tail ⇄ to
 *     after    from ⇄ from                             tail ⇄ first ⇄ … ⇄ last ⇄ to
 *
 * Cost: O(1). CPython: `gc_list_merge`.
 */
export function gcListMerge(memory: Memory, from: Address, to: Address): void {
  if (!gcListIsEmpty(memory, from)) {
    const tail = gcPrev(memory, to);
    const first = gcNext(memory, from);
    const last = gcPrev(memory, from);
    setGcNext(memory, tail, first);
    setGcPrev(memory, first, tail);
    setGcNext(memory, last, to);
    setGcPrev(memory, to, last);
  }
  initList(memory, from);
}

/** Cost: O(n). CPython: `gc_list_size`. */
export function gcListSize(memory: Memory, list: Address): number {
  let size = 0;
  for (let gc = gcNext(memory, list); gc !== list; gc = gcNext(memory, gc)) size += 1;
  return size;
}

/** CPython: `gc_list_clear_collecting`. */
export function gcListClearCollecting(memory: Memory, list: Address): void {
  for (let gc = gcNext(memory, list); gc !== list; gc = gcNext(memory, gc)) clearCollecting(memory, gc);
}

/** The containers' heads, in order. The one that was given last may be taken off the list. */
export function* gcListItems(memory: Memory, list: Address): Generator<Address> {
  for (let gc = gcNext(memory, list); gc !== list; ) {
    const next = gcNext(memory, gc);
    yield gc;
    gc = next;
  }
}
