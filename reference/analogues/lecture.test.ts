import { describe, expect, it } from 'vitest';
import type { ErrorView } from '../../exercises/kit/scenario.ts';
import { readNotebook } from '../lecture/notebook.ts';
import { readProbes } from '../lecture/probes.ts';
import { Checked } from './checked.ts';
import { checked, field, type Unchecked } from './checked-decorator.ts';
import { CheckedMeta, Checked as Slotted } from './checked-meta.ts';
import { float, int, str } from './converters.ts';
import { named, recordFactory } from './record-factory.ts';
import { show } from './show.ts';

const { cells } = readNotebook();
const probes = readProbes();
/** What Python's exceptions are here. */
const HERE: Readonly<Record<string, string>> = { AttributeError: 'TypeError', ValueError: 'RangeError' };

const RecordPerson = recordFactory('Person', 'name age');

const HookPerson = class Person extends Checked.with({ name: str, age: int, salary: float }) {};

@checked
class Person {
  @field(str) accessor name = '';
  @field(int) accessor age = 0;
  @field(float) accessor salary = 0;

  constructor(_values: Unchecked<Person> = {}) {
    // For the compiler.
  }
}

const SlotPerson = CheckedMeta.create('Person', Slotted, { name: str, age: int, salary: float });

const record = new RecordPerson(named({ name: 'John Doe', age: 42 }));
const JOHN = { name: 'John Doe', age: 42, salary: 199_999.99 };
/** What callers that are not type-checked do. */
const set = (target: object, name: string, value: unknown) => Object.assign(target, { [name]: value });
const untyped = (values: object): object => values;

describe('the analogues do as CPython did in the lecture', () => {
  it.each<[recorded: string, act: () => unknown]>([
    ['cell 14', () => record],
    ['cell 15', () => [...record].join('\n')],
    ['cell 16', () => tuple(record.name, record.age)],
    ['record_extra_positional_is_dropped', () => Reflect.construct(RecordPerson, ['a', 1, 2, 3])],
    ['record_bad_identifiers', () => recordFactory('X', '1a b')],

    ['cell 21', () => new HookPerson(JOHN)],
    ['cell 22', () => tuple(new HookPerson(JOHN).name, new HookPerson(JOHN).age)],
    ['cell 23', () => set(new HookPerson(JOHN), 'age', 'text')],
    ['cell 25', () => new HookPerson(untyped({ first_name: 'John Doe', age: 42, salary: 199_999.99 }))],
    ['checked_unknown_two', () => new HookPerson(untyped({ a: 1, b: 2 }))],
    ['checked_unknown_set', () => set(new HookPerson(), 'year', 'x')],
    ['checked_bad_hint', () => Reflect.apply(Checked.with, Checked, [{ x: 3 }])],
    ['checked_none_hint', () => Reflect.apply(Checked.with, Checked, [{ x: null }])],

    ['cell 29', () => new Person(JOHN)],
    ['cell 30', () => tuple(new Person(JOHN).name, new Person(JOHN).age)],

    ['cell 47', () => new SlotPerson(JOHN)],
    ['cell 48', () => show(new SlotPerson(JOHN).name)],
    ['slots_unknown_kw', () => new SlotPerson(untyped({ foo: 1 }))],
    ['slots_bad_hint', () => Reflect.apply(CheckedMeta.create, CheckedMeta, ['Emp', Slotted, { boss: 3 }])],
  ])('%s', (name, act) => {
    expect(outcome(act)).toBe(recorded(name));
  });
});

