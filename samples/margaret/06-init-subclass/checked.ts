import { defineClass, object, type PyInstance, type PyValue, setAttribute } from '../kit/objects.ts';
import { typeHints } from '../kit/type-hints.ts';

class Field {
  readonly name: string;
  private readonly hint: any;

  constructor(name: string, hint: PyValue) {
    this.name = name;
    this.hint = hint;
  }

  __set__(instance: PyInstance, value: PyValue): void {
    instance.dict.set(this.name, this.hint(value));
  }
}

const Checked = defineClass('Checked', object, {
  namespace: {
    __init_subclass__(subclass) {
      for (const [name, hint] of typeHints(subclass)) setAttribute(subclass, name, new Field(name, hint));
    },
  },
});

export default { Field, Checked };
