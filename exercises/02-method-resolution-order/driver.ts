import { defineClass, object, type PyClass } from '../kit/classes.ts';
import type { Driver } from '../kit/driver.ts';
import { PythonError } from '../kit/errors.ts';
import type { Json } from '../kit/json.ts';
import type { Contract } from './contract.ts';
import { draw } from './draw.ts';
import { nextLabel, type Step } from './steps.ts';

/** A step's value is the list of labels of the class's order. */
export const driver: Driver<Contract, Step> = {
  start(module) {
    const world = new World(module);
    return (step) => world.labelsOf(step.op === 'mro' ? world.lookup(step.of) : world.define(step.name, step.bases));
  },
  describeStep: (step) => (step.op === 'mro' ? `${step.of}.__mro__` : describeStatement(step.name, step.bases)),
  showValue: (value) => (Array.isArray(value) ? `[${value.map(String).join(', ')}]` : JSON.stringify(value)),
  draw,
};

function describeStatement(name: string, bases: readonly string[]): string {
  return bases.length === 0 ? `class ${name}` : `class ${name}(${bases.join(', ')})`;
}

/** Shown for an entry that is none of the scenario's classes. */
const STRANGER = '(none of the classes)';

/** The classes of one scenario, by label. */
class World {
  readonly #module: Contract;
  readonly #classes = new Map([['object', object]]);
  readonly #labels = new Map([[object, 'object']]);

  constructor(module: Contract) {
    this.#module = module;
  }

  lookup(label: string): PyClass {
    const cls = this.#classes.get(label);
    if (cls === undefined) throw new PythonError('NameError', `name '${label}' is not defined`);
    return cls;
  }

  define(name: string, labels: readonly string[]): PyClass {
    const bases = labels.map((label) => this.lookup(label));
    const cls = defineClass(name, bases, (unfinished) => {
      const order: unknown = this.#module.mro(unfinished);
      if (!Array.isArray(order)) throw new Error(`mro returned ${typeName(order)}, not a list of classes`);
      return order;
    });
    const label = nextLabel(name, this.#classes);
    this.#classes.set(label, cls);
    this.#labels.set(cls, label);
    return cls;
  }

  labelsOf(cls: PyClass): Json {
    return cls.mro.map((entry) => this.#labels.get(entry) ?? STRANGER);
  }
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
