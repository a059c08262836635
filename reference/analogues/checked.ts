import {
  checkConverters,
  convert,
  type Fields,
  type FieldsFor,
  noAttribute,
  refuseUnknown,
  type WithFields,
} from './field.ts';
import { showRecord } from './show.ts';

/**
 * The lecture's `Checked`: `class Person extends Checked.with({ name: str, age: int, salary: float }) {}` has these
 * fields. They are checked whenever they are assigned, and the compiler knows their types.
 *
 * JavaScript calls nothing when a class is extended. So `with` makes a subclass, calls its static `initSubclass`, and
 * Person extends that: the hook runs before Person's own class statement, where Python's runs after.
 *
 * Source: the lecture, section “`__init_subclass__()` method”, class `Checked`.
 */
export class Checked {
  /** The lecture's `_fields()`: those of the bases first. */
  static readonly fields = Object.freeze({});

  /** What `__dict__` holds in the lecture. An accessor cannot keep its value under its own name, as a Field does there. */
  readonly #values = new Map<string, unknown>();

  /** A subclass of the class that it is called on, with more fields: what a class statement extends. */
  static with<Base extends typeof Checked, const Of extends Fields>(
    this: Base,
    fields: FieldsFor<Base, Of>,
  ): WithFields<Base, Of> {
    // The compiler does not see what `defineProperty` adds.
    // biome-ignore lint/complexity/noThisInStatic: which class is extended is what `this` tells, as `cls` does in Python.
    return extend(this, fields) as unknown as WithFields<Base, Of>;
  }

  /**
   * The hook, `__init_subclass__` in Python: found through the class that is extended, so that it can be overridden. It
   * puts an accessor on `subclass` for each of the fields that `with` was called with.
   *
   * @throws {TypeError} for a converter that cannot be called.
   */
  static initSubclass(subclass: typeof Checked, fields: Fields): void {
    checkConverters(fields);
    for (const [name, converter] of Object.entries(fields)) {
      Object.defineProperty(subclass.prototype, name, {
        get(this: Checked) {
          return this.#values.get(name);
        },
        set(this: Checked, value: unknown) {
          this.#values.set(name, convert(name, converter, value));
        },
      });
    }
  }

  /**
   * Sets the fields in their order, whatever the order of the values, and those without a value to their default; then
   * refuses what is left.
   *
   * @throws {TypeError} for a value that does not fit, and for names that are no fields.
   */
  constructor(values: Readonly<Record<string, unknown>> = {}) {
    const { fields } = new.target;
    for (const name of Object.keys(fields)) Reflect.set(this, name, values[name]);
    refuseUnknown(new.target.name, fields, values);
  }

  asDict(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.#values);
  }

  toString(): string {
    return showRecord(this.constructor.name, this.#values);
  }
}

/**
 * The nearest thing to the lecture's `__setattr__`: at the end of the prototypes, a Proxy that refuses to be assigned to.
 * Only names that were found nowhere before get there, so a checked field costs nothing more.
 *
 *     person → Person.prototype → … → Checked.prototype → Proxy → Object.prototype
 *
 * Tricky: a field in a class body is defined, not assigned, and therefore free. But in a class with decorators esbuild
 * turns fields into assignments; there they are refused.
 */
const refusesNewNames = new Proxy(
  {},
  {
    set(_target, name, _value, self) {
      throw noAttribute(self.constructor.name, [String(name)]);
    },
  },
);
Object.setPrototypeOf(Checked.prototype, refusesNewNames);

/** A field that is declared again keeps its place and takes the new converter. */
function extend(Base: typeof Checked, fields: Fields): typeof Checked {
  class Extended extends Base {
    static override readonly fields = Object.freeze({ ...Base.fields, ...fields });
  }
  Extended.initSubclass(Extended, fields);
  return Extended;
}
