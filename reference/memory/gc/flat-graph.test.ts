import { describe, expect, it } from 'vitest';
import { type Address, RAW_BASE } from '../../../exercises/kit/memory.ts';
import {
  decref,
  type GcState,
  listAppend,
  newClass,
  newInstance,
  newInt,
  newList,
  newStr,
  newTuple,
  ObjectHeap,
  RefcountError,
  setAttribute,
} from '../objects/index.ts';
import { GraphCopy } from './graph-copy.ts';
import { checkObjects, GcModule } from './index.ts';

/** Each test in both ways: the listener makes the collector work in place. */
describe.each(['in place', 'flat'] as const)('a collection %s', (way) => {
  function fresh(): { readonly heap: ObjectHeap; readonly gc: GcModule } {
    const heap = new ObjectHeap();
    const gc = new GcModule(heap);
    gc.disable();
    if (way === 'in place') heap.listener = () => {};
    return { heap, gc };
  }

  it('throws when more references are found than were counted', () => {
    const { heap, gc } = fresh();
    const list = newList(heap, []);
    listAppend(heap, list, list);
    heap.memory.writePointer(list, 0);
    expect(() => gc.collect()).toThrow(RefcountError);
  });

  it('follows references to what is too large for a pool, container or not', () => {
    const { heap, gc } = fresh();
    const text = newStr(heap, 'x'.repeat(1000));
    const many = Array.from({ length: 100 }, () => newInt(heap, 2n ** 40n));
    const list = newList(heap, [text]);
    const large = newTuple(heap, [list, text, ...many]);
    expect([text, large].map((object) => object >= RAW_BASE)).toEqual([true, true]);
    listAppend(heap, list, large);
    for (const object of [text, list, ...many]) decref(heap, object);
    expect([gc.collect(), gc.isTracked(large)]).toEqual([0, true]);
    expect(checkObjects(heap, [large, gc.garbage])).toEqual([]);
    decref(heap, large);
    expect([gc.collect(), heap.system.rawLive]).toEqual([2, 0]);
  });

  it('takes a reference to an int for none, whatever stands in front of it', () => {
    const { heap, gc } = fresh();
    const type = newClass(heap, { name: 'Node', slots: ['f0'] });
    const node = newInstance(heap, type);
    const ints = Array.from({ length: 40 }, (_, value) => newInt(heap, BigInt(value)));
    // Blocks of ints lie side by side: the word in front of each is the end of another block, set here to what a number
    // of a container would look like.
    for (const int of ints) heap.memory.writePointer(int + 24, (0 << 2) | 2);
    const list = newList(heap, [node, ...ints]);
    expect([gc.collect(), gc.getObjects().length]).toEqual([0, 2]);
    expect(checkObjects(heap, [node, list, gc.garbage, ...ints])).toEqual([]);
  });

  it('has room for more containers and references than it began with', () => {
    const { heap, gc } = fresh();
    const type = newClass(heap, { name: 'Node', slots: ['f0', 'f1'] });
    const nodes = Array.from({ length: 3000 }, () => newInstance(heap, type));
    const at = (index: number) => nodes[index % nodes.length] as Address;
    for (let index = 0; index < nodes.length; index += 1) {
      setAttribute(heap, at(index), 'f0', at(index + 7));
      setAttribute(heap, at(index), 'f1', at(index * 31 + 1));
    }
    for (const node of nodes.slice(1)) decref(heap, node);
    expect(gc.collect()).toBe(0);
    const order = gc.getObjects();
    expect([order.length, new Set(order).size, checkObjects(heap, [at(0), gc.garbage])]).toEqual([3000, 3000, []]);
    decref(heap, at(0));
    expect([gc.collect(), gc.getObjects()]).toEqual([3000, []]);
  });
});

describe('GcState.walk', () => {
  it('lets a listener hear of objects while the graph is copied flat', () => {
    const heap = new ObjectHeap();
    const gc = new GcModule(heap);
    const walk: GcState['walk'] = 'flat';
    heap.gc.walk = walk;
    const kinds = new Set<string>();
    heap.listener = ({ kind }) => kinds.add(kind);
    const list = newList(heap, []);
    listAppend(heap, list, list);
    decref(heap, list);
    gc.collect();
    expect([kinds.has('freed'), kinds.has('refsSet')]).toEqual([true, false]);
  });
});

describe('GraphCopy', () => {
  it('finds the same edges when numbers begin at 1 again', () => {
    const heap = new ObjectHeap();
    const list = newList(heap, []);
    const tuple = newTuple(heap, [list, list, heap.none]);
    listAppend(heap, list, tuple);
    const graph = new GraphCopy(heap);
    for (const before of [0, 1, 2 ** 30, 2 ** 30 + 1]) {
      graph.numbersBefore = before;
      graph.copy(heap.gc.generation0);
      expect([...graph.edges.subarray(0, graph.edgeCount)]).toEqual([2, 0, 1, 1]);
      expect([list, tuple, heap.none].map((object) => graph.numberOf(object))).toEqual([1, 2, 0]);
    }
  });

  it('may take 32 bytes for the place of one container: each takes more', () => {
    const heap = new ObjectHeap();
    newClass(heap, { name: 'Node', slots: [] });
    newClass(heap, { name: 'Obj' });
    const types = Array.from({ length: heap.types.count }, (_, index) => heap.types.at(index));
    for (const { isGc, presize, basicsize } of types) if (isGc) expect(presize + basicsize).toBeGreaterThan(32);
  });
});
