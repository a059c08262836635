import '../../object-model/machine.ts';
import { buildClass, type ClassStatement } from '../../object-model/class-statement/build-class.ts';
import { def as define, type PyFunction } from '../../object-model/descriptors/function.ts';
import type { PySuper } from '../../object-model/descriptors/super.ts';
import type { Code, PyValue } from '../../object-model/object/py-object.ts';
import { getItem, setItem } from '../../object-model/protocols/items.ts';
import { mangle } from '../../object-model/type/declare-slots.ts';
import { call } from '../../object-model/type/slots.ts';
import { classmethod, tupleOf } from '../../object-model/type/static-types.ts';

/** What a function does with its parameters, in their order: `*args` is a tuple, `**kwargs` a dict. */
export type FunctionBody = (...parameters: PyValue[]) => PyValue | undefined;
export type Defaults = Readonly<Record<string, PyValue>>;

/** `def name(parameters): body`. */
export function def(
  name: string,
  parameters: readonly string[],
  body: FunctionBody,
  options: { readonly qualname?: string; readonly defaults?: Defaults } = {},
): PyFunction {
  const named = parameters.filter((parameter) => !parameter.startsWith('*')).length;
  const code: Code = (args, kwds) => {
    const locals: PyValue[] = args.slice(0, named);
    if (parameters.some(isVarargs)) locals.push(tupleOf(args.slice(named)));
    if (parameters.some(isVarkw)) locals.push(new Map(kwds));
    return body(...locals) ?? null;
  };
  return define(name, parameters, code, options);
}

/** `lambda parameters: body`. */
export function lambda(parameters: readonly string[], body: FunctionBody): PyFunction {
  return def('<lambda>', parameters, body);
}

const isVarkw = (parameter: string) => parameter.startsWith('**');
const isVarargs = (parameter: string) => parameter.startsWith('*') && !isVarkw(parameter);

/** What the statements in a class body do. Names are mangled, as Python's compiler mangles them. */
export interface ClassBody {
  /** `name = value`. */
  set(name: string, value: PyValue): void;
  /** `name: hint`, for each. */
  annotate(hints: Readonly<Record<string, PyValue>>): void;
  def(name: string, parameters: readonly string[], body: FunctionBody, defaults?: Defaults): void;
  /** `@classmethod`, then `def`. */
  classmethod(name: string, parameters: readonly string[], body: FunctionBody): void;
  /** `super` as a function of the body sees it: `parent(self)` is `super()`. To be called in the body, not in a function. */
  useSuper(): (self: PyValue) => PySuper;
  /** What Python's compiler makes of a name that is written in this body. */
  mangled(name: string): string;
}

interface Written {
  readonly bases?: readonly PyValue[];
  readonly metaclass?: PyValue;
  readonly kwds?: Readonly<Record<string, PyValue>>;
  /** `@decorator` above the statement, outermost first. */
  readonly decorators?: readonly PyValue[];
  readonly body?: (body: ClassBody) => void;
}

/** The class statement. */
export function classStatement(
  name: string,
  { bases, metaclass, kwds = {}, decorators = [], body }: Written = {},
): PyValue {
  const statement: ClassStatement = {
    name,
    kwds: new Map(Object.entries(kwds)),
    ...(bases === undefined ? {} : { bases }),
    ...(metaclass === undefined ? {} : { metaclass }),
    body: ({ namespace, set, useSuper }) => {
      const mangled = (written: string) => mangle(name, written);
      const put = (written: string, value: PyValue) => set(mangled(written), value);
      const define = (written: string, parameters: readonly string[], code: FunctionBody, defaults: Defaults = {}) =>
        def(written, parameters, code, { qualname: `${name}.${written}`, defaults });
      body?.({
        set: put,
        annotate: (hints) => {
          set('__annotations__', new Map());
          for (const [field, hint] of Object.entries(hints)) {
            setItem(getItem(namespace, '__annotations__'), mangled(field), hint);
          }
        },
        def: (written, ...rest) => put(written, define(written, ...rest)),
        classmethod: (written, ...rest) => put(written, call(classmethod, [define(written, ...rest)])),
        useSuper,
        mangled,
      });
    },
  };
  return decorators.reduceRight((cls, decorator) => call(decorator, [cls]), buildClass(statement));
}
