import type { PyClass } from '../kit/classes.ts';

/** What `mro.ts` exports. */
export interface Contract {
  /**
   * The method resolution order of a new class, by C3: `cls` itself first, `object` last. New list, every time.
   *
   * `cls.bases` holds at least one class, and every base has its `mro`; `cls.mro` is still empty.
   *
   * @throws {PyTypeError} `duplicate base class A`, where `A` is the first base that stands again anywhere behind it, or
   * `Cannot create a consistent method resolution\norder (MRO) for bases X, Y`.
   */
  mro(cls: PyClass): readonly PyClass[];
}
