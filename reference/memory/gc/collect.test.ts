import { describe, expect, it } from 'vitest';
import type { Address } from '../../../exercises/kit/memory.ts';
import {
  decref,
  dictSet,
  GC_NEXT,
  GC_PREV,
  type HeapEvent,
  internedStr,
  listAppend,
  newClass,
  newDict,
  newFunction,
  newInstance,
  newList,
  newTuple,
  newWeakref,
  ObjectHeap,
  setAttribute,
  type TypeObject,
  weakrefCount,
} from '../objects/index.ts';
import { checkObjects, GcModule } from './index.ts';

/** A heap of nodes with names of one letter; `graph('a>b b>a')` makes them in order and links them. */
class Graph {
  readonly heap = new ObjectHeap();
  readonly gc = new GcModule(this.heap);
  readonly nodes = new Map<string, Address>();
  readonly #type: TypeObject;

  constructor(names: string, links: string, finalize?: (self: Address) => void) {
    this.gc.disable();
    const slots = ['f0', 'f1', 'f2', 'f3'];
    this.#type = newClass(this.heap, { name: 'Node', slots, ...(finalize === undefined ? {} : { finalize }) });
    for (const name of names) this.nodes.set(name, newInstance(this.heap, this.#type));
    const used = new Map<string, number>();
    for (const link of links.split(' ').filter((text) => text !== '')) {
      const [from = '', to = ''] = link.split('>');
      setAttribute(this.heap, this.at(from), `f${used.get(from) ?? 0}`, this.at(to));
      used.set(from, (used.get(from) ?? 0) + 1);
    }
  }

  at(name: string): Address {
    const node = this.nodes.get(name);
    if (node === undefined) throw new RangeError(`no node ${name}`);
    return node;
  }

  drop(names: string): this {
    for (const name of names) decref(this.heap, this.at(name));
    return this;
  }

  nameOf(object: Address): string {
    return [...this.nodes].find(([, address]) => address === object)?.[0] ?? '?';
  }

  /** What happens during a collection, `reached b from a`, and phases in brackets. */
  collect(generation: number, ...kinds: readonly HeapEvent['kind'][]): readonly string[] {
    const told: string[] = [];
    this.heap.listener = (event) => {
      if (kinds.length > 0 && !kinds.includes(event.kind)) return;
      if (event.kind === 'phase') told.push(`[${event.phase}]`);
      else if ('object' in event) {
        const from = 'from' in event ? ` from ${this.nameOf(event.from)}` : '';
        const refs = 'refs' in event ? ` ${event.refs}` : '';
        told.push(`${event.kind} ${this.nameOf(event.object)}${refs}${from}`);
      } else if (event.kind === 'collectionFinished') told.push(`collected ${event.collected}`);
    };
    this.gc.collect(generation);
    this.heap.listener = null;
    return told;
  }

  objects(generation?: number): string {
    return this.gc
      .getObjects(generation)
      .map((object) => this.nameOf(object))
      .join('');
  }
}

describe('gcCollectMain', () => {
  it('tells every phase of a collection of a cycle beside a live object', () => {
    const graph = new Graph('abc', 'a>b b>a c>a').drop('abc');
    const live = new Graph('xyz', 'x>y y>x z>x').drop('xy');
    expect(
      graph.collect(0, 'phase', 'refsSet', 'refSubtracted', 'tentativelyUnreachable', 'clearing', 'freed'),
    ).toEqual([
      '[update_refs]',
      'refsSet a 1',
      'refsSet b 1',
      '[subtract_refs]',
      'refSubtracted b 0 from a',
      'refSubtracted a 0 from b',
      '[move_unreachable]',
      'tentativelyUnreachable a',
      'tentativelyUnreachable b',
      '[untrack_tuples]',
      '[handle_weakrefs]',
      '[finalize_garbage]',
      '[handle_resurrected_objects]',
      '[update_refs]',
      'refsSet a 1',
      'refsSet b 1',
      '[subtract_refs]',
      'refSubtracted b 0 from a',
      'refSubtracted a 0 from b',
      '[move_unreachable]',
      'tentativelyUnreachable a',
      'tentativelyUnreachable b',
      '[delete_garbage]',
      'clearing a',
      'freed b',
      'freed a',
    ]);
    expect(
      live.collect(0, 'reachable', 'reached', 'movedBack', 'tentativelyUnreachable', 'collectionFinished'),
    ).toEqual([
      'tentativelyUnreachable x',
      'tentativelyUnreachable y',
      'reachable z',
      'movedBack x from z',
      'reachable x',
      'movedBack y from x',
      'reachable y',
      'collected 0',
    ]);
    expect(live.objects()).toBe('zxy');
  });

  it('keeps what an object ahead in the list reaches where it is', () => {
    const graph = new Graph('abc', 'a>c').drop('c');
    expect(graph.collect(0, 'reached', 'movedBack')).toEqual(['reached c from a']);
    expect(graph.objects()).toBe('abc');
  });

  it('sets gc_refs in _gc_prev, two bits up, beside the flags', () => {
    const graph = new Graph('ab', 'a>b b>a');
    const words: number[] = [];
    graph.heap.listener = (event) => {
      if (event.kind !== 'phase' || event.phase !== 'subtract_refs' || words.length > 0) return;
      for (const node of graph.nodes.values()) words.push(graph.heap.memory.readPointer(node - 16 + GC_PREV));
    };
    graph.gc.collect();
    expect(words).toEqual([(2 << 2) | 2, (2 << 2) | 2]);
  });

  it('marks what is put aside in bit 0 of _gc_next, and takes the mark away again', () => {
    const graph = new Graph('abc', 'a>b b>a').drop('ab');
    const marks: number[] = [];
    const next = (name: string) => graph.heap.memory.readPointer(graph.at(name) - 16 + GC_NEXT) & 1;
    graph.heap.listener = (event) => {
      if (event.kind === 'phase' && event.phase === 'untrack_tuples') marks.push(next('a'), next('b'), next('c'));
      if (event.kind === 'phase' && event.phase === 'finalize_garbage') marks.push(next('a'), next('b'), next('c'));
    };
    graph.gc.collect();
    expect(marks).toEqual([1, 1, 0, 0, 0, 0]);
  });

  it('looks at garbage again after its finalizers, and keeps what they saved', () => {
    const graph: Graph = new Graph('abcd', 'a>b b>a c>d d>c', (self) => {
      if (self === graph.at('b')) setAttribute(keeper.heap, keep, 'f0', self);
    });
    const keeper = graph;
    const keep = newInstance(graph.heap, newClass(graph.heap, { name: 'Keep', slots: ['f0'] }));
    graph.drop('abcd');
    expect(graph.collect(2, 'finalizing', 'garbageResurrected', 'garbage', 'collectionFinished')).toEqual([
      'finalizing a',
      'finalizing b',
      'finalizing c',
      'finalizing d',
      'garbageResurrected b',
      'garbageResurrected a',
      'garbage c',
      'garbage d',
      'collected 2',
    ]);
    expect(checkObjects(graph.heap, [keep, graph.gc.garbage])).toEqual([]);
  });

  it('collects a ring of a million objects, from the oldest on, by their reference counts', () => {
    const heap = new ObjectHeap();
    const gc = new GcModule(heap);
    gc.disable();
    const type = newClass(heap, { name: 'Node', slots: ['next'] });
    const first = newInstance(heap, type);
    let last = first;
    for (let count = 1; count < 1_000_000; count += 1) {
      const next = newInstance(heap, type);
      setAttribute(heap, last, 'next', next);
      decref(heap, next);
      last = next;
    }
    setAttribute(heap, last, 'next', first);
    decref(heap, first);
    expect(gc.collect()).toBe(1_000_000);
    expect(gc.getObjects()).toEqual([]);
  });

  it('is linear in what it reads and writes', () => {
    const cost = (pairs: number) => {
      const heap = new ObjectHeap();
      const gc = new GcModule(heap);
      gc.disable();
      const type = newClass(heap, { name: 'Node', slots: ['f0'] });
      for (let count = 0; count < pairs; count += 1) {
        const [a, b] = [newInstance(heap, type), newInstance(heap, type)];
        setAttribute(heap, a, 'f0', b);
        setAttribute(heap, b, 'f0', a);
        decref(heap, a);
        decref(heap, b);
      }
      const before = heap.memory.reads + heap.memory.writes;
      gc.collect();
      return (heap.memory.reads + heap.memory.writes - before) / pairs;
    };
    expect(cost(20_000) / cost(2000)).toBeCloseTo(1, 2);
  });

  it('untracks a tuple of tuples one collection later when the inner one was moved behind it', () => {
    const graph = new Graph('a', '');
    const inner = newTuple(graph.heap, []);
    const outer = newTuple(graph.heap, [inner, graph.heap.none]);
    setAttribute(graph.heap, graph.at('a'), 'f0', outer);
    decref(graph.heap, inner);
    decref(graph.heap, outer);
    graph.gc.collect(0);
    expect([graph.gc.isTracked(inner), graph.gc.isTracked(outer)]).toEqual([false, true]);
    graph.gc.collect(1);
    expect([graph.gc.isTracked(outer), graph.objects()]).toEqual([false, 'a']);
  });
});

describe('GcModule', () => {
  it('starts a collection when an allocation makes the count exceed the threshold', () => {
    const { heap, gc } = new Graph('', '');
    const type = newClass(heap, { name: 'Node', slots: [] });
    gc.enable();
    gc.setThreshold(3);
    const started: number[] = [];
    gc.callbacks.push((phase, info) => {
      if (phase === 'start') started.push(info.generation);
    });
    for (let count = 0; count < 12; count += 1) newInstance(heap, type);
    expect([started, gc.getCount()]).toEqual([
      [0, 0, 0],
      [0, 3, 0],
    ]);
  });

  it('puts off a full collection until a quarter of the old objects is new', () => {
    const { heap, gc } = new Graph('', '');
    const type = newClass(heap, { name: 'Node', slots: [] });
    for (let count = 0; count < 100; count += 1) newInstance(heap, type);
    gc.collect();
    expect(heap.gc.longLivedTotal).toBe(100);
    gc.setThreshold(1, 0, 0);
    gc.enable();
    const full: number[] = [];
    gc.callbacks.push((phase, { generation }) => {
      if (phase === 'start' && generation === 2) full.push(heap.gc.longLivedPending);
    });
    for (let count = 0; count < 120; count += 1) newInstance(heap, type);
    expect(full[0]).toBeGreaterThanOrEqual(25);
  });

  it('counts as long-lived what is still tracked after a collection', () => {
    const { heap, gc } = new Graph('ab', '');
    const untracked = [newTuple(heap, []), newTuple(heap, [heap.none])];
    const dict = newDict(heap);
    const key = internedStr(heap, 'k');
    const list = newList(heap, []);
    dictSet(heap, dict, key, list);
    dictSet(heap, dict, key, heap.none);
    expect([...untracked, dict].map((object) => gc.isTracked(object))).toEqual([true, true, true]);
    gc.collect(1);
    expect([heap.gc.longLivedPending, heap.gc.longLivedTotal]).toEqual([4, 0]); // a, b, the dict, the list
    gc.collect(2);
    expect([heap.gc.longLivedPending, heap.gc.longLivedTotal]).toEqual([0, 3]);
  });

  it('may free a weak reference while another one to the same object is allocated', () => {
    const { heap, gc, nodes } = new Graph('t', '');
    const target = nodes.get('t') as Address;
    const cycle = newList(heap, []);
    const plain = newWeakref(heap, target);
    for (const object of [cycle, plain]) listAppend(heap, cycle, object);
    for (const object of [cycle, plain]) decref(heap, object);
    const callback = newFunction(heap, () => {});
    heap.gc.stress = true;
    const weakref = newWeakref(heap, target, callback);
    heap.gc.stress = false;
    expect([gc.getObjects(), weakrefCount(heap, target)]).toEqual([[weakref, target], 1]);
    expect(checkObjects(heap, [target, weakref, callback, gc.garbage])).toEqual([]);
  });

  it('lets everything end when a callback of the collection throws', () => {
    const { heap, gc } = new Graph('', '');
    gc.callbacks.push(() => {
      throw new RangeError('ours');
    });
    expect(() => gc.collect()).toThrow('ours');
    expect(heap.gc.collecting).toBe(false);
  });
});

describe('checkObjects', () => {
  const broken: readonly (readonly [string, (graph: Graph) => void, string])[] = [
    [
      'a reference count that is too small',
      ({ heap, nodes }) => heap.memory.writePointer(nodes.get('b') ?? 0, 1),
      'ob_refcnt',
    ],
    [
      'a list that is not linked back',
      ({ heap, nodes }) => heap.memory.writePointer((nodes.get('b') ?? 0) - 8, 0),
      'GC_PREV',
    ],
    [
      'a flag that was left',
      ({ heap, nodes }) => {
        const at = (nodes.get('a') ?? 0) - 8;
        heap.memory.writePointer(at, heap.memory.readPointer(at) + 2);
      },
      'bit 1',
    ],
    [
      'a container that is skipped by its list',
      ({ heap, nodes }) => {
        const [a = 0, b = 0] = [nodes.get('a'), nodes.get('b')];
        heap.memory.writePointer(a - 16, heap.memory.readPointer(b - 16));
      },
      '_gc_next',
    ],
    [
      'a trashcan that was not emptied',
      ({ heap }) => {
        heap.trashNesting = 1;
      },
      'trash',
    ],
  ];
  it.each(broken)('finds %s', (_, breakIt, formula) => {
    const graph = new Graph('abc', 'a>b b>c');
    const roots = [...graph.nodes.values(), graph.gc.garbage];
    expect(checkObjects(graph.heap, roots)).toEqual([]);
    breakIt(graph);
    expect(checkObjects(graph.heap, roots)).toContainEqual(
      expect.objectContaining({ formula: expect.stringContaining(formula) }),
    );
  });

  it('finds a root that nobody told of', () => {
    const graph = new Graph('a', '');
    expect(checkObjects(graph.heap, [graph.gc.garbage])).toHaveLength(1);
  });
});
