import fc from 'fast-check';
import type { Address } from '../../../exercises/kit/memory.ts';
import {
  decref,
  dictSet,
  incref,
  internedStr,
  listAppend,
  newAtom,
  newClass,
  newDict,
  newFunction,
  newInstance,
  newList,
  newTuple,
  newWeakref,
  type ObjectHeap,
  setAttribute,
  type TypeObject,
} from '../objects/index.ts';

export type Kind = 'node' | 'obj' | 'list' | 'tuple' | 'dict' | 'atom';

/** A step of a random program. Numbers choose among what there is: a slot of the table of names, a field. */
export type Command =
  | { readonly op: 'make'; readonly kind: Kind; readonly name: number; readonly items: readonly number[] }
  | { readonly op: 'store'; readonly holder: number; readonly field: number; readonly value: number }
  | { readonly op: 'bind'; readonly name: number; readonly from: number }
  | { readonly op: 'unbind'; readonly name: number }
  | { readonly op: 'weakref'; readonly target: number; readonly name: number }
  | { readonly op: 'collect'; readonly generation: number };

/** Few names: they are bound again often, and what they held becomes garbage. */
export const NAMES = 6;
const FIELDS = 3;

const name = fc.nat({ max: NAMES - 1 });
const kind = fc.constantFrom<Kind>('node', 'node', 'obj', 'obj', 'list', 'tuple', 'dict', 'atom');

export const programs: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ op: fc.constant('make' as const), kind, name, items: fc.array(name, { maxLength: 3 }) }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        op: fc.constant('store' as const),
        holder: name,
        field: fc.nat({ max: FIELDS - 1 }),
        value: name,
      }),
    },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('bind' as const), name, from: name }) },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('unbind' as const), name }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('weakref' as const), target: name, name }) },
    {
      weight: 1,
      arbitrary: fc.record({ op: fc.constant('collect' as const), generation: fc.nat({ max: 2 }) }),
    },
  ),
  { minLength: 10, maxLength: 80 },
);

/** What an object is known to be, apart from the heap. */
export interface Shadow {
  readonly kind: Kind | 'weakref';
  /** What it refers to, by field. */
  readonly fields: Map<number | string, Address>;
}

/** Runs a program on a heap, and keeps beside it what must be true of it: who refers to whom. */
export class ShadowedProgram {
  readonly heap: ObjectHeap;
  readonly names: (Address | null)[] = Array.from({ length: NAMES }, () => null);
  readonly shadows = new Map<Address, Shadow>();
  readonly #classes: Readonly<Record<'node' | 'obj', TypeObject>>;
  /** Functions of weak references, with a reference of ours each. */
  readonly functions: Address[] = [];

  constructor(heap: ObjectHeap, finalize?: (self: Address) => void) {
    this.heap = heap;
    const finalizer = finalize === undefined ? {} : { finalize };
    this.#classes = {
      node: newClass(heap, { name: 'Node', slots: ['f0', 'f1', 'f2'], ...finalizer }),
      obj: newClass(heap, { name: 'Obj', ...finalizer }),
    };
  }

  /** References from outside, one for each. */
  roots(): readonly Address[] {
    return [...this.names.filter((object) => object !== null), ...this.functions];
  }

  /** All that names lead to, by the shadows. */
  reachable(): ReadonlySet<Address> {
    const found = new Set(this.names.filter((object) => object !== null));
    for (const object of found)
      for (const referent of this.shadows.get(object)?.fields.values() ?? []) found.add(referent);
    return found;
  }

  perform(command: Command): void {
    const { heap, names } = this;
    switch (command.op) {
      case 'make': {
        const items = command.items.map((item) => names[item] ?? null).filter((item) => item !== null);
        const object = this.#make(command.kind, items);
        this.#bind(command.name, object);
        return;
      }
      case 'store': {
        const holder = names[command.holder] ?? null;
        const value = names[command.value] ?? null;
        if (holder !== null && value !== null) this.#store(holder, command.field, value);
        return;
      }
      case 'bind': {
        const object = names[command.from] ?? null;
        if (object !== null) this.#bind(command.name, incref(heap, object));
        return;
      }
      case 'unbind':
        this.#bind(command.name, null);
        return;
      case 'weakref': {
        const target = names[command.target] ?? null;
        const shadow = target === null ? undefined : this.shadows.get(target);
        if (target === null || !['node', 'obj', 'atom'].includes(shadow?.kind ?? '')) return;
        const callback = newFunction(heap, () => {});
        this.functions.push(callback);
        const weakref = newWeakref(heap, target, callback);
        this.shadows.set(weakref, { kind: 'weakref', fields: new Map() });
        this.#bind(command.name, weakref);
        return;
      }
      case 'collect':
        return; // the caller's
      default:
        command satisfies never;
    }
  }

  /** Drops all names. */
  end(): void {
    for (let slot = 0; slot < NAMES; slot += 1) this.#bind(slot, null);
  }

  #bind(slot: number, object: Address | null): void {
    const old = this.names[slot] ?? null;
    this.names[slot] = object;
    if (old !== null) decref(this.heap, old);
  }

  #make(kind: Kind, items: readonly Address[]): Address {
    const { heap } = this;
    const holds = kind === 'list' || kind === 'tuple';
    const object =
      kind === 'node' || kind === 'obj'
        ? newInstance(heap, this.#classes[kind])
        : {
            list: () => newList(heap, items),
            tuple: () => newTuple(heap, items),
            dict: () => newDict(heap),
            atom: () => newAtom(heap),
          }[kind]();
    this.shadows.set(object, { kind, fields: new Map(holds ? items.entries() : []) });
    return object;
  }

  #store(holder: Address, field: number, value: Address): void {
    const { heap } = this;
    const shadow = this.shadows.get(holder);
    if (shadow === undefined) throw new RangeError('a name refers to what was never made, or is gone');
    if (shadow.kind === 'node' || shadow.kind === 'obj') {
      shadow.fields.set(`f${field}`, value); // before: what is released may run code
      setAttribute(heap, holder, `f${field}`, value);
    } else if (shadow.kind === 'list') {
      shadow.fields.set(shadow.fields.size, value);
      listAppend(heap, holder, value);
    } else if (shadow.kind === 'dict') {
      shadow.fields.set(`f${field}`, value);
      const key = internedStr(heap, `f${field}`);
      dictSet(heap, holder, key, value);
      decref(heap, key);
    }
  }
}
