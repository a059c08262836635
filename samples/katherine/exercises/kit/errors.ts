// Shorter while debugging.
export class PythonError extends Error {}
export class PyTypeError extends PythonError {}
