import { type PyDict, PyObject } from '../object/py-object.ts';
import { mappingProxyType } from '../type/static-types.ts';

/** What `cls.__dict__` gives: the class's dict to read, not to write. Source: Objects/descrobject.c, `mappingproxyobject`. */
export class PyMappingProxy extends PyObject {
  readonly mapping: PyDict;

  constructor(mapping: PyDict) {
    super();
    this.type = mappingProxyType;
    this.dict = null;
    this.mapping = mapping;
  }
}
