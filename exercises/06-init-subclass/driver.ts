import { bool, float, int, list, str } from '../kit/builtins.ts';
import type { Driver } from '../kit/driver.ts';
import { PyAttributeError, PythonError } from '../kit/errors.ts';
import type { Json } from '../kit/json.ts';
import {
  call,
  construct,
  defineClass,
  Ellipsis,
  getAttribute,
  object,
  PyClass,
  PyInstance,
  type PyValue,
  setAttribute,
  typeName,
} from '../kit/objects.ts';
import { repr } from '../kit/repr.ts';
import type { Contract } from './contract.ts';
import { encode } from './encode.ts';
import { describeStep, showOutcome } from './notation.ts';
import type { Argument, Hint, Pairs, Step } from './steps.ts';

/** Replays class statements, assignments and reads on a module's `Field` and `Checked`. */
export const driver: Driver<Contract, Step> = {
  start(module) {
    const world = new World(module);
    return (step) => world.perform(step);
  },
  describeStep,
  showValue: showOutcome,
};

const CONSTRUCTORS = { int, str, float, bool, list, None: null } as const;

/** The names that a scenario has bound so far. */
class World {
  readonly #module: Contract;
  readonly #names: Map<string, PyValue>;

  constructor(module: Contract) {
    this.#module = module;
    this.#names = new Map<string, PyValue>([
      ['object', object],
      ['Checked', module.Checked],
    ]);
  }

  perform(step: Step): Json {
    switch (step.op) {
      case 'class': {
        const base = this.#class(step.base);
        const annotations = new Map(step.hints.map(([name, hint]) => [name, this.#hint(hint)] as const));
        const body = { annotations, namespace: this.#values(step.values) };
        this.#names.set(step.name, defineClass(step.name, base, body));
        return null;
      }
      case 'field':
        return this.#encode(new this.#module.Field(step.name, this.#hint(step.hint)));
      case 'new':
        this.#names.set(step.as, construct(this.#class(step.cls), this.#values(step.kwargs)));
        return null;
      case 'bare':
        this.#names.set(step.as, new PyInstance(this.#class(step.cls)));
        return null;
      case 'init':
        this.#call(step.of, '__init__', this.#values(step.kwargs));
        return null;
      case 'get':
        return this.#encode(getAttribute(this.#target(step.of), step.name));
      case 'set':
        setAttribute(this.#instance(step.of), step.name, this.#argument(step.value));
        return null;
      case 'append':
        append(getAttribute(this.#instance(step.of), step.name), this.#argument(step.value));
        return null;
      case 'repr':
        return repr(this.#instance(step.of));
      case 'asdict':
        return this.#encode(this.#call(step.of, '_asdict'));
      case 'dict':
        return this.#encode(this.#instance(step.of).dict);
      case 'fields':
        return this.#encode(this.#call(step.of, '_fields'));
      case 'keys':
        return [...this.#class(step.cls).dict.keys()].filter((name) => !name.startsWith('_'));
      default:
        return step satisfies never;
    }
  }

  #call(name: string, method: string, ...args: readonly PyValue[]): PyValue {
    return call(getAttribute(this.#target(name), method), ...args);
  }

  #encode(value: PyValue): Json {
    return encode(value, this.#module.Field);
  }

  #argument(argument: Argument): PyValue {
    if (typeof argument !== 'object' || argument === null) return argument;
    if ('int' in argument) return BigInt(argument.int);
    if ('float' in argument) return float(argument.float);
    if ('list' in argument) return argument.list.map((item) => this.#argument(item));
    if ('const' in argument) return Ellipsis;
    if ('var' in argument) return this.#name(argument.var);
    if ('attr' in argument) return getAttribute(this.#target(argument.attr[0]), argument.attr[1]);
    return new this.#module.Field(argument.newField[0], this.#hint(argument.newField[1]));
  }

  #values(pairs: Pairs<Argument>): Map<string, PyValue> {
    return new Map(pairs.map(([name, value]) => [name, this.#argument(value)] as const));
  }

  #hint(hint: Hint): PyValue {
    return typeof hint === 'string' ? CONSTRUCTORS[hint] : this.#argument(hint.value);
  }

  #name(name: string): PyValue {
    const value = this.#names.get(name);
    if (value === undefined) throw new PythonError('NameError', `name '${name}' is not defined`);
    return value;
  }

  #target(name: string): PyInstance | PyClass {
    const value = this.#name(name);
    if (value instanceof PyInstance || value instanceof PyClass) return value;
    throw new TypeError(`${name} is neither an instance nor a class`);
  }

  #instance(name: string): PyInstance {
    const value = this.#name(name);
    if (value instanceof PyInstance) return value;
    throw new TypeError(`${name} is not an instance`);
  }

  #class(name: string): PyClass {
    const value = this.#name(name);
    if (value instanceof PyClass) return value;
    throw new TypeError(`${name} is not a class: it must be made by defineClass`);
  }
}

function append(items: PyValue, value: PyValue): void {
  if (!Array.isArray(items)) throw new PyAttributeError(`'${typeName(items)}' object has no attribute 'append'`);
  items.push(value);
}