describe('the analogues differ from CPython', () => {
  it.each<[recorded: string, python: string, here: string, act: () => unknown]>([
    // What is left out is undefined, and JavaScript refuses further attributes in its own words.
    [
      'record_repr_missing',
      "TypeError: 'Person' object has no attribute 'age'",
      "Person(name='a', age=undefined)",
      () => Reflect.construct(RecordPerson, ['a']),
    ],
    [
      'record_unknown_attr',
      "TypeError: 'Person' object has no attribute 'foo'",
      'TypeError: Cannot add property foo, object is not extensible',
      () => set(new RecordPerson('a', 1), 'foo', 1),
    ],
    [
      'record_unknown_kw',
      "TypeError: 'Person' object has no attribute 'foo'",
      'TypeError: Cannot add property foo, object is not extensible',
      () => Reflect.construct(RecordPerson, [named({ name: 'a', age: 1, foo: 2 })]),
    ],
    [
      'decorator_unknown_set',
      "TypeError: 'Person' has no attribute 'year'",
      'TypeError: Cannot add property year, object is not extensible',
      () => set(new Person(), 'year', 'x'),
    ],
    [
      'cell 50',
      "TypeError: 'Person' object has no attribute 'year'",
      'TypeError: Cannot add property year, object is not extensible',
      () => set(new SlotPerson(), 'year', 'text'),
    ],
    // There is one kind of number.
    ['cell 24', "Person(name='', age=0, salary=0.0)", "Person(name='', age=0, salary=0)", () => new HookPerson()],
    [
      'checked_inherited_fields_asdict',
      "Emp(name='a', age=0, salary=0.0, boss='b')",
      "Emp(name='a', age=0, salary=0, boss='b')",
      () => new (class Emp extends HookPerson.with({ boss: str }) {})({ name: 'a', boss: 'b' }),
    ],
    ['slots_default', "Person(name='', age=0, salary=0.0)", "Person(name='', age=0, salary=0)", () => new SlotPerson()],
    // The lecture's message for decorated classes lacks a word.
    [
      'decorator_unknown_kw',
      "TypeError: 'Person' has no attribute 'foo'",
      "TypeError: 'Person' object has no attribute 'foo'",
      () => new Person(untyped({ foo: 1 })),
    ],
    // A subclass that is not decorated takes no values for its own fields; in the lecture they are half known.
    [
      'decorator_subclass_not_checked',
      "TypeError: type object 'Sub' has no attribute 'extra'",
      "TypeError: 'Sub' object has no attribute 'extra'",
      () => {
        class Sub extends Person {
          @field(int) accessor extra = 0;
        }
        return new Sub(untyped({ extra: '7' }));
      },
    ],
    // The lecture's iterator is used up by the check, and its metaclass shows a subclass's own fields only.
    [
      'record_iterable_consumed',
      '()',
      '(a, b)',
      () => `(${recordFactory('X', ['a', 'b'].values()).fields.join(', ')})`,
    ],
    [
      'slots_subclass_inherits_checked',
      "(Emp(boss='b'), ['_boss'], 'a')",
      "(Emp(name='a', age=0, salary=0, boss='b'), ['_name', '_age', '_salary', '_boss'], 'a')",
      () => {
        const Emp = CheckedMeta.create('Emp', SlotPerson, { boss: str });
        const emp = new Emp({ name: 'a', boss: 'b' });
        return tuple(emp, Emp.slots, emp.name);
      },
    ],
    // Anything can be referred to weakly.
    [
      'slots_no_weakref',
      "TypeError: cannot create weak reference to 'Person' object",
      "Person(name='', age=0, salary=0)",
      () => new WeakRef(new SlotPerson()).deref(),
    ],
  ])('%s', (name, python, here, act) => {
    expect(recorded(name)).toBe(python);
    expect(outcome(act)).toBe(here);
  });
});

/** Python's tuple, as it prints it. */
function tuple(...values: readonly unknown[]): string {
  return `(${values.map(show).join(', ')})`;
}

/** What an action gave or threw, in words. */
function outcome(act: () => unknown): string {
  try {
    return String(act());
  } catch (error) {
    return String(error) + (error instanceof Error && error.cause !== undefined ? ` from ${error.cause}` : '');
  }
}

/** What CPython gave or raised in a cell, `cell 14`, or in a probe of the lecture's objects, by name. */
function recorded(name: string): string {
  const cell = cells.find((candidate) => `cell ${candidate.cell}` === name);
  if (cell !== undefined) return inWords(cell.error, cell.result ?? cell.stdout.trimEnd());
  const probe = probes.find((candidate) => candidate.name === name);
  return probe === undefined ? `no recording of ${name}` : inWords(probe.outcome.error, probe.outcome.result);
}

function inWords(error: ErrorView | null, result: string | null): string {
  if (error === null) return String(result);
  const cause = error.cause === undefined ? '' : ` from ${inWords(error.cause, null)}`;
  return `${HERE[error.type] ?? error.type}: ${error.message}${cause}`;
}
