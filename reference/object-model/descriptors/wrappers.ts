import { PyObject, type PyValue } from '../object/py-object.ts';
import type { PyType } from '../type/py-type.ts';
import { classmethod, staticmethod } from '../type/static-types.ts';

/** `@classmethod`: binds to the class, found on it or through an instance. Source: Objects/funcobject.c, `classmethod`. */
export class PyClassMethod extends PyObject {
  declare callable: PyValue;

  constructor(callable: PyValue, type: PyType = classmethod) {
    super();
    this.type = type;
    this.dict = null;
    this.callable = callable;
  }
}

/** `@staticmethod`: binds to nothing. Source: Objects/funcobject.c, `staticmethod`. */
export class PyStaticMethod extends PyObject {
  declare callable: PyValue;

  constructor(callable: PyValue, type: PyType = staticmethod) {
    super();
    this.type = type;
    this.dict = null;
    this.callable = callable;
  }
}
