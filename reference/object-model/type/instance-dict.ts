import { PyAttributeError, PyTypeError } from '../../../exercises/kit/errors.ts';
import { ownDict } from '../object/instance-attributes.ts';
import { type PyDict, PyInstance, PyObject, type PyValue } from '../object/py-object.ts';
import { typeOf } from './static-types.ts';

/** `x.__dict__`, made when it is first asked for. Source: CPython 3.11, Objects/typeobject.c, `subtype_dict`. */
export function getDict(self: PyValue): PyDict {
  if (!(self instanceof PyObject) || self.type.dictoffset === 0) {
    throw new PyAttributeError(`This object has no __dict__`);
  }
  return ownDict(self);
}

/** `x.__dict__ = value`; deleted, it is empty again. Source: CPython 3.11, Objects/typeobject.c, `subtype_setdict`. */
export function setDict(self: PyValue, value: PyValue | undefined): void {
  if (!(self instanceof PyObject) || self.type.dictoffset === 0) {
    throw new PyAttributeError(`This object has no __dict__`);
  }
  const held = value instanceof PyInstance ? value.payload : value;
  if (value !== undefined && !(held instanceof Map)) {
    throw new PyTypeError(`__dict__ must be set to a dictionary, not a '${typeOf(value).tpName}'`);
  }
  self.dict = held instanceof Map ? held : null;
  if (self instanceof PyInstance) self.values = null;
}
