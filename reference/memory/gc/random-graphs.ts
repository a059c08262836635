import fc from 'fast-check';
import type { Address } from '../../../exercises/kit/memory.ts';
import {
  decref,
  dictSet,
  incref,
  internedStr,
  listAppend,
  newClass,
  newDict,
  newInstance,
  newInt,
  newList,
  newStr,
  newTuple,
  type ObjectHeap,
  setAttribute,
} from '../objects/index.ts';
import type { GcModule } from './index.ts';

const KINDS = ['node', 'obj', 'list', 'tuple', 'dict', 'int', 'str'] as const;
type Kind = (typeof KINDS)[number];

/** An object: its kind, who it refers to (numbers, modulo how many there are), whether it is held from outside. */
interface Plan {
  readonly kind: Kind;
  readonly to: readonly number[];
  /** It refers to the object made before it, too: chains grow deeper than releases may be nested. */
  readonly chained: boolean;
  readonly held: boolean;
  /** A young collection runs next: what is there grows older. */
  readonly collect: boolean;
}

/** Graphs of objects that no code of Python's is tied to: of some kinds or all, in chains or not, held or not. */
export const graphs: fc.Arbitrary<readonly Plan[]> = fc
  .record({
    kinds: fc.uniqueArray(fc.constantFrom(...KINDS), { minLength: 1 }),
    unchainedOneIn: fc.constantFrom(1, 2, 80),
    heldOneIn: fc.constantFrom(6, 100),
    collectOneIn: fc.constantFrom(20, 200),
    references: fc.nat({ max: 3 }),
  })
  .chain(({ kinds, unchainedOneIn, heldOneIn, collectOneIn, references }) =>
    fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        to: fc.array(fc.nat({ max: 200 }), { maxLength: references }),
        chained: oneIn(unchainedOneIn).map((not) => !not),
        held: oneIn(heldOneIn),
        collect: oneIn(collectOneIn),
      }),
      { minLength: 1, maxLength: 200, size: 'max' },
    ),
  );

function oneIn(times: number): fc.Arbitrary<boolean> {
  return fc.nat({ max: times - 1 }).map((lot) => lot === 0);
}

/** Makes the graph on a heap; only what is held is referred to from outside then. @returns these. */
export function makeGraph(gc: GcModule, plans: readonly Plan[]): readonly Address[] {
  const { heap } = gc;
  const node = newClass(heap, { name: 'Node', slots: ['f0', 'f1', 'f2', 'f3'] });
  const obj = newClass(heap, { name: 'Obj' });
  const made: Address[] = [];
  for (const [number, { kind, to, chained, collect }] of plans.entries()) {
    const earlier = made.length === 0 ? [] : to.map((other) => made[other % made.length] as Address);
    if (chained) earlier.push(...made.slice(-1));
    const object = {
      node: () => newInstance(heap, node),
      obj: () => newInstance(heap, obj),
      list: () => newList(heap, []),
      tuple: () => newTuple(heap, earlier),
      dict: () => newDict(heap),
      int: () => newInt(heap, BigInt(number) + 1000n),
      str: () => newStr(heap, `text ${number}`),
    }[kind]();
    made.push(object);
    if (chained && number > 0) refer(heap, object, kind, 3, made[number - 1] as Address);
    if (collect) gc.collect(number % 3);
  }
  for (const [number, { kind, to }] of plans.entries()) {
    const object = made[number] as Address;
    for (const [field, other] of to.entries()) refer(heap, object, kind, field, made[other % made.length] as Address);
  }
  refer(heap, made[0] as Address, plans[0]?.kind as Kind, 3, made.at(-1) as Address); // a chain becomes a ring
  const held = made.filter((_, number) => plans[number]?.held);
  for (const object of held) incref(heap, object);
  for (const object of made) decref(heap, object);
  return held;
}

function refer(heap: ObjectHeap, object: Address, kind: Kind, field: number, other: Address): void {
  if (kind === 'list') listAppend(heap, object, other);
  if (kind === 'node' || kind === 'obj') setAttribute(heap, object, `f${field}`, other);
  if (kind !== 'dict') return;
  const key = field === 0 ? internedStr(heap, 'f0') : newStr(heap, `key ${object} ${field}`);
  dictSet(heap, object, key, other);
  decref(heap, key);
}
