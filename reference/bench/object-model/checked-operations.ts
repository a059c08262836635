import { call, type PyValue } from '../../object-model/index.ts';
import { byDecorator, byInitSubclass, byMetaclass } from './checked-classes.ts';
import { reading, writing } from './lookup-operations.ts';
import type { Run } from './operations.ts';

/** Persons that an operation is done on, in turn. */
const OBJECTS = 100;

export const CHECKED: Readonly<Record<string, () => Run>> = {
  'get, __init_subclass__': () => reading(persons(byInitSubclass()), 'age'),
  'get, decorator': () => reading(persons(byDecorator()), 'age'),
  'get, metaclass': () => reading(persons(byMetaclass()), 'age'),
  'set, __init_subclass__': () => writing(persons(byInitSubclass()), 'age'),
  'set, decorator': () => writing(persons(byDecorator()), 'age'),
  'set, metaclass': () => writing(persons(byMetaclass()), 'age'),
};

function persons(Person: PyValue): readonly PyValue[] {
  const given = new Map<string, PyValue>(Object.entries({ name: 'John Doe', age: 5n, salary: 199_999.99 }));
  return Array.from({ length: OBJECTS }, () => call(Person, [], given));
}
