import { PyTypeError, PythonError } from '../../../exercises/kit/errors.ts';
import { PyFunction } from '../descriptors/function.ts';
import { PyBuiltin, PyGetSetDescriptor } from '../descriptors/native-descriptors.ts';
import { superOf } from '../descriptors/super.ts';
import { PyClassMethod, PyStaticMethod } from '../descriptors/wrappers.ts';
import { getAttribute, hasAttribute, lookupSpecial } from '../object/attributes.ts';
import { type Keywords, type PyDict, PyInstance, PyTuple, type PyValue } from '../object/py-object.ts';
import { repr } from '../protocols/repr.ts';
import { bestBase } from './best-base.ts';
import { calculateMetaclass } from './calculate-metaclass.ts';
import { PyCell } from './cell.ts';
import { layOut, readSlots } from './declare-slots.ts';
import { getDict, setDict } from './instance-dict.ts';
import { mroInternal } from './mro.ts';
import { isType, PyType } from './py-type.ts';
import { call, newSlotOf } from './slots.ts';
import { object, typeOf } from './static-types.ts';
import { addToSubclasses } from './subclasses.ts';
import { lookup } from './type-cache.ts';

/**
 * `type.__new__(metatype, name, bases, namespace, **kwds)`: the making of a class, in CPython's order. What is
 * refused before the class joins its bases' `__subclasses__` was never there; what fails later leaves a class that
 * nobody has.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_new`, `type_new_impl`.
 *
 * @throws {PyTypeError} in CPython's words, and whatever the hooks raise.
 */
export function typeNew(metatype: PyType, args: readonly PyValue[], kwds: Keywords): PyValue {
  const { name, bases, body } = parseArguments(args);
  for (const base of bases) if (!isType(base)) refuseMroEntries(base);
  const winner = bases.length === 0 ? metatype : calculateMetaclass(metatype, bases);
  if (winner !== metatype) {
    const newOfWinner = newSlotOf(winner);
    if (newOfWinner !== typeNew) return newOfWinner(winner, args, kwds);
  }
  const base = bases.length === 0 ? object : bestBase(bases);
  const cls = makeClass(winner, name, base, bases.length === 0 ? [object] : bases.filter(isType), body);
  setNames(cls);
  initSubclass(cls, kwds);
  return cls;
}

function parseArguments(args: readonly PyValue[]): {
  readonly name: string;
  readonly bases: readonly PyValue[];
  readonly body: PyDict;
} {
  const [name, bases, namespace] = args;
  if (name === undefined || bases === undefined || namespace === undefined || args.length !== 3) {
    throw new PyTypeError(`type.__new__() takes exactly 3 arguments (${args.length} given)`);
  }
  const refuse = (which: number, expected: string, found: PyValue) =>
    new PyTypeError(
      `type.__new__() argument ${which} must be ${expected}, not ${found === null ? 'None' : typeOf(found).tpName}`,
    );
  const text = name instanceof PyInstance ? name.payload : name;
  if (typeof text !== 'string') throw refuse(1, 'str', name);
  if (!(bases instanceof PyTuple)) throw refuse(2, 'tuple', bases);
  const body = dictOf(namespace);
  if (body === undefined) throw refuse(3, 'dict', namespace);
  return { name: text, bases: bases.items, body };
}

/** The Map in a dict or in an instance of a subclass. */
function dictOf(value: PyValue): PyDict | undefined {
  const held = value instanceof PyInstance ? value.payload : value;
  return held instanceof Map ? held : undefined;
}

function refuseMroEntries(base: PyValue): void {
  if (hasAttribute(base, '__mro_entries__')) {
    throw new PyTypeError("type() doesn't support MRO entry resolution; use types.new_class()");
  }
}

