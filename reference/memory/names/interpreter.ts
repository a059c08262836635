import { PyTypeError, PythonError } from '../../../exercises/kit/errors.ts';
import type { Address } from '../../../exercises/kit/memory.ts';
import { objectNew } from '../objects/allocate.ts';
import { newClass, newInstance } from '../objects/instance.ts';
import { newList } from '../objects/list-object.ts';
import type { ObjectHeap } from '../objects/object-heap.ts';
import { decref, incref } from '../objects/refcount.ts';
import { BUILTIN_FUNCTIONS, LIST_METHODS, STR_METHODS, SYS_FUNCTIONS } from './builtins.ts';
import { type Builtin, Callables, type Members } from './callables.ts';
import type { CompilationUnit } from './compile.ts';
import { Frame } from './frame.ts';
import { LoadedUnit } from './load-unit.ts';
import { PAYLOAD } from './more-types.ts';
import { augmentedAdd, binary, compare, isTruthy, negative, subscript } from './operators.ts';
import { itemsOf, show } from './show.ts';
import type { Expression, Statement, Target } from './syntax.ts';
import { Values } from './values.ts';

/** What a `def` made: its parameters, what it returns, and the unit whose constants it uses. */
interface Definition {
  readonly name: string;
  readonly params: readonly string[];
  readonly result: Expression;
  readonly unit: LoadedUnit;
}

/** A class whose methods are written in TypeScript. The first argument of each is the instance. */
export interface NativeClass {
  readonly name: string;
  /** `__init__`. What it returns is dropped. */
  readonly init?: Builtin;
  readonly methods?: Members;
  /** `__del__`. */
  readonly finalize?: (self: Address) => void;
}

/**
 * Runs programs statement by statement, and counts every reference as CPython does: those of names, those of the values
 * that are being worked with, and those of arguments.
 *
 * Invariant: an expression gives one new reference, which whoever asked for it stores or drops.
 *
 * Source: CPython 3.11, Python/ceval.c, `_PyEval_EvalFrameDefault`.
 */
export class Interpreter {
  readonly heap: ObjectHeap;
  readonly values: Values;
  /** The names of the module, `__main__`. */
  readonly globals: Frame;
  /** What `print` printed. */
  stdout = '';
  readonly #builtins = new Map<string, Address>();
  readonly #callables: Callables;
  readonly #definitions = new Map<Address, Definition>();

