/**
 * The names of the attributes that instances of one class have of their own, each with its index in their `values`.
 * Names are only ever added, so an index that is known stays right.
 *
 * Source: CPython 3.11, Objects/dictobject.c, the `PyDictKeysObject` of a split table, kept in `ht_cached_keys`.
 */
export class SharedKeys {
  readonly #indices = new Map<string, number>();

  get size(): number {
    return this.#indices.size;
  }

  /** In the order of their indices. */
  get names(): Iterable<string> {
    return this.#indices.keys();
  }

  /** -1 if no instance had one of that name yet. */
  indexOf(name: string): number {
    return this.#indices.get(name) ?? -1;
  }

  /** The index of `name`, a new one if need be; -1 if there are too many names already. */
  add(name: string): number {
    const known = this.indexOf(name);
    if (known >= 0 || this.size >= SHARED_KEYS_MAX_SIZE) return known;
    this.#indices.set(name, this.size);
    return this.size - 1;
  }
}

/** Instances used as tables would make keys of all the names in any of them. CPython's number. */
const SHARED_KEYS_MAX_SIZE = 30;
