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
  on.dict.set(name, new PyWrapperDescriptor(on, name, code, wrapped));
}

/** Puts methods on a builtin class. */
export function methods(on: PyType, table: Readonly<Record<string, Code>>): void {
  for (const [name, code] of Object.entries(table)) on.dict.set(name, new PyMethodDescriptor(on, name, code));
}

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