  constructor(heap: ObjectHeap) {
    this.heap = heap;
    this.values = new Values(heap, (released) => this.#definitions.delete(released));
    this.globals = new Frame(heap);
    this.#callables = new Callables(this.values);
    this.#callables.addModule('sys', SYS_FUNCTIONS);
    this.#callables.addMethods(heap.builtins.list, LIST_METHODS);
    this.#callables.addMethods(heap.builtins.str, STR_METHODS);
    const print: Builtin = (values, args) => this.#print(values, args);
    for (const [name, call] of Object.entries({ ...BUILTIN_FUNCTIONS, print })) {
      this.#builtins.set(name, this.#callables.newFunction(call));
    }
  }

  /** Lets programs `import name`. */
  defineModule(name: string, functions: Members): void {
    this.#callables.addModule(name, functions);
  }

  /** What a class statement binds: the name of the class, in the module. */
  defineClass({ name, init, methods = {}, finalize }: NativeClass): void {
    const type = newClass(this.heap, { name, ...(finalize === undefined ? {} : { finalize }) });
    this.#callables.addMethods(type, methods);
    const construct = this.#callables.newFunction((values, args) => {
      const self = newInstance(this.heap, type);
      if (init !== undefined) decref(this.heap, init(values, [self, ...args]));
      return self;
    });
    this.globals.bindOwned(name, construct);
  }

  /**
   * Runs one unit. The value of its last statement, if that is an expression other than None: its repr, as a notebook
   * shows it; else null.
   *
   * @throws {PythonError} what the program raises. Names that were bound stay bound.
   */
  run(unit: CompilationUnit): string | null {
    const loaded = new LoadedUnit(this.values, unit);
    let shown: string | null = null;
    try {
      for (const { statement } of unit.lines) shown = this.#execute(statement, loaded);
    } finally {
      loaded.release();
    }
    return shown;
  }

  #execute(statement: Statement, unit: LoadedUnit): string | null {
    const { globals } = this;
    switch (statement.kind) {
      case 'assign':
        this.#assign(statement.targets, this.#evaluate(statement.value, unit, globals));
        return null;
      case 'augment':
        this.#augment(statement.id, this.#evaluate(statement.value, unit, globals));
        return null;
      case 'delete':
        for (const id of statement.ids) globals.delete(id);
        return null;
      case 'import':
        globals.bind(statement.module, this.#callables.module(statement.module));
        return null;
      case 'define':
        this.#define(statement, unit);
        return null;
      case 'expression':
        return this.#show(this.#evaluate(statement.value, unit, globals));
      default:
        return statement satisfies never;
    }
  }

  #show(value: Address): string | null {
    const text = value === this.heap.none ? null : show(this.values, value);
    decref(this.heap, value);
    return text;
  }

  /** Left to right; each name gets a reference of its own. */
  #assign(targets: readonly Target[], value: Address): void {
    try {
      for (const target of targets) {
        if (target.kind === 'name') this.globals.bind(target.id, value);
        else this.#unpack(target.ids, value);
      }
    } finally {
      decref(this.heap, value);
    }
  }

  #unpack(ids: readonly string[], value: Address): void {
    const items = itemsOf(this.values, value);
    if (items.length !== ids.length) {
      const problem = items.length > ids.length ? 'too many values to unpack' : 'not enough values to unpack';
      throw new PythonError('ValueError', `${problem} (expected ${ids.length})`);
    }
    for (const [index, item] of items.entries()) this.globals.bind(ids[index] ?? '', item);
  }

  /** `id += value`: what comes out is bound to the name, be it a new object or the same one, changed. */
  #augment(id: string, value: Address): void {
    try {
      this.globals.bindOwned(id, augmentedAdd(this.values, this.globals.lookUp(id), value));
    } finally {
      decref(this.heap, value);
    }
  }

  #define({ id, params, result }: Extract<Statement, { kind: 'define' }>, unit: LoadedUnit): void {
    const object = objectNew(this.heap, this.values.types.function);
    this.heap.memory.writePointer(object + PAYLOAD, incref(this.heap, unit.constants));
    this.#definitions.set(object, { name: id, params, result, unit });
    this.globals.bindOwned(id, object);
  }

  /** A new reference. */
  #evaluate(expression: Expression, unit: LoadedUnit, frame: Frame): Address {
    const { heap, values } = this;
    switch (expression.kind) {
      case 'constant':
        return expression.value.kind === 'None' ? values.none() : incref(heap, unit.object(expression.value));
      case 'name':
        return incref(heap, this.#lookUp(expression.id, frame));
      case 'negative':
        return this.#with([expression.operand], unit, frame, ([operand]) => negative(values, operand as Address));
      case 'binary':
        return this.#both(expression, unit, frame, (left, right) => binary(values, expression.operator, left, right));
      case 'compare':
        return this.#both(expression, unit, frame, (left, right) =>
          values.bool(compare(values, expression.operator, left, right)),
        );
      case 'and':
        return this.#and(expression, unit, frame);
      case 'list':
        return this.#with(expression.items, unit, frame, (items) => newList(heap, items));
      case 'constantList':
        return newList(heap, itemsOf(values, unit.object(expression.items)));
      case 'tuple':
        return this.#with(expression.items, unit, frame, (items) => values.tuple(items));
      case 'call':
        return this.#with([expression.callee], unit, frame, ([called]) =>
          this.#call(called as Address, expression.args, unit, frame),
        );
      case 'methodCall':
        return this.#with([expression.of], unit, frame, ([of]) => {
          const call = this.#callables.member(of as Address, expression.name);
          return this.#with(expression.args, unit, frame, (operands) => call(values, operands));
        });
      case 'subscript':
        return this.#with([expression.of, expression.index], unit, frame, ([of, index]) =>
          subscript(values, of as Address, index as Address),
        );
      default:
        return expression satisfies never;
    }
  }

  /** A frame's own names, then the module's, then the builtin ones. */
  #lookUp(id: string, frame: Frame): Address {
    return frame.names.get(id) ?? this.globals.names.get(id) ?? this.#builtins.get(id) ?? frame.lookUp(id);
  }

  /** Evaluates operands, left to right, uses them, and drops them whatever happens. */
  #with(
    expressions: readonly Expression[],
    unit: LoadedUnit,
    frame: Frame,
    use: (operands: readonly Address[]) => Address,
  ): Address {
    const operands: Address[] = [];
    try {
      for (const expression of expressions) operands.push(this.#evaluate(expression, unit, frame));
      return use(operands);
    } finally {
      for (const operand of operands) decref(this.heap, operand);
    }
  }

  #both(
    { left, right }: { readonly left: Expression; readonly right: Expression },
    unit: LoadedUnit,
    frame: Frame,
    use: (left: Address, right: Address) => Address,
  ): Address {
    return this.#with([left, right], unit, frame, ([one, other]) => use(one as Address, other as Address));
  }

  #and(
    { left, right }: { readonly left: Expression; readonly right: Expression },
    unit: LoadedUnit,
    frame: Frame,
  ): Address {
    const first = this.#evaluate(left, unit, frame);
    if (!isTruthy(this.values, first)) return first;
    decref(this.heap, first);
    return this.#evaluate(right, unit, frame);
  }

  #call(called: Address, args: readonly Expression[], unit: LoadedUnit, frame: Frame): Address {
    const call = this.#callables.function(called);
    if (call !== undefined) return this.#with(args, unit, frame, (operands) => call(this.values, operands));
    const definition = this.#definitions.get(called);
    if (definition !== undefined) return this.#callDefinition(definition, args, unit, frame);
    throw new PyTypeError(`'${this.heap.types.of(called).name}' object is not callable`);
  }

  /**
   * A builtin borrows its arguments from the caller. A Python function gets them: the references move into its frame,
   * where they are its parameters' own.
   *
   * Source: CPython 3.11, Python/ceval.c, `_PyEvalFramePushAndInit`, which steals the arguments.
   */
  #callDefinition(definition: Definition, args: readonly Expression[], unit: LoadedUnit, frame: Frame): Address {
    const { name, params, result } = definition;
    if (args.length !== params.length) {
      throw new PyTypeError(`${name}() takes ${params.length} arguments and was given ${args.length}`);
    }
    const own = new Frame(this.heap);
    try {
      for (const [index, argument] of args.entries()) {
        own.bindOwned(params[index] ?? '', this.#evaluate(argument, unit, frame));
      }
      return this.#evaluate(result, definition.unit, own);
    } finally {
      own.clear();
    }
  }

  #print(values: Values, args: readonly Address[]): Address {
    const { str } = this.heap.builtins;
    const texts = args.map((object) =>
      this.heap.types.of(object) === str ? show(values, object).slice(1, -1) : show(values, object),
    );
    this.stdout += `${texts.join(' ')}\n`;
    return values.none();
  }
}
