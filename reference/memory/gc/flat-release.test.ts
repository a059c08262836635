import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../exercises/kit/memory.ts';
import { gcDel, gcNew } from '../objects/allocate.ts';
import {
  clearWord,
  decref,
  gcTrack,
  newClass,
  newInstance,
  OBJECT_BYTES,
  ObjectHeap,
  setAttribute,
  TRASHCAN_LEVELS,
  WORD,
} from '../objects/index.ts';
import { checkHeap } from '../obmalloc/index.ts';
import { heapImage } from './heap-image.ts';
import { checkObjects, GcModule } from './index.ts';
import { graphs, makeGraph } from './random-graphs.ts';

function fresh(listens: boolean): GcModule {
  const heap = new ObjectHeap();
  if (listens) heap.listener = () => {};
  return new GcModule(heap);
}

/** All that a program could find out, and all bytes but those in free blocks. */
function state(gc: GcModule, roots: Iterable<Address>) {
  const { heap } = gc;
  return {
    image: heapImage(heap),
    objects: gc.getObjects(),
    stats: gc.getStats(),
    violations: [...checkObjects(heap, [...roots, gc.garbage]), ...checkHeap(heap.allocator.heap)],
  };
}

describe('FlatRelease', () => {
  it('leaves the heap that the phases in place leave, byte for byte but in free blocks', () => {
    const outcome = (plans: Parameters<typeof makeGraph>[1], listens: boolean) => {
      const gc = fresh(listens);
      const held = makeGraph(gc, plans);
      const states: unknown[] = [state(gc, held)];
      for (const generation of [0, 1, 2]) states.push(gc.collect(generation), state(gc, held));
      for (const object of held) decref(gc.heap, object);
      return [...states, gc.collect(), state(gc, [])];
    };
    fc.assert(
      fc.property(graphs, (plans) => {
        expect(outcome(plans, false)).toEqual(outcome(plans, true));
      }),
      { numRuns: 100, seed: 23 },
    );
  });

  it('releases a ring deeper than releases may be nested in the order of the trashcan', () => {
    const outcome = (listens: boolean) => {
      const gc = fresh(listens);
      const { heap } = gc;
      const type = newClass(heap, { name: 'Node', slots: ['f0', 'f1'] });
      const ring = Array.from({ length: 3 * TRASHCAN_LEVELS }, () => newInstance(heap, type));
      const leaves = ring.map(() => newInstance(heap, type));
      for (const [number, node] of ring.entries()) {
        setAttribute(heap, node, 'f0', ring[(number + 1) % ring.length] as Address);
        setAttribute(heap, node, 'f1', leaves[number] as Address);
      }
      for (const node of [...ring, ...leaves]) decref(heap, node);
      return [gc.collect(), state(gc, [])];
    };
    expect(outcome(false)).toEqual(outcome(true));
  });

  it.each([
    ['all of the list', 0],
    ['a part of the list', 2000],
  ])('counts and drops more references than fit into a byte, when garbage is %s', (_, live) => {
    const outcome = (listens: boolean) => {
      const gc = fresh(listens);
      const { heap } = gc;
      const type = newClass(heap, { name: 'Node', slots: ['f0', 'f1', 'f2'] });
      const [dying, kept] = [newInstance(heap, type), newInstance(heap, type)];
      const ring = Array.from({ length: 600 }, () => newInstance(heap, type));
      for (const [number, node] of ring.entries()) {
        setAttribute(heap, node, 'f0', ring[(number + 1) % ring.length] as Address);
        setAttribute(heap, node, 'f1', dying);
        setAttribute(heap, node, 'f2', kept);
      }
      setAttribute(heap, dying, 'f0', ring[0] as Address);
      const others = Array.from({ length: live }, () => newInstance(heap, type));
      for (const other of others) setAttribute(heap, other, 'f0', kept);
      for (const object of [dying, ...ring]) decref(heap, object);
      const roots = [kept, ...others];
      const before = [gc.heap.memory.readPointer(kept), gc.collect(), gc.heap.memory.readPointer(kept)];
      const whileHeld = state(gc, roots);
      for (const object of roots) decref(heap, object);
      return [before, whileHeld, gc.collect(), state(gc, [])];
    };
    expect(outcome(false)).toEqual(outcome(true));
    expect(outcome(false)[0]).toEqual([601 + live, 601, 1 + live]);
  });

  it('has room for all references of one garbage more than twice that of before', () => {
    const outcome = (listens: boolean) => {
      const gc = fresh(listens);
      const { heap } = gc;
      const type = newClass(heap, { name: 'Node', slots: ['f0', 'f1'] });
      const live = Array.from({ length: 100 }, () => newInstance(heap, type));
      return [10, 21].map((length) => {
        const ring = Array.from({ length }, () => newInstance(heap, type));
        for (const [number, node] of ring.entries()) {
          setAttribute(heap, node, 'f0', ring[(number + 1) % length] as Address);
          setAttribute(heap, node, 'f1', live[number] as Address);
        }
        for (const node of ring) decref(heap, node);
        return [gc.collect(), state(gc, live)];
      });
    };
    expect(outcome(false)).toEqual(outcome(true));
  });

  it('lets an object of the list die in its turn when an older one that held it has died', () => {
    const outcome = (listens: boolean) => {
      const gc = fresh(listens);
      const { heap } = gc;
      const type = newClass(heap, { name: 'Node', slots: ['f0', 'f1', 'f2', 'f3'] });
      const older = newInstance(heap, type);
      gc.collect();
      const [first, second, kept] = [newInstance(heap, type), newInstance(heap, type), newInstance(heap, type)];
      for (const [name, object] of Object.entries({ f0: older, f1: second, f2: kept, f3: first })) {
        setAttribute(heap, first, name, object);
      }
      setAttribute(heap, older, 'f0', kept);
      for (const object of [older, first, second, kept]) decref(heap, object);
      return [gc.collect(0), state(gc, [])]; // dies: older, second, kept, first
    };
    expect(outcome(false)).toEqual(outcome(true));
    expect(outcome(false)[0]).toBe(2);
  });

  it('leaves objects to their types when one of these has more to do', () => {
    const gc = fresh(false);
    const { heap } = gc;
    const died: Address[] = [];
    const type = heap.types.define({
      name: 'told',
      basicsize: OBJECT_BYTES + WORD,
      presize: 16,
      traverse: (_, object, span) => span.set(object + OBJECT_BYTES, WORD, 1),
      clear: (_, object) => clearWord(heap, object + OBJECT_BYTES),
      dealloc: (_, object) => {
        died.push(object);
        clearWord(heap, object + OBJECT_BYTES);
        gcDel(heap, object);
      },
    });
    const object = gcNew(heap, type);
    heap.memory.writePointer(object + OBJECT_BYTES, object);
    gcTrack(heap, object);
    expect([gc.collect(), died]).toEqual([1, [object]]);
  });
});
