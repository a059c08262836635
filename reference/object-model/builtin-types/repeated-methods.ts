import { slotWrapper } from '../descriptors/define.ts';
import { genericGetAttr, genericSetAttr } from '../object/attributes.ts';
import type { PyValue } from '../object/py-object.ts';
import {
  BaseException,
  builtinFunctionType,
  cellType,
  classMethodDescriptorType,
  complex,
  dict,
  ellipsis,
  float,
  frozenset,
  getSetDescriptorType,
  int,
  list,
  mappingProxyType,
  memberDescriptorType,
  methodDescriptorType,
  methodWrapperType,
  object,
  property,
  set,
  str,
  tuple,
  wrapperDescriptorType,
} from '../type/static-types.ts';

/**
 * Methods of `object` that builtin classes have in their own dicts once more.
 *
 * Tricky: it matters. On the MRO `K, tuple, Mixin, object` the `__getattribute__` of `tuple` comes before that of the
 * mixin, which is never asked.
 * Source: CPython 3.11, Objects/typeobject.c, `add_operators`: every slot that a builtin type fills gets its wrapper.
 */
for (const type of [
  int,
  float,
  complex,
  str,
  list,
  tuple,
  dict,
  set,
  frozenset,
  ellipsis,
  builtinFunctionType,
  wrapperDescriptorType,
  methodWrapperType,
  methodDescriptorType,
  classMethodDescriptorType,
  memberDescriptorType,
  getSetDescriptorType,
  mappingProxyType,
  cellType,
  property,
  BaseException,
]) {
  slotWrapper(
    type,
    '__getattribute__',
    ([self, name]) => genericGetAttr(self as PyValue, String(name)),
    genericGetAttr,
  );
}
for (const name of ['__setattr__', '__delattr__']) {
  slotWrapper(
    BaseException,
    name,
    ([self, attribute, value]) => genericSetAttr(self as PyValue, String(attribute), value) ?? null,
    genericSetAttr,
  );
}
const notEqual = object.dict.get('__ne__');
for (const type of [int, float, complex, str, list, tuple, dict, set, frozenset]) {
  if (notEqual !== undefined) type.dict.set('__ne__', notEqual);
}
