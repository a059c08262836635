import { PyAttributeError, PyTypeError } from '../../../exercises/kit/errors.ts';
import { PyFunction, PyMethod, withSelf } from '../descriptors/function.ts';
import { PyBuiltin, PyMethodDescriptor, PyWrapperDescriptor } from '../descriptors/native-descriptors.ts';
import { type Keywords, NO_KEYWORDS, type PyValue } from '../object/py-object.ts';
import { isRaised } from '../object/raised.ts';
import type {
  CallFunction,
  DescrGetFunction,
  DescrSetFunction,
  GetAttrFunction,
  InitFunction,
  NewFunction,
  PyType,
} from './py-type.ts';
import { typeOf } from './static-types.ts';
import { assignVersionTag, type Found, lookup } from './type-cache.ts';

/**
 * Slots: what a class does when one of its instances is read, written, called or found on another class.
 *
 * A slot is what the special methods on the MRO come to: the builtin function itself where a builtin class's method
 * is found first, a function that looks the method up at every use where a program's is. It is worked out when first
 * needed and forgotten when anything on the MRO changes.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `slotdefs`, `update_one_slot` and the `slot_tp_…` functions.
 * Differs from CPython: `update_slot` recomputes at once, for all subclasses; here they are asked when needed.
 */
export function getattroOf(type: PyType): GetAttrFunction {
  if (type.getattro !== undefined) return type.getattro;
  const hook = lookup(type, '__getattr__');
  const method = lookup(type, '__getattribute__');
  const native = nativeOf<GetAttrFunction>(method);
  const slot = hook !== undefined ? slotGetAttrHook : (native ?? slotGetAttribute);
  if (assignVersionTag(type)) type.getattro = slot;
  return slot;
}

export function setattroOf(type: PyType): Exclude<PyType['setattro'], undefined> {
  if (type.setattro !== undefined) return type.setattro;
  const native = nativeOf<NonNullable<PyType['setattro']>>(lookup(type, '__setattr__'));
  const forDelete = nativeOf(lookup(type, '__delattr__'));
  const slot = native !== undefined && native === forDelete ? native : slotSetAttr;
  if (assignVersionTag(type)) type.setattro = slot;
  return slot;
}

/** Null if instances of `type` are no descriptors. */
export function descrGetOf(type: PyType): DescrGetFunction | null {
  if (type.descrGet !== undefined) return type.descrGet;
  const method = lookup(type, '__get__');
  const slot = method === undefined ? null : (nativeOf<DescrGetFunction>(method) ?? slotDescrGet);
  if (assignVersionTag(type)) type.descrGet = slot;
  return slot;
}

/** Works out how what was found binds, unless it is known. */
export function bind(found: Found): Found {
  if (found.bindingTag === SETTLED || found.value === undefined) return found;
  const type = typeOf(found.value);
  if (found.bindingTag !== 0 && found.bindingTag === type.versionTag) return found;
  found.get = descrGetOf(type);
  found.set = descrSetOf(type);
  found.bindingTag = type.isHeapType ? type.versionTag : SETTLED;
  return found;
}

/** Of functions, properties and whatever else is of a builtin class: neither the class changes nor the type. */
const SETTLED = -1;

/** Null unless instances of `type` are data descriptors: `__set__` or `__delete__` alone makes one. */
export function descrSetOf(type: PyType): DescrSetFunction | null {
  if (type.descrSet !== undefined) return type.descrSet;
  const [forSet, forDelete] = [lookup(type, '__set__'), lookup(type, '__delete__')];
  const native = nativeOf<DescrSetFunction>(forSet);
  const isNative = native !== undefined && native === nativeOf(forDelete);
  const slot = forSet === undefined && forDelete === undefined ? null : isNative ? native : slotDescrSet;
  if (assignVersionTag(type)) type.descrSet = slot;
  return slot;
}

export function callSlotOf(type: PyType): CallFunction {
  if (type.callSlot !== undefined) return type.callSlot;
  const method = lookup(type, '__call__');
  const slot = method === undefined ? notCallable : (nativeOf<CallFunction>(method) ?? slotCall);
  if (assignVersionTag(type)) type.callSlot = slot;
  return slot;
}

export function newSlotOf(type: PyType): NewFunction {
  if (type.newSlot !== undefined) return type.newSlot;
  const found = lookup(type, '__new__');
  const native = found instanceof PyBuiltin ? nativeNew.get(found) : undefined;
  const slot = native !== undefined ? keptNew(type, native) : found === undefined ? cannotCreate : slotNew;
  type.lastNewSlot = slot;
  if (assignVersionTag(type)) type.newSlot = slot;
  return slot;
}

/**
 * Tricky: where the MRO gives a builtin `__new__`, whichever, a class keeps what it had, at first that of its
 * `__base__`. So a class that once had a `__new__` of a program's is never again as one that had not: it refuses
 * arguments in other words.
 */
function keptNew(type: PyType, native: NewFunction): NewFunction {
  if (type.lastNewSlot !== undefined) return type.lastNewSlot;
  return type.isHeapType && type.base !== null ? newSlotOf(type.base) : native;
}

/** Settles `newSlot` of a class and of all that inherit from it, now that `__new__` may be another. `update_slot`. */
export function updateNewSlots(type: PyType): void {
  newSlotOf(type);
  for (const reference of type.subclasses ?? []) {
    const subclass = reference.deref();
    if (subclass !== undefined) updateNewSlots(subclass);
  }
}

