import type { ClassCell } from '../../lecture/cell.ts';
import { CHECKED_WITH_METACLASS } from '../../lecture/cells/checked-with-metaclass.ts';
import { CLASS_DECORATOR } from '../../lecture/cells/class-decorator.ts';
import { INIT_SUBCLASS } from '../../lecture/cells/init-subclass.ts';
import type { Main } from '../../lecture/main-module.ts';
import { call, type PyValue } from '../../object-model/index.ts';
import { reading, writing } from './lookup-operations.ts';
import type { Run } from './operations.ts';

/** Persons that an operation is done on, in turn. */
const OBJECTS = 100;

type Cells = Readonly<Record<number, ClassCell>>;

/** The cells of the lecture that make the class `Person`, in each of its three ways. */
const VARIANTS: Readonly<Record<string, readonly (readonly [cells: Cells, numbers: readonly number[]])[]>> = {
  __init_subclass__: [[INIT_SUBCLASS, [18, 19, 20]]],
  decorator: [
    [INIT_SUBCLASS, [18]],
    [CLASS_DECORATOR, [26, 27, 28]],
  ],
  metaclass: [[CHECKED_WITH_METACLASS, [42, 43, 44, 45, 46]]],
};

export const CHECKED: Readonly<Record<string, () => Run>> = Object.fromEntries(
  Object.keys(VARIANTS).flatMap((variant) => [
    [`get, ${variant}`, () => reading(persons(variant), 'age')],
    [`set, ${variant}`, () => writing(persons(variant), 'age')],
  ]),
);

function persons(variant: string): readonly PyValue[] {
  // A bare object, not the lecture's module: that one tells of names that are not bound, and takes time for it.
  const main = {} as Main;
  for (const [cells, numbers] of VARIANTS[variant] ?? []) {
    for (const number of numbers) cells[number]?.(main, () => {});
  }
  const given = new Map<string, PyValue>(Object.entries({ name: 'John Doe', age: 5n, salary: 199_999.99 }));
  return Array.from({ length: OBJECTS }, () => call(main.Person, [], given));
}
