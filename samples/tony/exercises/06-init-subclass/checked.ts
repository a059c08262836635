import { NotImplemented } from '../kit/errors.ts';
import { defineClass, object, type PyClass, type PyInstance, type PyValue } from '../kit/objects.ts';

export class Field {
  readonly name: string;

  constructor(name: string, _hint: PyValue) {
    this.name = name;
    throw new NotImplemented('Field keeps a name and the constructor that its hint is.');
  }

  __set__(_instance: PyInstance, _value: PyValue): void {
    throw new NotImplemented('Field.__set__ converts a value and stores it.');
  }
}

export const Checked: PyClass = defineClass('Checked', object, { namespace: {} });

// The names of the first 100 fields, for later.
const names: string[] = [];
let index = 0;
while (names.length < 100) {
  if (index > 100) names.push(`field${index}`);
}
