import { PyAttributeError, PyTypeError } from '../../../exercises/kit/errors.ts';
import { getWrapper } from '../descriptors/function-type.ts';
import { dataDescriptor } from '../descriptors/native-types.ts';
import { PyObject, PyTuple } from '../object/py-object.ts';
import { object, staticType, typeOf } from '../type/static-types.ts';

const tupleGetterType = staticType('_tuplegetter', object, {
  basicsize: 32,
  gc: true,
  final: true,
  module: '_collections',
});

/** A field of a named tuple: one item. Source: CPython 3.11, Modules/_collectionsmodule.c, `tuplegetter_type`. */
export class PyTupleGetter extends PyObject {
  readonly index: number;

  constructor(index: number) {
    super();
    this.type = tupleGetterType;
    this.dict = null;
    this.index = index;
  }
}

getWrapper(tupleGetterType, (self, instance) => {
  if (instance === undefined || instance === null) return self;
  const { index } = self as PyTupleGetter;
  if (!(instance instanceof PyTuple)) {
    const whose = `descriptor for index '${index}' for tuple subclasses`;
    throw new PyTypeError(`${whose} doesn't apply to '${typeOf(instance).tpName}' object`);
  }
  const item = instance.items[index];
  if (item !== undefined) return item;
  throw new PyTypeError('tuple index out of range');
});
dataDescriptor(tupleGetterType, (_self, _instance, value) => {
  throw new PyAttributeError(value === undefined ? "can't delete attribute" : "can't set attribute");
});
