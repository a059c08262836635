import type { PyType } from '../type/py-type.ts';

/** Classes in the order they came, as long as somebody else has them. Source: CPython 3.11, Modules/_abc.c, `_in_weak_set`. */
export class WeakClassSet {
  readonly #members = new WeakSet<PyType>();
  readonly #order: WeakRef<PyType>[] = [];

  has(cls: PyType): boolean {
    return this.#members.has(cls);
  }

  add(cls: PyType): void {
    if (this.#members.has(cls)) return;
    this.#members.add(cls);
    cls.weakref ??= new WeakRef(cls);
    this.#order.push(cls.weakref);
  }

  living(): PyType[] {
    return this.#order.flatMap((reference) => {
      const cls = reference.deref();
      return cls === undefined || cls.isLost ? [] : [cls];
    });
  }
}
