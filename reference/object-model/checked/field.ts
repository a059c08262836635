import { NoneType } from '../../../exercises/kit/builtins.ts';
import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import {
  callable,
  type Descriptor,
  Ellipsis,
  type PyCallable,
  type PyInstance,
  type PyValue,
} from '../../../exercises/kit/objects.ts';
import { repr } from '../../../exercises/kit/repr.ts';

/**
 * The lecture's `Field`: a data descriptor without `__get__`. It converts what is stored; reads go past it, to the
 * instance's dict, and reach the Field itself only while that holds nothing.
 *
 * Invariant: holds no value of any instance.
 * Source: the lecture, section “`__init_subclass__()` method”, class `Field`.
 */
export class Field implements Descriptor {
  readonly name: string;
  readonly #type: PyCallable;

  /** @throws {PyTypeError} if `hint` cannot be called or is the type of None. */
  constructor(name: string, hint: PyValue) {
    if (!callable(hint) || hint === NoneType) {
      throw new PyTypeError(`${repr(name)} type hint must be callable`);
    }
    this.name = name;
    this.#type = hint;
  }

  /**
   * Stores the converted value, or the constructor's default for `...`.
   *
   * After an error the instance is as it was. Errors other than TypeError and ValueError pass: `int(inf)` overflows.
   *
   * @throws {PyTypeError} with the constructor's TypeError or ValueError as its cause.
   */
  __set__(instance: PyInstance, value: PyValue): void {
    instance.dict.set(this.name, value === Ellipsis ? this.#type() : this.#convert(value));
  }

  #convert(value: PyValue): PyValue {
    try {
      return this.#type(value);
    } catch (cause) {
      if (!(cause instanceof PyTypeError || cause instanceof PyValueError)) throw cause;
      const what = `${repr(value)} is not compatible with ${this.name}:${this.#type.__name__}`;
      throw new PyTypeError(what, { cause });
    }
  }
}
