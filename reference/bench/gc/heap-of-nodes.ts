import type { Address } from '../../../exercises/kit/memory.ts';
import { System } from '../../../exercises/kit/system.ts';
import { GcModule } from '../../memory/gc/index.ts';
import {
  decref,
  incref,
  newClass,
  newInstance,
  OBJECT_BYTES,
  ObjectHeap,
  type TypeObject,
  WORD,
} from '../../memory/objects/index.ts';
import { PROFILES } from '../../memory/obmalloc/index.ts';
import { UncheckedMemory } from '../../memory/unchecked-memory.ts';
import { type Graph, NONE } from './graphs.ts';

const SLOT_NAMES = ['a', 'b', 'c'] as const;

/** Our objects and collector, in a memory that counts; `checked`: that checks every access too. */
export function collectorOn(checked: boolean): GcModule {
  const { arenaSize } = PROFILES['amd64-3.11'];
  const system = new System({
    arenaSize,
    ...(checked ? {} : { memory: (receive) => new UncheckedMemory(receive) }),
  });
  const gc = new GcModule(new ObjectHeap({ system }));
  gc.disable();
  return gc;
}

/** The class of a graph's nodes: `__slots__` and weak references, nothing else. */
export function nodeClass(heap: ObjectHeap, { slots }: Graph): TypeObject {
  return newClass(heap, { name: 'Node', slots: SLOT_NAMES.slice(0, slots) });
}

/** Builds the graph; afterwards only the nodes that are held are referred to from outside. @returns these. */
export function buildGraph(heap: ObjectHeap, node: TypeObject, { nodes, slots, held, targets }: Graph): Int32Array {
  const built = new Int32Array(nodes);
  for (let n = 0; n < nodes; n += 1) built[n] = newInstance(heap, node);
  for (let n = 0; n < nodes; n += 1) {
    for (let slot = 0; slot < slots; slot += 1) {
      const target = targets[n * slots + slot] as number;
      if (target === NONE) continue;
      const word = (built[n] as number) + OBJECT_BYTES + slot * WORD;
      heap.memory.writePointer(word, incref(heap, built[target] as Address));
    }
  }
  const kept = held.map((n) => incref(heap, built[n] as Address));
  for (const object of built) decref(heap, object as Address);
  return kept;
}

/** Lets go of what was held, and collects what is garbage by that. */
export function dropGraph(gc: GcModule, kept: Int32Array): void {
  for (const object of kept) decref(gc.heap, object as Address);
  gc.collect();
}
