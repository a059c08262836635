import { PyAttributeError, PyTypeError } from '../../../exercises/kit/errors.ts';
import { findAttribute, genericGetAttr, getAttribute } from '../object/attributes.ts';
import type { PyValue } from '../object/py-object.ts';
import { identityHash } from '../protocols/hash.ts';
import { repr, str } from '../protocols/repr.ts';
import { getDict, setDict } from '../type/instance-dict.ts';
import type { DescrGetFunction, PyType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { functionType, methodType, NotImplemented, typeOf } from '../type/static-types.ts';
import { lookup } from '../type/type-cache.ts';
import { getset, slotWrapper, slotWrappers } from './define.ts';
import { PyFunction, PyMethod } from './function.ts';

/**
 * Functions and bound methods.
 *
 * Source: CPython 3.11, Objects/funcobject.c, `PyFunction_Type`; Objects/classobject.c, `PyMethod_Type`.
 */

/** The Python side of a `tp_descr_get`: None stands for nothing. */
export function getWrapper(on: PyType, get: DescrGetFunction): void {
  slotWrapper(
    on,
    '__get__',
    ([self, instance = null, owner = null]) => {
      if (instance === null && owner === null) throw new PyTypeError('__get__(None, None) is invalid');
      return get(self as PyValue, instance ?? undefined, (owner ?? typeOf(instance)) as PyType);
    },
    get,
  );
}

getWrapper(functionType, (self, instance) => {
  return instance === undefined || instance === null ? self : new PyMethod(self, instance);
});
const callFunction = (self: PyValue, args: readonly PyValue[], kwds: Parameters<PyFunction['call']>[1]) =>
  asFunction(self).call(args, kwds);
slotWrapper(
  functionType,
  '__call__',
  ([self, ...args], kwds) => callFunction(self as PyValue, args, kwds),
  callFunction,
);
slotWrappers(functionType, {
  __repr__: ([self]) => `<function ${asFunction(self).qualname} at 0x${identityHash(self as PyValue).toString(16)}>`,
});
getset(
  functionType,
  '__name__',
  (self) => asFunction(self).name,
  (self, value) => {
    if (typeof value !== 'string') throw new PyTypeError('__name__ must be set to a string object');
    asFunction(self).name = value;
  },
);
getset(
  functionType,
  '__qualname__',
  (self) => asFunction(self).qualname,
  (self, value) => {
    if (typeof value !== 'string') throw new PyTypeError('__qualname__ must be set to a string object');
    asFunction(self).qualname = value;
  },
);
for (const [name, initial] of [
  ['__module__', () => '__main__'],
  ['__doc__', () => null],
  ['__annotations__', () => new Map()],
] as const) {
  // Kept beside the function's other attributes: nobody reads a function's dict for them.
  const values = new WeakMap<object, PyValue>();
  getset(
    functionType,
    name,
    (self) => {
      const value = values.get(asFunction(self)) ?? initial();
      values.set(asFunction(self), value);
      return value;
    },
    (self, value) => values.set(asFunction(self), value ?? null),
  );
}
getset(functionType, '__dict__', getDict, setDict);

/** What a bound method has not itself it takes from its function. `method_getattro`. */
function methodGetAttr(self: PyValue, name: string): PyValue {
  if (lookup(methodType, name) !== undefined) return genericGetAttr(self, name);
  return getAttribute(asMethod(self).func, name);
}
slotWrapper(
  methodType,
  '__getattribute__',
  ([self, name]) => methodGetAttr(self as PyValue, String(name)),
  methodGetAttr,
);
getWrapper(methodType, (self) => self);
const callBound = (self: PyValue, args: readonly PyValue[], kwds: Parameters<PyFunction['call']>[1]) =>
  call(asMethod(self), args, kwds);
slotWrapper(methodType, '__call__', ([self, ...args], kwds) => callBound(self as PyValue, args, kwds), callBound);
slotWrappers(methodType, {
  __repr__: ([self]) => {
    const { func, self: bound } = asMethod(self);
    const name = findAttribute(func, '__qualname__') ?? findAttribute(func, '__name__') ?? '?';
    return `<bound method ${str(name)} of ${repr(bound)}>`;
  },
  __eq__: ([self, other]) => {
    if (!(other instanceof PyMethod)) return NotImplemented;
    return asMethod(self).self === other.self && asMethod(self).func === other.func;
  },
  __hash__: ([self]) => identityHash(asMethod(self).self) + identityHash(asMethod(self).func),
});
getset(methodType, '__func__', (self) => asMethod(self).func);
getset(methodType, '__self__', (self) => asMethod(self).self);

function asFunction(value: PyValue | undefined): PyFunction {
  if (value instanceof PyFunction) return value;
  throw new PyAttributeError('not a function');
}

function asMethod(value: PyValue | undefined): PyMethod {
  if (value instanceof PyMethod) return value;
  throw new PyAttributeError('not a method');
}
