import { object, type PyClass } from '../kit/classes.ts';

/** Makes the list that is handed out as a class's order: the list itself, or one that counts its reads. */
export type HandOut = (order: readonly PyClass[]) => readonly PyClass[];

/**
 * A ladder of diamonds, as a function that makes its topmost one anew, the order of its last class not yet computed:
 *
 *     J0    L1(J0)  R1(J0)  J1(L1, R1)    L2(J1)  R2(J1)  J2(L2, R2)    …
 *
 * The order of J2 is J2 L2 R2 J1 L1 R1 J0 object, and so on: it is written down in closed form, and below the topmost
 * diamond only when it is asked for, so that a long ladder is cheap to build. The topmost classes are new each time:
 * an answer that is remembered is of no use.
 */
export function ladderOf(rungs: number, handOut: HandOut): () => PyClass {
  const classes: PyClass[] = []; // from J0 up, each rung as R, L, J: read backwards it is the order
  const below = (length: number) => [...classes.slice(0, length).reverse(), object];
  const define = (name: string, bases: readonly PyClass[], order: (cls: PyClass) => readonly PyClass[]) => {
    const cls: PyClass = new Rung(name, bases, () => handOut(order(cls)));
    return cls;
  };
  const sides = (rung: number, joint: PyClass, rest: () => readonly PyClass[]) => {
    const left = define(`L${rung}`, [joint], (cls) => [cls, ...rest()]);
    const right = define(`R${rung}`, [joint], (cls) => [cls, ...rest()]);
    return [left, right] as const;
  };
  let joint = define('J0', [object], () => below(1));
  classes.push(joint);
  for (let rung = 1; rung < rungs; rung += 1) {
    const { length } = classes;
    const [left, right] = sides(rung, joint, () => below(length));
    joint = define(`J${rung}`, [left, right], () => below(length + 3));
    classes.push(right, left, joint);
  }
  const rest = below(classes.length);
  return () =>
    define(
      `J${rungs}`,
      sides(rungs, joint, () => rest),
      () => [],
    );
}

/** A class whose order is computed when it is first asked for. */
class Rung implements PyClass {
  readonly name: string;
  readonly bases: readonly PyClass[];
  readonly #order: () => readonly PyClass[];
  #mro: readonly PyClass[] | undefined;

  constructor(name: string, bases: readonly PyClass[], order: () => readonly PyClass[]) {
    this.name = name;
    this.bases = Object.freeze(bases);
    this.#order = order;
  }

  get mro(): readonly PyClass[] {
    this.#mro ??= Object.freeze(this.#order());
    return this.#mro;
  }
}

/** The number of entries of the bases' orders. */
export function countEntries(cls: PyClass): number {
  return cls.bases.reduce((sum, { mro }) => sum + mro.length, 0);
}

/** Length and contents of an order as a few figures: equal for equal orders. */
export function digest(order: readonly PyClass[]): readonly [length: number, contents: number] {
  let contents = 0;
  for (const { name } of order) {
    for (let i = 0; i < name.length; i += 1) contents = (Math.imul(contents, 31) + name.charCodeAt(i)) | 0;
  }
  return [order.length, contents];
}
