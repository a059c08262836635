import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { GcReplayer } from '../../../reference/conformance/gc/replayer.ts';
import { entryAt } from '../../../reference/memory/objects/dict-keys.ts';
import {
  asGc,
  fromGc,
  GC_NEXT,
  gcPrev,
  NEXT_UNREACHABLE,
  OBJECT_BYTES,
  ReferenceSpan,
  refcntOf,
  strText,
  type TypeObject,
  WORD,
  weakrefTarget,
} from '../../../reference/memory/objects/index.ts';
import { MANAGED_DICT_PRESIZE } from '../../../reference/memory/objects/managed-dict.ts';

/** An object that a picture shows: one with a label. */
export interface KnownObject {
  readonly address: Address;
  /** As the scenario has it. */
  readonly label: string;
  readonly kind: string;
  /** Of a materialised `__dict__`: the class that owns its keys. */
  readonly keysOf: TypeObject | null;
}

/** A reference as the heap has it: under which field, to which known object. */
export interface ReadReference {
  readonly field: string;
  readonly target: number;
}

/** Where an instance keeps its dict, once somebody asked for it. */
const MANAGED_DICT = WORD - MANAGED_DICT_PRESIZE;

/**
 * Looks at a replayer's heap for a picture: numbers the objects that have a label, in the order of their making, and
 * reads their counts, references and lists from memory. Hidden labels, keys and functions are not shown.
 */
export class HeapProbe {
  readonly objects: KnownObject[] = [];
  readonly #replayer: GcReplayer;
  readonly #numbers = new Map<Address, number>();
  readonly #unnamed = new Set<Address>();
  readonly #kinds: ReadonlyMap<TypeObject, string>;
  readonly #span = new ReferenceSpan();

