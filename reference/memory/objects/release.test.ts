import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { blocksInUse } from './blocks-in-use.ts';
import {
  callUnraisable,
  decref,
  getAttribute,
  incref,
  isTracked,
  listAppend,
  newClass,
  newFunction,
  newInstance,
  newList,
  newTuple,
  newWeakref,
  ObjectHeap,
  RefcountError,
  refcntOf,
  setAttribute,
  TRASHCAN_LEVELS,
  weakrefTarget,
} from './index.ts';

/** Far beyond what nested calls could be. */
const DEEP = 1_000_000;

/** The kinds of events, and of which objects, in order. */
function listen(heap: ObjectHeap, ...kinds: readonly string[]): (readonly [string, Address])[] {
  const seen: (readonly [string, Address])[] = [];
  heap.listener = (event) => {
    if (kinds.includes(event.kind) && 'object' in event) seen.push([event.kind, event.object]);
  };
  return seen;
}

/** n objects, each the only one that refers to the next; the first. */
function chain(heap: ObjectHeap, length: number): Address {
  const type = newClass(heap, { name: 'Node', slots: ['next'] });
  let first = newInstance(heap, type);
  for (let count = 1; count < length; count += 1) {
    const before = newInstance(heap, type);
    setAttribute(heap, before, 'next', first);
    decref(heap, first);
    first = before;
  }
  return first;
}

describe('decref', () => {
  it('gives back every block of a chain of a million objects', () => {
    const heap = new ObjectHeap();
    const before = blocksInUse(heap);
    const first = chain(heap, DEEP);
    expect(blocksInUse(heap)).toBe(before + DEEP);
    decref(heap, first);
    expect(blocksInUse(heap)).toBe(before);
  });

  it.each(['list', 'tuple'] as const)('gives back every block of a %s nested a million deep', (kind) => {
    const heap = new ObjectHeap();
    const before = blocksInUse(heap);
    const make = kind === 'list' ? newList : newTuple;
    let outer = make(heap, []);
    for (let depth = 1; depth < DEEP; depth += 1) {
      const inner = outer;
      outer = make(heap, [inner]);
      decref(heap, inner);
    }
    decref(heap, outer);
    expect(blocksInUse(heap)).toBe(before);
  });

  it('nests 50 releases and postpones the next', () => {
    const heap = new ObjectHeap();
    const events = listen(heap, 'postponed', 'freed');
    decref(heap, chain(heap, TRASHCAN_LEVELS));
    expect(events.filter(([kind]) => kind === 'postponed')).toEqual([]);
    events.length = 0;
    decref(heap, chain(heap, TRASHCAN_LEVELS + 1));
    expect(events[0]?.[0]).toBe('postponed');
    expect(events.filter(([kind]) => kind === 'postponed')).toHaveLength(1);
    expect(events.at(-1)).toEqual(['freed', events[0]?.[1]]);
  });

  it('throws when there was no reference to drop', () => {
    const heap = new ObjectHeap();
    const list = newList(heap, []);
    heap.memory.writePointer(list, 0);
    expect(() => decref(heap, list)).toThrow(RefcountError);
  });
});

