import { PyTypeError } from '../../../exercises/kit/errors.ts';
import type { Code, PyValue } from '../object/py-object.ts';
import { isSubtype, isType, type NewFunction, type PyType } from '../type/py-type.ts';
import { nativeNew, newSlotOf } from '../type/slots.ts';
import { typeOf } from '../type/static-types.ts';
import {
  PyBuiltin,
  PyClassMethodDescriptor,
  PyGetSetDescriptor,
  PyMethodDescriptor,
  PyReadOnlyMember,
  PyWrapperDescriptor,
} from './native-descriptors.ts';

/** Puts a special method on a builtin class; `wrapped` is the function in the slot of that name, if there is one. */
export function slotWrapper(on: PyType, name: string, code: Code, wrapped?: unknown): void {
  const count = ARGUMENTS.get(name);
  const checked: Code = (args, kwds) => {
    if (kwds.size > 0) throw new PyTypeError(`wrapper ${name}() takes no keyword arguments`);
    if (args.length - 1 === count) return code(args, kwds);
    throw new PyTypeError(`expected ${count} argument${count === 1 ? '' : 's'}, got ${args.length - 1}`);
  };
  on.dict.set(name, new PyWrapperDescriptor(on, name, count === undefined ? code : checked, wrapped));
}

/** How many arguments special methods take behind `self`. Source: Objects/typeobject.c, `check_num_args` and its callers. */
const ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ...'repr str hash len iter next bool invert neg int index'.split(' ').map((name) => [`__${name}__`, 0] as const),
  ...'eq ne lt add sub mul or and xor ror rand rxor getitem contains delitem getattribute delattr'
    .split(' ')
    .map((name) => [`__${name}__`, 1] as const),
  ['__setitem__', 2],
  ['__setattr__', 2],
]);

/** Puts methods on a builtin class. */
export function methods(on: PyType, table: Readonly<Record<string, Code>>): void {
  for (const [name, code] of Object.entries(table)) {
    const checked: Code = (args, kwds) => {
      if (kwds.size === 0) return code(args, kwds);
      throw new PyTypeError(`${typeOf(args[0] ?? null).qualname}.${name}() takes no keyword arguments`);
    };
    on.dict.set(name, new PyMethodDescriptor(on, name, TAKE_KEYWORDS.has(name) ? code : checked));
  }
}

/** The few methods here that take keywords. */
const TAKE_KEYWORDS: ReadonlySet<string> = new Set(['update', 'split', 'replace', 'sort']);

/** Puts special methods without a slot of their own on a builtin class. */
export function slotWrappers(on: PyType, table: Readonly<Record<string, Code>>): void {
  for (const [name, code] of Object.entries(table)) slotWrapper(on, name, code);
}

export function classMethod(on: PyType, name: string, code: Code): void {
  on.dict.set(name, new PyClassMethodDescriptor(on, name, code));
}

export function getset(
  on: PyType,
  name: string,
  get: PyGetSetDescriptor['get'],
  set?: NonNullable<PyGetSetDescriptor['set']>,
): void {
  on.dict.set(name, new PyGetSetDescriptor(on, name, get, set ?? null));
}

/** Puts fields that can only be read on a builtin class. */
export function members(on: PyType, table: Readonly<Record<string, (self: PyValue) => PyValue>>): void {
  for (const [name, read] of Object.entries(table)) on.dict.set(name, new PyReadOnlyMember(on, name, read));
}

/**
 * Puts `__new__` on a builtin class: a function that is not bound, and checks that the class it is to make an
 * instance of derives from its own.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `tp_new_wrapper`.
 */
export function newMethod(on: PyType, make: NewFunction): void {
  const builtin: PyBuiltin = new PyBuiltin(
    '__new__',
    ([cls, ...args], kwds) => {
      if (cls === undefined) throw new PyTypeError(`${on.tpName}.__new__(): not enough arguments`);
      if (!isType(cls)) {
        throw new PyTypeError(`${on.tpName}.__new__(X): X is not a type object (${typeOf(cls).tpName})`);
      }
      if (!isSubtype(cls, on)) {
        const what = `${cls.tpName} is not a subtype of ${on.tpName}`;
        throw new PyTypeError(`${on.tpName}.__new__(${cls.tpName}): ${what}`);
      }
      checkSafe(on, cls, make);
      return make(cls, args, kwds);
    },
    on,
  );
  nativeNew.set(builtin, make);
  on.newSlot = make;
  on.dict.set('__new__', builtin);
}

/** `object.__new__(int)` would make an `int` without a number: the nearest builtin ancestor decides. */
function checkSafe(on: PyType, cls: PyType, make: NewFunction): void {
  let builtin: PyType | null = cls;
  while (builtin?.isHeapType === true) builtin = builtin.base;
  if (builtin === null || newSlotOf(builtin) === make) return;
  throw new PyTypeError(`${on.tpName}.__new__(${cls.tpName}) is not safe, use ${builtin.tpName}.__new__()`);
}

/** The first argument of a method, if it is an instance of the class that the method stands on. */
export function receiver(on: PyType, name: string, self: PyValue | undefined): PyValue {
  if (self === undefined) throw new PyTypeError(`descriptor '${name}' of '${on.tpName}' object needs an argument`);
  if (isSubtype(typeOf(self), on)) return self;
  throw new PyTypeError(
    `descriptor '${name}' requires a '${on.tpName}' object but received a '${typeOf(self).tpName}'`,
  );
}
