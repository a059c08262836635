import { PyObject } from '../object/py-object.ts';
import type { PyType } from './py-type.ts';
import { cellType } from './static-types.ts';

/** The cell through which the methods of a class body know the class: `__class__`, what `super()` without arguments reads. */
export class PyCell extends PyObject {
  /** Undefined until `type.__new__` has made the class. */
  contents: PyType | undefined = undefined;

  constructor() {
    super();
    this.type = cellType;
    this.dict = null;
  }
}