export function initSlotOf(type: PyType): InitFunction {
  if (type.initSlot !== undefined) return type.initSlot;
  const slot = nativeOf<InitFunction>(lookup(type, '__init__')) ?? slotInit;
  if (assignVersionTag(type)) type.initSlot = slot;
  return slot;
}

/** The `tp_new` behind each builtin class's `__new__`. */
export const nativeNew = new WeakMap<PyBuiltin, NewFunction>();

function nativeOf<Slot>(found: PyValue | undefined): Slot | undefined {
  return found instanceof PyWrapperDescriptor ? (found.wrapped as Slot | undefined) : undefined;
}

/** `callee(*args, **kwds)`. @throws {PyTypeError} if it cannot be called. */
export function call(callee: PyValue, args: readonly PyValue[], kwds: Keywords = NO_KEYWORDS): PyValue {
  if (callee instanceof PyFunction) return callee.call(args, kwds);
  if (callee instanceof PyMethod) return call(callee.func, withSelf(callee.self, args), kwds);
  const type = typeOf(callee);
  return (type.callSlot ?? callSlotOf(type))(callee, args, kwds);
}

/**
 * Calls a special method as the interpreter does: looked up on the type, never on the instance, nor through
 * `__getattribute__`. Undefined if the type has no such method.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `vectorcall_maybe`, `lookup_maybe_method`.
 */
export function callSpecial(self: PyValue, name: string, args: readonly PyValue[]): PyValue | undefined {
  const type = typeOf(self);
  const found = lookup(type, name);
  if (found === undefined) return undefined;
  return callFound(found, self, type, args);
}

function callFound(found: PyValue, self: PyValue, type: PyType, args: readonly PyValue[], kwds?: Keywords): PyValue {
  if (found instanceof PyFunction) return found.call(withSelf(self, args), kwds ?? NO_KEYWORDS);
  if (isMethodDescriptor(found)) return call(found, withSelf(self, args), kwds);
  const get = descrGetOf(typeOf(found));
  return call(get === null ? found : get(found, self, type), args, kwds);
}

/** Whether binding would only put the instance before the arguments (`Py_TPFLAGS_METHOD_DESCRIPTOR`). */
export function isMethodDescriptor(found: PyValue): boolean {
  return found instanceof PyFunction || found instanceof PyWrapperDescriptor || found instanceof PyMethodDescriptor;
}

function slotMethod(self: PyValue, name: string, args: readonly PyValue[], kwds?: Keywords): PyValue {
  const type = typeOf(self);
  const found = lookup(type, name);
  if (found === undefined) throw new PyAttributeError(name);
  return callFound(found, self, type, args, kwds);
}

function slotGetAttribute(self: PyValue, name: string): PyValue {
  return slotMethod(self, '__getattribute__', [name]);
}

/** `__getattr__` is asked when `__getattribute__` raised AttributeError; its own errors pass. `slot_tp_getattr_hook`. */
function slotGetAttrHook(self: PyValue, name: string): PyValue {
  const type = typeOf(self);
  const hook = lookup(type, '__getattr__');
  if (hook === undefined) return slotGetAttribute(self, name);
  const method = lookup(type, '__getattribute__');
  try {
    const native = nativeOf<GetAttrFunction>(method);
    return native === undefined ? slotGetAttribute(self, name) : native(self, name);
  } catch (error) {
    if (!isRaised(error, 'AttributeError')) throw error;
  }
  return callFound(hook, self, type, [name]);
}

function slotSetAttr(self: PyValue, name: string, value: PyValue | undefined): void {
  if (value === undefined) slotMethod(self, '__delattr__', [name]);
  else slotMethod(self, '__setattr__', [name, value]);
}

/** The method is called as it was found, with the descriptor before the arguments: it is not bound. */
function slotDescrGet(self: PyValue, instance: PyValue | undefined, owner: PyType): PyValue {
  const get = lookup(typeOf(self), '__get__');
  if (get instanceof PyFunction) return get.call([self, instance ?? null, owner], NO_KEYWORDS);
  return get === undefined ? self : call(get, [self, instance ?? null, owner]);
}

/** Tricky: the message of the error is the bare name of the method that is not there. */
function slotDescrSet(self: PyValue, instance: PyValue, value: PyValue | undefined): void {
  if (value === undefined) {
    slotMethod(self, '__delete__', [instance]);
    return;
  }
  const set = lookup(typeOf(self), '__set__');
  if (set instanceof PyFunction) set.call([self, instance, value], NO_KEYWORDS);
  else slotMethod(self, '__set__', [instance, value]);
}

function slotCall(self: PyValue, args: readonly PyValue[], kwds: Keywords): PyValue {
  return slotMethod(self, '__call__', args, kwds);
}

function notCallable(self: PyValue): never {
  throw new PyTypeError(`'${typeOf(self).tpName}' object is not callable`);
}

/** `__new__` is read as an attribute of the class, so a metaclass may have a say; it is not bound to the class. */
function slotNew(cls: PyType, args: readonly PyValue[], kwds: Keywords): PyValue {
  return call(getattroOf(cls.type)(cls, '__new__'), [cls, ...args], kwds);
}

function cannotCreate(cls: PyType): never {
  throw new PyTypeError(`cannot create '${cls.tpName}' instances`);
}

function slotInit(self: PyValue, args: readonly PyValue[], kwds: Keywords): void {
  const result = slotMethod(self, '__init__', args, kwds);
  if (result !== null) throw new PyTypeError(`__init__() should return None, not '${typeOf(result).tpName}'`);
}
