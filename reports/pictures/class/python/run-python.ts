import { PythonError } from '../../../../exercises/kit/errors.ts';
import '../../../../reference/object-model/machine.ts';
import { MalformedScenario, Session } from '../../../../reference/conformance/object-model/session.ts';
import { type Body, buildClass } from '../../../../reference/object-model/class-statement/build-class.ts';
import { def } from '../../../../reference/object-model/descriptors/function.ts';
import { type PySuper, superOf } from '../../../../reference/object-model/descriptors/super.ts';
import { callMethod } from '../../../../reference/object-model/object/attributes.ts';
import { type Code, NO_KEYWORDS, type PyValue } from '../../../../reference/object-model/object/py-object.ts';
import { contains, getItem, setItem } from '../../../../reference/object-model/protocols/items.ts';
import { mangle } from '../../../../reference/object-model/type/declare-slots.ts';
import { isType } from '../../../../reference/object-model/type/py-type.ts';
import { call } from '../../../../reference/object-model/type/slots.ts';
import { object, tupleOf } from '../../../../reference/object-model/type/static-types.ts';
import type { ClassStatement, World } from '../world.ts';
import { ignoredBody, isHandedOn } from './ignored-body.ts';
import { readPython } from './read-python.ts';
import type { BodyStatement, ClassDefinition, Expression, FunctionDefinition, Statement } from './syntax.ts';
import { NotRead } from './syntax-tree.ts';

/** What a function of a program may use: `super()` of its first argument, and the program's names. */
export interface FunctionScope {
  readonly parent: (self: PyValue) => PySuper;
  readonly lookUp: (name: string) => PyValue;
}

/** What functions of a program do, by `__qualname__`: for programs that are ours. */
export type Bodies = Readonly<Record<string, (scope: FunctionScope) => Code>>;

/**
 * Reads a file with class statements and makes its classes by the machine. The bodies of functions are not run, but
 * those that `bodies` has. Ends where Python would: at the first error.
 *
 * @throws {NotRead}
 */
export function runPython(
  source: string,
  about: { readonly name: string; readonly rule?: string },
  bodies: Bodies = {},
): World {
  const program = new Program(bodies);
  const statements: ClassStatement[] = [];
  for (const statement of readPython(source)) {
    const made = program.perform(statement);
    if (made !== null) statements.push(made);
    if (made?.error) break;
  }
  return { name: about.name, rule: about.rule ?? '', statements };
}

type LookUp = (name: string, line: number) => PyValue;

class Program {
  readonly #session = new Session();
  readonly #bodies: Bodies;

  constructor(bodies: Bodies) {
    this.#bodies = bodies;
  }

  /** The class statement, if it was one. @throws {NotRead} for an error outside of the making of a class. */
  perform(statement: Statement): ClassStatement | null {
    try {
      if (statement.kind === 'class') return this.#makeClass(statement);
      if (statement.kind === 'def') this.#bind(statement.name, this.#topFunction(statement));
      else {
        const value = this.evaluate(statement.value, (name, line) => this.lookUp(name, line));
        for (const name of statement.names) this.#bind(name, value);
      }
      return null;
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      throw new NotRead(statement.line, `${error.type}: ${error.message}`);
    }
  }

  #bind(name: string, value: PyValue): void {
    this.#session.variables.set(name, value);
  }

  /** A variable, a builtin, or what programs import for classes. @throws {NotRead} */
  lookUp(name: string, line: number): PyValue {
    try {
      return this.#session.lookUp(name);
    } catch (error) {
      if (!(error instanceof MalformedScenario)) throw error;
      throw new NotRead(
        line,
        `'${name}' is not known here. Known are what the file defines above, builtins, ABC, ABCMeta, abstractmethod, Enum, IntEnum, Flag, auto, unique and NamedTuple`,
      );
    }
  }

  #makeClass(definition: ClassDefinition): ClassStatement {
    const { name, args, text } = definition;
    const outer: LookUp = (id, line) => this.lookUp(id, line);
    const bases = args.positional.map((base) => this.evaluate(base, outer));
    const keywords = args.keywords.map(([key, value]) => [key, this.evaluate(value, outer)] as const);
    const metaclass = keywords.find(([key]) => key === 'metaclass')?.[1];
    const decorators = definition.decorators.map((decorator) => this.evaluate(decorator, outer));
    const statement = { name, text, bases, metaclass };
    try {
      const plain = buildClass({
        name,
        bases,
        ...(metaclass === undefined ? {} : { metaclass }),
        kwds: new Map(keywords.filter(([key]) => key !== 'metaclass')),
        body: (body) => new ClassBody(this, definition, body, this.#bodies).run(),
      });
      const made = decorators.toReversed().reduce((cls, decorator) => call(decorator, [cls]), plain);
      this.#bind(name, made);
      return { ...statement, made, error: null };
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      return { ...statement, made: undefined, error };
    }
  }

  /** A function outside of classes gives back its argument, as a class decorator does, or None. */
  #topFunction({ name, parameters, defaults, line }: FunctionDefinition): PyValue {
    const code =
      this.#bodies[name]?.({ parent: (self) => superOf(object, self), lookUp: (id) => this.lookUp(id, line) }) ??
      (([first = null]) => (isType(first) ? first : null));
    return def(name, parameters, code, { defaults: this.defaults(defaults, (id, at) => this.lookUp(id, at)) });
  }

  defaults(written: FunctionDefinition['defaults'], lookUp: LookUp): Readonly<Record<string, PyValue>> {
    return Object.fromEntries(written.map(([name, value]) => [name.replace(/^\*+/, ''), this.evaluate(value, lookUp)]));
  }

  evaluate(expression: Expression, lookUp: LookUp): PyValue {
    const evaluate = (inner: Expression) => this.evaluate(inner, lookUp);
    switch (expression.kind) {
      case 'constant':
        return expression.value;
      case 'name':
        return lookUp(expression.id, expression.line);
      case 'tuple':
        return tupleOf(expression.items.map(evaluate));
      case 'list':
        return expression.items.map(evaluate);
      case 'dict':
        return new Map(expression.items.map(([key, value]) => [evaluate(key), evaluate(value)]));
      case 'call': {
        const { positional, keywords } = expression.args;
        const kwds = keywords.map(([key, value]) => [key, evaluate(value)] as const);
        return call(
          evaluate(expression.callee),
          positional.map(evaluate),
          kwds.length === 0 ? NO_KEYWORDS : new Map(kwds),
        );
      }
      default:
        return expression satisfies never;
    }
  }
}

