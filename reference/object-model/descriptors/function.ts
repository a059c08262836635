import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { type Code, type Keywords, NO_KEYWORDS, PyObject, type PyValue } from '../object/py-object.ts';
import { functionType, methodType } from '../type/static-types.ts';

/**
 * What a function takes. `body` gets a value for each of `positional`, then the surplus if there is `varargs`; by
 * keyword it gets those of `keywordOnly` that were given, and all others if there is `varkw`.
 */
export interface Signature {
  readonly positional: readonly string[];
  /** How many of `positional`, from the left, cannot be given by keyword: those before a `/`. */
  readonly positionalOnly: number;
  readonly defaults: ReadonlyMap<string, PyValue>;
  readonly keywordOnly: readonly string[];
  readonly varargs: boolean;
  readonly varkw: boolean;
}

/**
 * A function of Python's: `def`. Its body is a function of TypeScript's.
 *
 * Source: CPython 3.11, Include/cpython/funcobject.h, `PyFunctionObject`.
 */
export class PyFunction extends PyObject {
  declare name: string;
  declare qualname: string;
  declare readonly signature: Signature | null;
  declare readonly body: Code;
  /** How many positional arguments need no binding; -1 if all do, for there are parameters by keyword only. */
  declare readonly arity: number;

  constructor(name: string, body: Code, options: { qualname?: string; signature?: Signature } = {}) {
    super();
    this.type = functionType;
    this.dict = null;
    this.name = name;
    this.qualname = options.qualname ?? name;
    this.signature = options.signature ?? null;
    this.body = body;
    const { signature } = this;
    this.arity = signature === null || signature.keywordOnly.length > 0 ? -1 : signature.positional.length;
  }

  /** @throws {PyTypeError} if the arguments do not fit the signature. */
  call(args: readonly PyValue[], kwds: Keywords): PyValue {
    if (args.length === this.arity && (kwds === NO_KEYWORDS || kwds.size === 0)) return this.body(args, kwds);
    const { signature } = this;
    if (signature === null) return this.body(args, kwds);
    if (signature.varargs && args.length > this.arity && this.arity >= 0 && kwds.size === 0)
      return this.body(args, kwds);
    const bound = bindArguments(this.qualname, signature, args, kwds);
    return this.body(bound.args, bound.kwds);
  }
}

/**
 * Arguments put to parameters: a value for each parameter that is given by position, then the surplus.
 *
 * The type says five at least, so that bodies can name them; how many there are is said by the parameters.
 */
export type BoundArguments = readonly [PyValue, PyValue, PyValue, PyValue, PyValue, ...PyValue[]];
export type FunctionBody = (args: BoundArguments, kwds: Keywords) => PyValue;

/** A function bound to the first of its arguments. `PyMethodObject`. */
export class PyMethod extends PyObject {
  declare readonly func: PyValue;
  declare readonly self: PyValue;

  constructor(func: PyValue, self: PyValue) {
    super();
    this.type = methodType;
    this.dict = null;
    this.func = func;
    this.self = self;
  }
}

/**
 * What a method is called with: its first argument before the others. One alone or two are put there by themselves: a
 * spread takes the host longer than the call.
 */
export function withSelf(self: PyValue, args: readonly PyValue[]): readonly PyValue[] {
  if (args.length === 0) return [self];
  return args.length === 1 ? [self, args[0] as PyValue] : [self, ...args];
}

/**
 * A function. Parameters are written as in Python: `'self'`, `'*args'`, `'**kwargs'`, `'/'`, `'*'` before those that are
 * given by keyword only; `defaults` by name.
 */
export function def(
  name: string,
  parameters: readonly string[],
  body: FunctionBody,
  options: { qualname?: string; defaults?: Readonly<Record<string, PyValue>> } = {},
): PyFunction {
  const signature = parseSignature(parameters, new Map(Object.entries(options.defaults ?? {})));
  // The signature sees to it that the body gets what it is promised.
  return new PyFunction(name, body as Code, { qualname: options.qualname ?? name, signature });
}

