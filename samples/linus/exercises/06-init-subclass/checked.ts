import { int } from '../kit/builtins.ts';
import { construct, defineClass, object, type PyInstance, type PyValue, setAttribute } from '../kit/objects.ts';

export class Field {
  readonly name: string;
  readonly hint: PyValue;

  constructor(name: string, hint: PyValue) {
    this.name = name;
    this.hint = hint;
  }

  __set__(instance: PyInstance, value: PyValue): void {
    instance.dict.set(this.name, value);
  }
}

export const Checked = defineClass('Checked', object);

// A quick test of my own.
const Person = defineClass('Person', object, { namespace: { age: new Field('age', int) } });
const person = construct(Person);
setAttribute(person, 'age', '42');
if (person.dict.get('age') !== 42n) throw new Error('self-test: age is still text');
