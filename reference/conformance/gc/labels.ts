import { PythonError } from '../../../exercises/kit/errors.ts';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  decref,
  dictGet,
  getAttribute,
  internedStr,
  listItem,
  listSize,
  newAtom,
  type ObjectHeap,
  tupleItem,
  tupleSize,
} from '../../memory/objects/index.ts';

/** Where the recorder hides an object's label: the first attribute, the first key. */
export const LABEL_ATTRIBUTE = '_p';
export const LABEL_KEY = '_d';

/**
 * The labels of a scenario's objects, as the recorder gives them: a label is an atom that the object holds in a hidden
 * first field, so its release tells when the object's contents are released. An object of kind `atom` is its own label.
 */
export class Labels {
  readonly #heap: ObjectHeap;
  readonly #hidden = new Map<Address, string>();
  readonly #atoms = new Map<Address, string>();
  readonly #weakrefs = new Map<Address, string>();

  constructor(heap: ObjectHeap) {
    this.#heap = heap;
  }

  /** A new label. The caller gets the only reference. */
  make(name: string, kind: 'hidden' | 'atom'): Address {
    const atom = newAtom(this.#heap);
    (kind === 'atom' ? this.#atoms : this.#hidden).set(atom, name);
    return atom;
  }

  nameWeakref(weakref: Address, name: string): void {
    this.#weakrefs.set(weakref, name);
  }

  /** An object's memory is given back: the label's name if it is one, and it is forgotten. */
  release(object: Address): string | undefined {
    const name = this.#hidden.get(object) ?? this.#atoms.get(object);
    this.#hidden.delete(object);
    this.#atoms.delete(object);
    return name;
  }

  /** The object's label; null if it has none (any more). */
  of(object: Address): string | null {
    const heap = this.#heap;
    const { atom, list, tuple, dict, weakref } = heap.builtins;
    const type = heap.types.of(object);
    if (type === atom) return this.#atoms.get(object) ?? null;
    if (type === weakref) return this.#weakrefs.get(object) ?? null;
    if (type === list) return listSize(heap, object) > 0 ? this.#name(listItem(heap, object, 0)) : null;
    if (type === tuple) return tupleSize(heap, object) > 0 ? this.#name(tupleItem(heap, object, 0)) : null;
    if (type === dict) {
      const owner = this.#inDict(object, LABEL_ATTRIBUTE);
      return owner === null ? this.#inDict(object, LABEL_KEY) : `${owner}.__dict__`;
    }
    return Object.values(heap.builtins).includes(type) ? null : this.#ofInstance(object);
  }

  /** Labels of those that have one. */
  ofAll(objects: readonly Address[]): readonly string[] {
    return objects.map((object) => this.of(object)).filter((label) => label !== null);
  }

  #ofInstance(object: Address): string | null {
    try {
      return this.#name(getAttribute(this.#heap, object, LABEL_ATTRIBUTE));
    } catch (error) {
      if (error instanceof PythonError) return null; // not labelled yet, or being torn down
      throw error;
    }
  }

  #inDict(dict: Address, key: string): string | null {
    const name = internedStr(this.#heap, key);
    const value = dictGet(this.#heap, dict, name);
    decref(this.#heap, name);
    return value === NULL ? null : this.#name(value);
  }

  #name(label: Address): string | null {
    return this.#hidden.get(label) ?? null;
  }
}