function parseSignature(parameters: readonly string[], defaults: ReadonlyMap<string, PyValue>): Signature {
  const positional: string[] = [];
  const keywordOnly: string[] = [];
  let [positionalOnly, varargs, varkw, star] = [0, false, false, false];
  for (const parameter of parameters) {
    if (parameter === '/') positionalOnly = positional.length;
    else if (parameter.startsWith('**')) varkw = true;
    else if (parameter.startsWith('*')) {
      star = true;
      varargs = parameter.length > 1;
    } else (star ? keywordOnly : positional).push(parameter);
  }
  return { positional, positionalOnly, defaults, keywordOnly, varargs, varkw };
}

/**
 * Puts arguments to parameters.
 *
 * Source: CPython 3.11, Python/ceval.c, `initialize_locals`, `too_many_positional`, `missing_arguments`.
 *
 * @throws {PyTypeError} in CPython's words.
 */
function bindArguments(
  qualname: string,
  signature: Signature,
  args: readonly PyValue[],
  kwds: Keywords,
): { args: PyValue[]; kwds: Keywords } {
  const { positional, positionalOnly, defaults, keywordOnly, varargs, varkw } = signature;
  const bound: (PyValue | undefined)[] = args.slice(0, positional.length);
  const rest = new Map<string, PyValue>();
  const wrongly: string[] = [];
  for (const [key, value] of kwds) {
    const at = positional.indexOf(key);
    if (at >= positionalOnly) {
      if (bound[at] !== undefined) throw new PyTypeError(`${qualname}() got multiple values for argument '${key}'`);
      bound[at] = value;
    } else if (varkw || keywordOnly.includes(key)) rest.set(key, value);
    else if (at >= 0) wrongly.push(key);
    else throw new PyTypeError(`${qualname}() got an unexpected keyword argument '${key}'`);
  }
  if (wrongly.length > 0) {
    const what = 'got some positional-only arguments passed as keyword arguments';
    throw new PyTypeError(`${qualname}() ${what}: '${wrongly.join(', ')}'`);
  }
  if (args.length > positional.length && !varargs) throw tooManyPositional(qualname, signature, args.length, rest);
  const missing = positional.filter((name, at) => {
    if (bound[at] === undefined) bound[at] = defaults.get(name);
    return bound[at] === undefined;
  });
  if (missing.length > 0) throw missingArguments(qualname, 'positional', missing);
  const missingKeywords = keywordOnly.filter((name) => !rest.has(name) && !defaults.has(name));
  if (missingKeywords.length > 0) throw missingArguments(qualname, 'keyword-only', missingKeywords);
  return {
    args: [...(bound as PyValue[]), ...args.slice(positional.length)],
    kwds: rest.size === 0 ? NO_KEYWORDS : rest,
  };
}

function tooManyPositional(
  qualname: string,
  { positional, defaults, keywordOnly }: Signature,
  given: number,
  rest: Keywords,
): PyTypeError {
  const most = positional.length;
  const least = positional.filter((name) => !defaults.has(name)).length;
  const plural = most !== 1 || least !== most;
  const takes = least === most ? `${most}` : `from ${least} to ${most}`;
  const byKeyword = keywordOnly.filter((name) => rest.has(name)).length;
  const and =
    byKeyword > 0
      ? ` positional argument${given === 1 ? '' : 's'} (and ${byKeyword} keyword-only argument${byKeyword === 1 ? '' : 's'})`
      : '';
  const were = given === 1 && byKeyword === 0 ? 'was' : 'were';
  return new PyTypeError(
    `${qualname}() takes ${takes} positional argument${plural ? 's' : ''} but ${given}${and} ${were} given`,
  );
}

function missingArguments(qualname: string, kind: string, names: readonly string[]): PyTypeError {
  const shown = names.map((name) => `'${name}'`);
  const last = shown.pop();
  const list =
    shown.length === 0 ? last : shown.length === 1 ? `${shown[0]} and ${last}` : `${shown.join(', ')}, and ${last}`;
  return new PyTypeError(
    `${qualname}() missing ${names.length} required ${kind} argument${names.length === 1 ? '' : 's'}: ${list}`,
  );
}
