import type { PyDict, PyValue } from '../object/py-object.ts';

/** A dict of Python's as a Map whose keys and values are views. Writing to it writes to the dict. */
export class DictView implements Iterable<readonly [unknown, unknown]> {
  readonly #dict: PyDict;
  readonly #view: (value: PyValue) => unknown;
  readonly #unview: (value: unknown) => PyValue;

  constructor(dict: PyDict, view: (value: PyValue) => unknown, unview: (value: unknown) => PyValue) {
    this.#dict = dict;
    this.#view = view;
    this.#unview = unview;
  }

  get size(): number {
    return this.#dict.size;
  }

  get(key: unknown): unknown {
    const value = this.#dict.get(this.#unview(key));
    return value === undefined ? undefined : this.#view(value);
  }

  has(key: unknown): boolean {
    return this.#dict.has(this.#unview(key));
  }

  set(key: unknown, value: unknown): this {
    this.#dict.set(this.#unview(key), this.#unview(value));
    return this;
  }

  delete(key: unknown): boolean {
    return this.#dict.delete(this.#unview(key));
  }

  *keys(): Iterable<unknown> {
    for (const key of this.#dict.keys()) yield this.#view(key);
  }

  *values(): Iterable<unknown> {
    for (const value of this.#dict.values()) yield this.#view(value);
  }

  *[Symbol.iterator](): Iterator<readonly [unknown, unknown]> {
    for (const [key, value] of this.#dict) yield [this.#view(key), this.#view(value)];
  }
}
