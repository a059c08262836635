import {
  buildClass,
  call,
  callMethod,
  def,
  getAttribute,
  isInstance,
  isType,
  makeProperty,
  type PyType,
  type PyValue,
  setAttribute,
  superOf,
} from '../../object-model/index.ts';
import type { Run } from './operations.ts';

/** Objects that an operation is done on, in turn. */
const OBJECTS = 100;
/** Length of the longest MRO, without `object`. */
const DEEPEST = 100;

export const LOOKUP: Readonly<Record<string, () => Run>> = {
  'instance attribute': () => reading(people(), 'age'),
  'four in turn': () =>
    doing(people(), (object) => {
      getAttribute(object, 'mass');
      getAttribute(object, 'unit');
      getAttribute(object, 'years');
      return getAttribute(object, 'age');
    }),
  property: () => reading(people(), 'years'),
  'method call': () => {
    const objects = people();
    return doing(objects, (object) => callMethod(object, 'get'));
  },
  'set instance attribute': () => writing(people(), 'age'),
  'class attribute, depth 1': () => reading(deep(1).objects, 'deep'),
  'class attribute, depth 10': () => reading(deep(10).objects, 'deep'),
  'class attribute, depth 100': () => reading(deep(DEEPEST).objects, 'deep'),
  'changed, depth 100': () => {
    const { objects, root } = deep(DEEPEST);
    return doing(objects, (object) => {
      setAttribute(root, 'deep', 5n);
      return getAttribute(object, 'deep');
    });
  },
  super: () => {
    const { objects, below } = family();
    return doing(objects, (object) => getAttribute(superOf(below, object), 'shared'));
  },
  'super in a method': () => doing(family().objects, (object) => callMethod(object, 'f')),
  'isinstance, own class': () => {
    const { objects, root } = deep(1);
    return doing(objects, (object) => (isInstance(object, root) ? 5n : 0n));
  },
  'isinstance, depth 10': () => {
    const { objects, root } = deep(10);
    return doing(objects, (object) => (isInstance(object, root) ? 5n : 0n));
  },
};

/** `object.name`, of each in turn. */
export function reading(objects: readonly PyValue[], name: string): Run {
  return doing(objects, (object) => getAttribute(object, name));
}

/** `object.name = 5`, of each in turn. The answer is what the last one has then. */
export function writing(objects: readonly PyValue[], name: string): Run {
  return (times) => {
    for (let left = times; left > 0; left -= objects.length) {
      for (const object of objects) setAttribute(object, name, 5n);
    }
    return Number(getAttribute(objects.at(-1) as PyValue, name));
  };
}

/** What the operation gives of each object in turn, as often as asked; the answer is the last one. */
function doing(objects: readonly PyValue[], operation: (object: PyValue) => PyValue): Run {
  return (times) => {
    let found: PyValue = null;
    for (let left = times; left > 0; left -= objects.length) {
      for (const object of objects) found = operation(object);
    }
    return Number(found);
  };
}

/** Instances with two attributes, a property, a method and what their class holds. */
function people(): readonly PyValue[] {
  const Person = buildClass({
    name: 'Person',
    body: (body) => {
      const years = def('years', ['self'], ([self = null]) => getAttribute(self, 'age'));
      body.set('unit', 'kg');
      body.set('years', makeProperty(years));
      body.def('get', ['self'], ([self = null]) => getAttribute(self, 'age'));
    },
  });
  return instances(Person, (person) => {
    setAttribute(person, 'age', 5n);
    setAttribute(person, 'mass', 70n);
  });
}

/** Instances of the last of `depth` classes, each the base of the next; the first, `root`, has an attribute. */
function deep(depth: number): { readonly objects: readonly PyValue[]; readonly root: PyValue } {
  const root = buildClass({ name: 'Root', body: (body) => body.set('deep', 5n) });
  let last = root;
  for (let level = 1; level < depth; level += 1) last = buildClass({ name: 'Next', bases: [last] });
  return { objects: instances(last), root };
}

/** Instances of a class `below` another, both with a method `f`; the upper one has an attribute. */
function family(): { readonly objects: readonly PyValue[]; readonly below: PyType } {
  const above = buildClass({
    name: 'A',
    body: (body) => {
      body.set('shared', 5n);
      body.def('f', ['self'], () => 5n);
    },
  });
  const below = buildClass({
    name: 'B',
    bases: [above],
    body: (body) => {
      const parent = body.useSuper();
      body.def('f', ['self'], ([self = null]) => callMethod(parent(self), 'f'));
    },
  });
  if (!isType(below)) throw new TypeError('the class statement made no class');
  return { objects: instances(below), below };
}

function instances(cls: PyValue, prepare: (made: PyValue) => void = () => {}): readonly PyValue[] {
  return Array.from({ length: OBJECTS }, () => {
    const made = call(cls, []);
    prepare(made);
    return made;
  });
}
