import { hash } from '../protocols/hash.ts';
import type { PyType } from '../type/py-type.ts';

/** Classes whose hash was asked for already, through the weak reference that their bases hold. */
const hashed = new WeakSet<PyType>();

/**
 * Classes in the order they came, as long as somebody else has them.
 *
 * Tricky: it is a set of weak references, so a metaclass is asked for hashes, and one that forbids hashing shows.
 * Source: CPython 3.11, Modules/_abc.c, `_in_weak_set`, `_add_to_weak_set`.
 */
export class WeakClassSet {
  readonly #members = new WeakSet<PyType>();
  readonly #order: WeakRef<PyType>[] = [];

  /** @throws {PyTypeError} if the set is not empty and the class cannot be hashed. */
  has(cls: PyType): boolean {
    if (this.#order.length === 0) return false;
    if (!hashed.has(cls)) {
      hash(cls);
      hashed.add(cls);
    }
    return this.#members.has(cls);
  }

  /** @throws {PyTypeError} if the class cannot be hashed. */
  add(cls: PyType): void {
    hash(cls);
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
