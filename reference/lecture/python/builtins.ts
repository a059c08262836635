import { ValueError_ } from '../../object-model/builtin-types/exceptions.ts';
import { type Dynamic, repr, view } from '../../object-model/comfort/index.ts';
import { builtinFunctions, builtins } from '../../object-model/index.ts';
import { mangle as mangled } from '../../object-model/type/declare-slots.ts';

/** The lecture's vocabulary: Python's objects as objects of TypeScript, and what else its cells use of Python. */
export {
  bases,
  type Dynamic,
  dict,
  Ellipsis,
  float,
  getattr,
  hasattr,
  int,
  isinstance,
  issubclass,
  kw,
  list,
  object,
  python,
  repr,
  setattr,
  str,
  tuple,
  type,
} from '../../object-model/comfort/index.ts';
export { def } from './def.ts';

export const callable = builtin('callable');
export const iter = builtin('iter');
export const set = view(builtins.set);
export const classmethod = view(builtins.classmethod);
export const staticmethod = view(builtins.staticmethod);
export const OrderedDict = view(builtins.OrderedDict);
export const ValueError = view(ValueError_);

function builtin(name: string): Dynamic {
  return view(builtinFunctions.get(name) ?? null);
}

/** `zip(left, right)`: ends with the shorter, whatever is left of the longer. */
export function* zip(left: Iterable<Dynamic>, right: Iterable<Dynamic>): Generator<readonly [Dynamic, Dynamic]> {
  const others = right[Symbol.iterator]();
  for (const one of left) {
    const other = others.next();
    if (other.done === true) return;
    yield [one, other.value];
  }
}

/** `kwargs.pop(name, otherwise)`. */
export function pop(kwargs: Dynamic, name: string, otherwise: Dynamic): Dynamic {
  if (!Object.hasOwn(kwargs, name)) return otherwise;
  const { [name]: value } = kwargs;
  delete kwargs[name];
  return value;
}

/** `f"{name=}"`: the name and its value's repr, `name='MyClass'`. */
export function debug(named: Readonly<Record<string, Dynamic>>): string {
  return Object.entries(named)
    .map(([name, value]) => `${name}=${repr(value)}`)
    .join(', ');
}

/**
 * What Python's compiler makes of a name that begins with two underscores, in the class statement of that name:
 * `_Checked__flag_unknown_attrs`. TypeScript's compiler has to be told.
 */
export function mangle(className: string, name: string): Dynamic {
  return mangled(className, name);
}
