import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { classMethod, getset, methods, slotWrapper, slotWrappers } from '../descriptors/define.ts';
import { genericGetAttr, getAttribute } from '../object/attributes.ts';
import { type Keywords, PyObject, PyTuple, type PyValue } from '../object/py-object.ts';
import { repr } from '../protocols/repr.ts';
import { isType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { dict, frozenset, list, object, set, staticType, tuple, tupleOf } from '../type/static-types.ts';
import { lookup } from '../type/type-cache.ts';

const genericAliasType = staticType('GenericAlias', object, {
  basicsize: 64,
  weaklistoffset: 40,
  gc: true,
  module: 'types',
});

/** `list[int]`: a class with a note on what is in it. As a base it stands for the class. Source: Objects/genericaliasobject.c. */
export class PyGenericAlias extends PyObject {
  readonly origin: PyValue;
  readonly args: PyTuple;

  constructor(origin: PyValue, args: PyValue) {
    super();
    this.type = genericAliasType;
    this.dict = null;
    this.origin = origin;
    this.args = args instanceof PyTuple ? args : tupleOf([args]);
  }
}

for (const type of [list, tuple, dict, set, frozenset]) {
  classMethod(type, '__class_getitem__', ([cls, args]) => new PyGenericAlias(cls as PyValue, args as PyValue));
}
const alias = (self: PyValue | undefined) => self as PyGenericAlias;
getset(genericAliasType, '__origin__', (self) => alias(self).origin);
getset(genericAliasType, '__args__', (self) => alias(self).args);
methods(genericAliasType, {
  __mro_entries__: ([self]) => tupleOf([alias(self).origin]),
  __instancecheck__: () => {
    throw new PyTypeError('isinstance() argument 2 cannot be a parameterized generic');
  },
  __subclasscheck__: () => {
    throw new PyTypeError('issubclass() argument 2 cannot be a parameterized generic');
  },
});
slotWrappers(genericAliasType, {
  __repr__: ([self]) => `${shown(alias(self).origin)}[${alias(self).args.items.map(shown).join(', ')}]`,
});
const callOrigin = (self: PyValue, args: readonly PyValue[], kwds: Keywords) => call(alias(self).origin, args, kwds);
slotWrapper(
  genericAliasType,
  '__call__',
  ([self, ...args], kwds) => callOrigin(self as PyValue, args, kwds),
  callOrigin,
);
/** What an alias has not itself it takes from its class; special names stay its own. */
function aliasGetAttr(self: PyValue, name: string): PyValue {
  const own = lookup(genericAliasType, name);
  if (own !== undefined && name !== '__class__') return genericGetAttr(self, name);
  return getAttribute(alias(self).origin, name);
}
slotWrapper(
  genericAliasType,
  '__getattribute__',
  ([self, name]) => aliasGetAttr(self as PyValue, String(name)),
  aliasGetAttr,
);

function shown(value: PyValue): string {
  return isType(value) && !value.isHeapType ? value.name : repr(value);
}
