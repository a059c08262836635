import { PyObject, type PyValue } from '../object/py-object.ts';
import type { PyType } from '../type/py-type.ts';
import { property } from '../type/static-types.ts';

/** Python's `property`: up to three functions. Source: CPython 3.11, Objects/descrobject.c, `propertyobject`. */
export class PyProperty extends PyObject {
  fget: PyValue = null;
  fset: PyValue = null;
  fdel: PyValue = null;
  doc: PyValue = null;
  /** The name in the class statement, told by `__set_name__`; for messages. */
  propName: PyValue = null;

  constructor(fget: PyValue = null, type: PyType = property) {
    super();
    this.type = type;
    this.dict = null;
    this.fget = fget;
  }
}