describe('a finalizer', () => {
  it('sees its object whole and tracked, with weak references that still answer', () => {
    const heap = new ObjectHeap();
    const seen: unknown[] = [];
    const finalize = (self: Address) => {
      seen.push(isTracked(heap.memory, self), getAttribute(heap, self, 'value'), weakrefTarget(heap, weakref) === self);
    };
    const object = newInstance(heap, newClass(heap, { name: 'Node', slots: ['value'], finalize }));
    setAttribute(heap, object, 'value', heap.none);
    const weakref = newWeakref(heap, object);
    decref(heap, object);
    expect(seen).toEqual([true, heap.none, true]);
    expect(weakrefTarget(heap, weakref)).toBe(NULL);
  });

  it('brings its object back by storing it, and is not called again', () => {
    const heap = new ObjectHeap();
    let calls = 0;
    let saved: Address = NULL;
    const finalize = (self: Address) => {
      calls += 1;
      saved = incref(heap, self);
    };
    const object = newInstance(heap, newClass(heap, { name: 'Node', slots: [], finalize }));
    const events = listen(heap, 'resurrected', 'freed');
    decref(heap, object);
    expect([saved, refcntOf(heap, saved), events]).toEqual([object, 1, [['resurrected', object]]]);
    decref(heap, saved);
    expect([calls, events.at(-1)]).toEqual([1, ['freed', object]]);
  });

  it('is called once though the trashcan postponed the release', () => {
    const heap = new ObjectHeap();
    let calls = 0;
    const finalize = (self: Address) => {
      calls += 1;
      if (calls === 1) saved = incref(heap, self);
    };
    let saved: Address = NULL;
    const last = newInstance(heap, newClass(heap, { name: 'Last', slots: [], finalize }));
    decref(heap, last);
    let outer = newList(heap, [saved]);
    decref(heap, saved);
    for (let depth = 1; depth < TRASHCAN_LEVELS; depth += 1) {
      const inner = outer;
      outer = newList(heap, [inner]);
      decref(heap, inner);
    }
    const events = listen(heap, 'postponed', 'freed');
    decref(heap, outer);
    expect(events).toContainEqual(['postponed', last]);
    expect(events).toContainEqual(['freed', last]);
    expect(calls).toBe(1);
  });
});

describe('a weak reference', () => {
  it('is called back after all weak references to the object are cleared, the newest first', () => {
    const heap = new ObjectHeap();
    const object = newList(heap, []);
    expect(() => newWeakref(heap, object)).toThrow("cannot create weak reference to 'list' object");
    const target = newInstance(heap, newClass(heap, { name: 'Node', slots: [] }));
    const called: unknown[] = [];
    const answers = () => [plain, older, newer].map((weakref) => weakrefTarget(heap, weakref));
    const older = newWeakref(
      heap,
      target,
      newFunction(heap, () => called.push('older', answers())),
    );
    const newer = newWeakref(
      heap,
      target,
      newFunction(heap, () => called.push('newer', answers())),
    );
    const plain = newWeakref(heap, target);
    expect(newWeakref(heap, target)).toBe(plain);
    decref(heap, target);
    expect(called).toEqual(['newer', [NULL, NULL, NULL], 'older', [NULL, NULL, NULL]]);
  });
});

describe('callUnraisable', () => {
  it('lets an error of ours through', () => {
    const heap = new ObjectHeap();
    const fault = () => {
      throw new RangeError('ours');
    };
    expect(() => callUnraisable(heap, fault, newList(heap, []))).toThrow('ours');
  });
});

describe('setAttribute', () => {
  /** CPython 3.11.7: 26 instances before, and three names fit; 27, and the third makes a dict, which is tracked too. */
  it.each([
    [26, 1],
    [27, 2],
  ])('makes a dict of the attributes when the class admits no further name: %i instances before', (before, tracked) => {
    const heap = new ObjectHeap();
    const type = newClass(heap, { name: 'Obj' });
    for (let count = 0; count < before; count += 1) newInstance(heap, type);
    const object = newInstance(heap, type);
    const events = listen(heap, 'tracked');
    for (const name of ['q', 'r']) setAttribute(heap, object, name, heap.none);
    setAttribute(heap, object, 'me', object);
    expect(events.length + 1).toBe(tracked);
    expect(getAttribute(heap, object, 'me')).toBe(object);
  });

  it('keeps the new value when releasing the old one runs code that looks', () => {
    const heap = new ObjectHeap();
    const seen: Address[] = [];
    const holder = newInstance(heap, newClass(heap, { name: 'Holder' }));
    const finalize = () => seen.push(getAttribute(heap, holder, 'value'));
    const old = newInstance(heap, newClass(heap, { name: 'Old', finalize }));
    setAttribute(heap, holder, 'value', old);
    decref(heap, old);
    const fresh = newList(heap, []);
    listAppend(heap, fresh, heap.none);
    setAttribute(heap, holder, 'value', fresh);
    expect(seen).toEqual([fresh]);
  });
});