  constructor(replayer: GcReplayer) {
    this.#replayer = replayer;
    const { node, obj } = replayer.classes;
    const { list, tuple, dict, atom, weakref } = replayer.heap.builtins;
    this.#kinds = new Map([
      [node.plain, 'node'],
      [node.finalizing, 'node'],
      [obj.plain, 'obj'],
      [obj.finalizing, 'obj'],
      ...[list, tuple, dict, atom, weakref].map((type) => [type, type.name] as const),
    ]);
  }

  /** An object was allocated; it gets its name later, if it gets one. */
  allocated(object: Address): void {
    if (this.#kinds.has(this.#replayer.heap.types.of(object))) this.#unnamed.add(object);
  }

  /**
   * Numbers those that can be named by now; gives the new numbers. A new object is bound to its label before anything
   * else happens to it; the `__dict__` of an instance is named after the instance.
   *
   * Changes nothing in the heap, which to ask the replayer for a label would.
   */
  settle(): readonly number[] {
    const found: number[] = [];
    const { heap, names } = this.#replayer;
    for (const address of this.#unnamed) {
      const type = heap.types.of(address);
      const owner = type === heap.builtins.dict ? this.#ownerOf(address) : null;
      const label = owner === null ? nameOf(address, names) : `${owner.label}.__dict__`;
      // An atom without a name is the hidden label of something else.
      if (label !== null || type === heap.builtins.atom) this.#unnamed.delete(address);
      if (label === null) continue;
      const keysOf = owner === null ? null : heap.types.of(owner.address);
      const number = this.objects.push({ address, label, kind: this.#kinds.get(type) ?? '', keysOf }) - 1;
      this.#numbers.set(address, number);
      found.push(number);
    }
    return found;
  }

  /** The number of an object that is alive; null if no picture shows it. */
  numberOf(object: Address): number | null {
    return this.#numbers.get(object) ?? null;
  }

  /** Its memory is given back. */
  forget(object: Address): void {
    this.#numbers.delete(object);
    this.#unnamed.delete(object);
  }

  /** Those that are alive. */
  alive(): Iterable<number> {
    return this.#numbers.values();
  }

  refcnt(number: number): number {
    return refcntOf(this.#replayer.heap, this.#object(number).address);
  }

  /** Its references to known objects, in the order of `tp_traverse`. Not of one that is being torn down. */
  references(number: number): readonly ReadReference[] {
    const { heap } = this.#replayer;
    const { address } = this.#object(number);
    const span = this.#span;
    heap.types.of(address).traverse(heap, address, span);
    const found: ReadReference[] = [];
    for (let index = 0, word: number = span.first; index < span.count; index += 1, word += span.step) {
      const referent = heap.memory.readPointer(word);
      const target = referent === NULL ? undefined : this.#numbers.get(referent);
      if (target !== undefined) found.push({ field: this.#field(number, word, index), target });
    }
    return found;
  }

  /** What a weak reference points to. */
  weakTarget(number: number): number | null {
    const { address, kind } = this.#object(number);
    if (kind !== 'weakref') return null;
    const target = weakrefTarget(this.#replayer.heap, address);
    return target === NULL ? null : this.numberOf(target);
  }

  /** The lists of `LISTS`, in its order, from the front. Right at any event, in the middle of `move_unreachable` too. */
  lists(): readonly (readonly number[])[] {
    const { heap, gc } = this.#replayer;
    const { heads, permanent, unreachable, finalUnreachable, wrcbToCall, seen } = heap.gc;
    return [
      ...[...heads, permanent, unreachable, finalUnreachable, wrcbToCall, seen].map((head) => this.#walk(head)),
      this.#trashcan(),
      this.#known(gc.getReferents(gc.garbage)).toReversed(),
    ];
  }

  #walk(head: Address): readonly number[] {
    const { memory } = this.#replayer.heap;
    const found: number[] = [];
    const next = (gc: Address): Address => {
      const word = memory.readPointer(gc + GC_NEXT);
      return (word - (word & NEXT_UNREACHABLE)) as Address;
    };
    for (let gc = next(head); gc !== head; gc = next(gc)) {
      const number = this.#numbers.get(fromGc(gc));
      if (number !== undefined) found.push(number);
    }
    return found;
  }

  #trashcan(): readonly number[] {
    const { heap } = this.#replayer;
    const found: Address[] = [];
    for (let object = heap.trashLater; object !== NULL; object = gcPrev(heap.memory, asGc(object))) found.push(object);
    return this.#known(found);
  }

  #known(objects: readonly Address[]): readonly number[] {
    return objects.map((object) => this.numberOf(object)).filter((number) => number !== null);
  }

  /** What the word is called: `.f0`, `[2]`, `['k']`, `.name`. `index`: which of the span. */
  #field(number: number, word: number, index: number): string {
    const { heap } = this.#replayer;
    const { address, kind, keysOf } = this.#object(number);
    const { step, count, first } = this.#span;
    if (kind === 'node') return `.${heap.types.of(address).slots[(word - address - OBJECT_BYTES) / WORD]}`;
    if (kind === 'list' || kind === 'tuple') return `[${count - 1 - index - this.#labelsBefore(first, step, count)}]`;
    if (kind === 'dict' && step !== WORD) return `['${strText(heap, heap.memory.readPointer(word - WORD))}']`;
    if (word === address + MANAGED_DICT) return '.__dict__';
    const owner = kind === 'dict' ? keysOf : heap.types.of(address);
    if (owner === null) return '';
    const name = strText(heap, heap.memory.readPointer(entryAt(heap, owner.cachedKeys, index)));
    return kind === 'dict' ? `['${name}']` : `.${name}`;
  }

  /** The recorded lists and tuples have a label in front, which no index counts; 0 after `clear()`. */
  #labelsBefore(first: number, step: number, count: number): number {
    const { heap } = this.#replayer;
    const front = heap.memory.readPointer(first + (count - 1) * step);
    const isLabel = front !== NULL && !this.#numbers.has(front) && heap.types.of(front) === heap.builtins.atom;
    return isLabel ? 1 : 0;
  }

  /** The instance whose `__dict__` it is. */
  #ownerOf(dict: Address): KnownObject | null {
    const { memory } = this.#replayer.heap;
    for (const number of this.#numbers.values()) {
      const object = this.#object(number);
      if (object.kind === 'obj' && memory.readPointer(object.address + MANAGED_DICT) === dict) return object;
    }
    return null;
  }

  #object(number: number): KnownObject {
    const object = this.objects[number];
    if (object === undefined) throw new RangeError(`there is no object ${number}`);
    return object;
  }
}

function nameOf(object: Address, names: ReadonlyMap<string, Address>): string | null {
  for (const [name, address] of names) if (address === object) return name;
  return null;
}
