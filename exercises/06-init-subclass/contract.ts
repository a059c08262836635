import type { PyClass, PyInstance, PyValue } from '../kit/objects.ts';

/** A descriptor that converts what is stored through it. */
export interface Field {
  /** The attribute that it stores. */
  readonly name: string;
  /**
   * Stores what the hint's constructor makes of the value in the instance's dict, under `name`; for `...` its default.
   *
   * @throws {PyTypeError} if the constructor raises TypeError or ValueError; that error is the cause.
   */
  __set__(instance: PyInstance, value: PyValue): void;
}

/** What `checked.ts` exports. */
export interface Contract {
  /** `hint` is a constructor: `int`, `str`, … @throws {PyTypeError} if it cannot be called or is NoneType. */
  readonly Field: new (
    name: string,
    hint: PyValue,
  ) => Field;
  /** The base class whose subclasses declare fields by type hints alone. Made by `defineClass`. */
  readonly Checked: PyClass;
}
