/** An object of Python's. Each one, a class too, has a type, and the type is an object again. */
export interface PyObject {
  readonly type: PyObject;
}

/** What `type-of.ts` exports. */
export interface Contract {
  /** Python's `type(value)`. */
  typeOf(value: PyObject): PyObject;
}
