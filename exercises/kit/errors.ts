/** Thrown by every stub. A check that ends in it is *to do*, not wrong. */
export class NotImplemented extends Error {
  override readonly name = 'NotImplemented';
  constructor(what: string) {
    super(`to do: ${what}`);
  }
}

/**
 * An exception of Python's. `type` is Python's name for it and `message` what `str(error)` gives;
 * `cause` is `__cause__`, set by `raise … from cause`.
 */
export class PythonError extends Error {
  override readonly name: string = 'PythonError';
  /** Python's name of the exception type, `'TypeError'` say. */
  readonly type: string;
  constructor(type: string, message: string, options?: { readonly cause?: PythonError }) {
    super(message, options);
    this.type = type;
  }
}

/** Python's `TypeError`; named so that it is not mistaken for JavaScript's. */
export class PyTypeError extends PythonError {
  override readonly name = 'PyTypeError';
  constructor(message: string, options?: { readonly cause?: PythonError }) {
    super('TypeError', message, options);
  }
}

/** Python's `ValueError`. */
export class PyValueError extends PythonError {
  override readonly name = 'PyValueError';
  constructor(message: string, options?: { readonly cause?: PythonError }) {
    super('ValueError', message, options);
  }
}

/** Python's `AttributeError`. */
export class PyAttributeError extends PythonError {
  override readonly name = 'PyAttributeError';
  constructor(message: string, options?: { readonly cause?: PythonError }) {
    super('AttributeError', message, options);
  }
}
