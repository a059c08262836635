import { hasAttribute } from '../object/attributes.ts';
import type { PyValue } from '../object/py-object.ts';

/** Which names of an enumeration's body are members. Source: CPython 3.11, Lib/enum.py, `_is_dunder` and its neighbours. */

/** `__name__`. */
export function isDunder(name: string): boolean {
  return /^__[^_].*[^_]__$|^__[^_]__$/su.test(name) && name.length > 4;
}

/** `_name_`: reserved. */
export function isSunder(name: string): boolean {
  return /^_[^_].*[^_]_$|^_[^_]_$/su.test(name);
}

/** `__name` as the compiler writes it inside the class. */
export function isPrivate(className: string, name: string): boolean {
  const prefix = `_${className}__`;
  return name.length > prefix.length && name.startsWith(prefix) && !name.endsWith('__');
}

export function isDescriptor(value: PyValue): boolean {
  return ['__get__', '__set__', '__delete__'].some((method) => hasAttribute(value, method));
}

/** `_sunder_` names that a body may set. */
export const ALLOWED_SUNDERS: ReadonlySet<string> = new Set([
  '_order_',
  '_generate_next_value_',
  '_numeric_repr_',
  '_missing_',
  '_ignore_',
  '_iter_member_',
  '_iter_member_by_value_',
  '_iter_member_by_def_',
]);
