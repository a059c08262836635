/**
 * A class as far as its method resolution order goes. Immutable, with its arrays.
 * Two classes are the same only if they are one object; their names may be equal.
 */
export interface PyClass {
  readonly name: string;
  /** The direct bases in the order of the class statement; empty for `object` alone. */
  readonly bases: readonly PyClass[];
  /** The class itself first, `object` last. Empty while the class statement is still computing it. */
  readonly mro: readonly PyClass[];
}

/** Computes the method resolution order of a class whose `name` and `bases` are known, or raises `TypeError`. */
export type Linearise = (cls: PyClass) => readonly PyClass[];

/**
 * Python's class statement, reduced to what decides the method resolution order.
 *
 * `class D(B, C): pass` is `defineClass('D', [B, C], mro)`; `class A: pass` is `defineClass('A', [], mro)`, and its
 * one base is `object`. The order that `linearise` returns is copied and becomes the class's `mro`.
 */
export function defineClass(name: string, bases: readonly PyClass[], linearise: Linearise): PyClass {
  const cls: { -readonly [Key in keyof PyClass]: PyClass[Key] } = {
    name,
    bases: Object.freeze(bases.length === 0 ? [object] : [...bases]),
    mro: NO_CLASSES,
  };
  const order = linearise(cls);
  cls.mro = Object.freeze([...order]);
  return Object.freeze(cls);
}

const NO_CLASSES: readonly PyClass[] = Object.freeze([]);

/** Python's `object`: the one class without a base. */
export const object: PyClass = defineObject();

function defineObject(): PyClass {
  const mro: PyClass[] = [];
  const cls: PyClass = Object.freeze({ name: 'object', bases: NO_CLASSES, mro });
  mro.push(cls);
  Object.freeze(mro);
  return cls;
}
