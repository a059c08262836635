import type { PyType } from '../type/py-type.ts';

/**
 * A value of Python's. `None` is null, a `bool` a boolean, an `int` a bigint, a `float` a number, a `str` a string, a
 * `list` an array, a `dict` a Map; everything else, and every instance of a class that a program made, is a `PyObject`.
 */
export type PyValue = null | boolean | bigint | number | string | PyObject | PyValue[] | Map<PyValue, PyValue>;
export type PyList = PyValue[];
export type PyDict = Map<PyValue, PyValue>;

/** The keyword arguments of a call, in order. */
export type Keywords = ReadonlyMap<string, PyValue>;
export const NO_KEYWORDS: Keywords = new Map();

/** What a function does: its positional arguments, then its keyword arguments. */
export type Code = (args: readonly PyValue[], kwds: Keywords) => PyValue;

/**
 * What every object has: a type. `PyObject` is the root of all that is not represented by a value of TypeScript's own.
 *
 * Fields are declared and assigned in constructors: objects of classes with field initialisers take the host several
 * times as long to make. Each kind of object assigns those of `PyObject` too: one constructor for all would be a place of
 * the code that meets all kinds, and the host knows none of them there.
 *
 * Source: CPython 3.11, Include/object.h, `struct _object`.
 */
export abstract class PyObject {
  /** `ob_type`: what `type(x)` gives. Assigned by `x.__class__ = …`. */
  declare type: PyType;
  /**
   * `x.__dict__`; null while nothing was stored, or an instance's `values` hold it. Stays null where the type has no
   * room for one.
   */
  declare dict: PyDict | null;
}

/** An instance of a class, with room for what its layout asks. */
export class PyInstance extends PyObject {
  /** The values of `__slots__`, by the index of their member descriptors; null in a class without any. */
  declare slots: (PyValue | undefined)[] | null;
  /** What an instance of a subclass of `int`, `str`, `list`, `dict`, … holds: a value of the builtin type itself. */
  declare payload: PyValue | undefined;
  /** Its attributes, by the index of their names in its type's `cachedKeys`; null where `dict` holds them. */
  declare values: (PyValue | undefined)[] | null;

  constructor(type: PyType) {
    super();
    this.type = type;
    this.dict = null;
    this.values = null;
    this.slots = null;
    this.payload = undefined;
  }
}

/** Python's `tuple`, and with another `type` an instance of a subclass. Never changes. */
export class PyTuple extends PyObject {
  declare readonly items: readonly PyValue[];

  constructor(type: PyType, items: readonly PyValue[]) {
    super();
    this.type = type;
    this.dict = null;
    this.items = items;
  }
}