/** Allocates the class, its dict a copy of the body, and completes both. `type_new_init` to `PyType_Ready`. */
function makeClass(metatype: PyType, name: string, base: PyType, bases: readonly PyType[], body: PyDict): PyType {
  const slots = readSlots(name, base, bases, body);
  const cls = new PyType(metatype, name, { dict: new Map(body), heap: true });
  cls.bases = bases;
  cls.base = base;
  takeFromBody(cls);
  layOut(cls, base, slots);
  if (slots.addsDict) cls.dict.set('__dict__', new PyGetSetDescriptor(cls, '__dict__', getDict, setDict));
  if (slots.addsWeakref) cls.dict.set('__weakref__', new PyGetSetDescriptor(cls, '__weakref__', () => null));
  if (!cls.dict.has('__doc__')) cls.dict.set('__doc__', null);
  mroInternal(cls);
  if (cls.dict.has('__eq__') && !cls.dict.has('__hash__')) cls.dict.set('__hash__', null);
  addToSubclasses(cls, bases);
  newSlotOf(cls);
  return cls;
}

/** Source: CPython 3.11, Objects/typeobject.c, `type_new_set_module`, `type_new_set_ht_name`, `type_new_staticmethod`. */
function takeFromBody(cls: PyType): void {
  const body = cls.dict;
  if (!body.has('__module__')) body.set('__module__', frame.module);
  const qualname = body.get('__qualname__');
  if (qualname !== undefined) {
    if (typeof qualname !== 'string') {
      throw new PyTypeError(`type __qualname__ must be a str, not ${typeOf(qualname).tpName}`);
    }
    cls.qualname = qualname;
    body.delete('__qualname__');
  }
  const newMethod = body.get('__new__');
  if (newMethod instanceof PyFunction) body.set('__new__', new PyStaticMethod(newMethod));
  for (const hook of IMPLICIT_CLASS_METHODS) {
    const method = body.get(hook);
    if (method instanceof PyFunction) body.set(hook, new PyClassMethod(method));
  }
  const cell = body.get('__classcell__');
  if (cell === undefined) return;
  if (!(cell instanceof PyCell)) {
    throw new PyTypeError(`__classcell__ must be a nonlocal cell, not ${repr(typeOf(cell))}`);
  }
  cell.contents = cls;
  body.delete('__classcell__');
}

/** Whose function calls `type.__new__`: the `__module__` of a class whose body does not say. */
export const frame = { module: '__main__' };

const IMPLICIT_CLASS_METHODS = ['__init_subclass__', '__class_getitem__'];

/**
 * Tells each value in the class's dict under which name it stands: `__set_name__`, in the order of the dict.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_new_set_names`.
 *
 * @throws {PythonError} RuntimeError, with the hook's own error as its cause.
 */
function setNames(cls: PyType): void {
  let hooks: [PyValue, PyValue][] | undefined;
  // Found as they are called in CPython, from a copy: a hook may change the class's dict.
  for (const [name, value] of cls.dict) {
    if (lookup(typeOf(value), '__set_name__') === undefined) continue;
    hooks ??= [];
    hooks.push([name, value]);
  }
  for (const [name, value] of hooks ?? []) {
    const hook = lookupSpecial(value, '__set_name__');
    if (hook === undefined) continue;
    try {
      call(hook, [cls, name]);
    } catch (cause) {
      if (!(cause instanceof PythonError)) throw cause;
      const where = `'${typeOf(value).tpName}' instance ${repr(name)} in '${cls.tpName}'`;
      throw new PythonError('RuntimeError', `Error calling __set_name__ on ${where}`, { cause });
    }
  }
}

/** `super(cls, cls).__init_subclass__(**kwds)`. Source: CPython 3.11, Objects/typeobject.c, `type_new_init_subclass`. */
function initSubclass(cls: PyType, kwds: Keywords): void {
  // What most classes get is that of `object`, which does nothing.
  const behind = cls.mro?.[0] === cls ? cls.mro.slice(1) : [];
  if (kwds.size === 0 && behind.find(({ dict }) => dict.has('__init_subclass__')) === object) return;
  call(getAttribute(superOf(cls, cls), '__init_subclass__'), [], kwds);
}

/** Runs what a function of another module does; what it calls in turn is not of that module. */
export function inModule<Result>(module: string, callee: PyValue, run: () => Result): Result {
  if (!(callee instanceof PyBuiltin)) return run();
  const before = frame.module;
  frame.module = module;
  try {
    return run();
  } finally {
    frame.module = before;
  }
}