/** The body of one class statement, while it runs. */
class ClassBody {
  readonly #program: Program;
  readonly #definition: ClassDefinition;
  readonly #body: Body;
  readonly #bodies: Bodies;
  readonly #parent: (self: PyValue) => PySuper;

  constructor(program: Program, definition: ClassDefinition, body: Body, bodies: Bodies) {
    this.#program = program;
    this.#definition = definition;
    this.#body = body;
    this.#bodies = bodies;
    this.#parent = this.#usesSuper() ? body.useSuper() : (self) => superOf(object, self);
  }

  run(): void {
    if (this.#definition.body.some(({ kind }) => kind === 'annotate') && !this.#has('__annotations__')) {
      this.#body.set('__annotations__', new Map());
    }
    for (const statement of this.#definition.body) this.#perform(statement);
  }

  #perform(statement: BodyStatement): void {
    switch (statement.kind) {
      case 'docstring':
        this.#body.set('__doc__', this.#evaluate(statement.value));
        break;
      case 'assign': {
        const value = this.#evaluate(statement.value);
        for (const name of statement.names) this.#set(name, value);
        break;
      }
      case 'annotate': {
        if (statement.value !== null) this.#set(statement.name, this.#evaluate(statement.value));
        const annotations = getItem(this.#body.namespace, '__annotations__');
        setItem(annotations, this.#mangled(statement.name), this.#evaluate(statement.annotation));
        break;
      }
      case 'def':
        this.#set(statement.name, this.#decorated(statement));
        break;
      default:
        statement satisfies never;
    }
  }

  #decorated(statement: FunctionDefinition): PyValue {
    const { name, parameters } = statement;
    const qualname = `${this.#definition.name}.${name}`;
    const code =
      this.#bodies[qualname]?.({ parent: this.#parent, lookUp: (id) => this.#program.lookUp(id, statement.line) }) ??
      ignoredBody(name, parameters, this.#parent);
    const defaults = this.#program.defaults(statement.defaults, (id, line) => this.#lookUp(id, line));
    const made: PyValue = def(name, parameters, code, { qualname, defaults });
    return statement.decorators.toReversed().reduce<PyValue>((value, decorator) => {
      if (decorator.kind === 'part')
        return callMethod(this.#lookUp(decorator.of, decorator.line), decorator.part, [value]);
      return call(this.#evaluate(decorator.expression), [value]);
    }, made);
  }

  #usesSuper(): boolean {
    return this.#definition.body.some(
      (statement) =>
        statement.kind === 'def' &&
        (isHandedOn(statement.name) || `${this.#definition.name}.${statement.name}` in this.#bodies),
    );
  }

  #set(name: string, value: PyValue): void {
    this.#body.set(this.#mangled(name), value);
  }

  #mangled(name: string): string {
    return mangle(this.#definition.name, name);
  }

  #has(name: string): boolean {
    return contains(this.#body.namespace, name);
  }

  #evaluate(expression: Expression): PyValue {
    return this.#program.evaluate(expression, (name, line) => this.#lookUp(name, line));
  }

  /** In a class body, what the body has bound; then what is outside. */
  #lookUp(name: string, line: number): PyValue {
    const key = this.#mangled(name);
    return this.#has(key) ? getItem(this.#body.namespace, key) : this.#program.lookUp(name, line);
  }
}
