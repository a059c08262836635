import type { PyValue } from '../../../reference/object-model/object/py-object.ts';
import { isType, type PyType } from '../../../reference/object-model/type/py-type.ts';
import { typeOf } from '../../../reference/object-model/type/static-types.ts';
import { showName } from '../../view-text.ts';

/** A class as a picture names it. */
export interface ClassMark {
  /** The same class has the same number in all of a picture. */
  readonly id: number;
  readonly label: string;
}

/** Numbers and labels of classes. Two classes of one name are told apart: `A`, `A (2)`. */
export class ClassNames {
  readonly #marks = new Map<PyType, ClassMark>();
  readonly #used = new Map<string, number>();
  /** Names other than the classes' own: of one that was never made. */
  readonly #given: ReadonlyMap<PyType, string>;

  constructor(given: ReadonlyMap<PyType, string> = new Map()) {
    this.#given = given;
  }

  mark(cls: PyType): ClassMark {
    const known = this.#marks.get(cls);
    if (known !== undefined) return known;
    const name = showName(this.#given.get(cls) ?? cls.name);
    const times = (this.#used.get(name) ?? 0) + 1;
    this.#used.set(name, times);
    const mark = { id: this.#marks.size, label: times === 1 ? name : `${name} (${times})` };
    this.#marks.set(cls, mark);
    return mark;
  }

  label(value: PyValue): string {
    return isType(value) ? this.mark(value).label : `an object of type ${showName(typeOf(value).name)}`;
  }
}
