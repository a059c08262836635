import {
  buildClass,
  call,
  def,
  getAttribute,
  NO_KEYWORDS,
  object,
  PyTuple,
  type PyValue,
  setAttribute,
  tupleOf,
  type,
} from '../../object-model/index.ts';
import type { Run } from './operations.ts';

/** Rungs of the ladder: a diamond each. */
const RUNGS = 150;
const WIDTH = 100;
const DESCRIPTORS = ['a', 'b', 'c', 'd', 'e'];

export const MAKING: Readonly<Record<string, () => Run>> = {
  'simple class': () =>
    making(() =>
      buildClass({
        name: 'A',
        body: (body) => {
          body.set('x', 1n);
          body.def('f', ['self'], () => null);
          body.def('g', ['self'], () => null);
        },
      }),
    ),
  'three bases': () => {
    const bases = ['A', 'B', 'C'].map((name) => buildClass({ name }));
    return making(() => buildClass({ name: 'D', bases, body: (body) => body.set('x', 1n) }));
  },
  'five descriptors': () => {
    const Descriptor = descriptorClass();
    return making(() =>
      buildClass({
        name: 'A',
        body: (body) => {
          for (const name of DESCRIPTORS) body.set(name, call(Descriptor, []));
        },
      }),
    );
  },
  'diamond ladder': () => {
    let joint: PyValue = object;
    let sides: readonly PyValue[] = [];
    for (let rung = 0; rung < RUNGS; rung += 1) {
      sides = [typeCall('Left', [joint]), typeCall('Right', [joint])];
      joint = typeCall('Joint', sides);
    }
    return making(() => typeCall('X', sides));
  },
  'hundred bases': () => {
    const bases = Array.from({ length: WIDTH }, (_, index) => typeCall(`A${index}`, [object]));
    return making(() => typeCall('X', bases));
  },
};

/** The answer: how long the MRO of the last class is. */
function making(make: () => PyValue): Run {
  return (times) => {
    let made: PyValue = null;
    for (let left = times; left > 0; left -= 1) made = make();
    const mro = getAttribute(made, '__mro__');
    return mro instanceof PyTuple ? mro.items.length : 0;
  };
}

/** `type(name, bases, {})`. */
function typeCall(name: string, bases: readonly PyValue[]): PyValue {
  return call(type, [name, tupleOf(bases), new Map()], NO_KEYWORDS);
}

function descriptorClass(): PyValue {
  return buildClass({
    name: 'Descriptor',
    body: (body) => {
      body.def('__set_name__', ['self', 'owner', 'name'], ([self = null, , name = null]) => {
        setAttribute(self, 'name', name);
        return null;
      });
      body.set(
        '__get__',
        def('__get__', ['self', 'instance', 'owner'], () => 1n),
      );
      body.set(
        '__set__',
        def('__set__', ['self', 'instance', 'value'], () => null),
      );
    },
  });
}
