import {
  type Converter,
  checkConverters,
  convert,
  type Fields,
  type FieldsFor,
  refuseUnknown,
  type WithFields,
} from './field.ts';
import { showRecord } from './show.ts';

/**
 * The nearest thing to the lecture's metaclass: it makes classes, and every class it made is an instance of it.
 *
 *     person ──► Person.prototype ──► Checked.prototype ──► Object.prototype        what an instance has
 *     Person ──► Checked ──► CheckedMeta.prototype ──► Function.prototype           what a class has
 *
 * A class inherits from its base's class object; at the end of that chain lies what Python's metaclass is: attributes
 * that the classes have and their instances have not. Subclasses inherit it, also those of a class statement.
 *
 * Differs from Python: the language calls nothing here when a class statement ends. `create` must be called; and as one
 * chain holds both the bases and the metaclass, a subclass cannot have a metaclass of its own.
 * Source: the lecture, section “`Checked` with a metaclass”, class `CheckedMeta`.
 */
export class CheckedMeta {
  /**
   * What `CheckedMeta(name, (Base,), {'__annotations__': fields})` is in Python: a subclass of `Base` with a slot for
   * each field more. Slots must be known before there is an instance.
   *
   * @throws {TypeError} for a converter that cannot be called; then there is no class.
   */
  static create<Base extends typeof Checked, const Of extends Fields>(
    name: string,
    base: Base,
    fields: FieldsFor<Base, Of>,
  ): WithFields<Base, Of> & CheckedMeta {
    // The compiler does not see what `defineProperty` adds.
    return makeClass(name, base, fields) as unknown as WithFields<Base, Of> & CheckedMeta;
  }

  declare readonly fields: object;

  /** `Person.__slots__`, those of the bases first. */
  get slots(): readonly string[] {
    return Object.keys(this.fields).map(slotName);
  }
}

/**
 * The base of the classes that `CheckedMeta` makes. An instance has a slot for each field and never anything else, which
 * is what `__slots__` does in Python.
 *
 * Invariant: an instance is sealed before its first field is set; each of its own properties is the slot of a field.
 * Source: the lecture, section “`Checked` with a metaclass”, class `Checked`.
 */
export class Checked {
  static readonly fields = Object.freeze({});

  /**
   * Makes the slots and seals the instance; sets the fields in their order, those without a value to their default;
   * then refuses what is left.
   *
   * @throws {TypeError} for a value that does not fit, and for names that are no fields.
   */
  constructor(values: Readonly<Record<string, unknown>> = {}) {
    const { fields } = new.target;
    const names = Object.keys(fields);
    for (const name of names) Object.defineProperty(this, slotName(name), { writable: true });
    Object.seal(this);
    for (const name of names) Reflect.set(this, name, values[name]);
    refuseUnknown(new.target.name, fields, values);
  }

  asDict(): Readonly<Record<string, unknown>> {
    const { fields } = this.constructor as typeof Checked;
    return Object.fromEntries(Object.keys(fields).map((name) => [name, Reflect.get(this, name)]));
  }

  toString(): string {
    return showRecord(this.constructor.name, Object.entries(this.asDict()));
  }
}

Object.setPrototypeOf(CheckedMeta.prototype, Function.prototype);
Object.setPrototypeOf(Checked, CheckedMeta.prototype);

function makeClass(name: string, Base: typeof Checked, fields: Fields): typeof Checked {
  checkConverters(fields);
  class Made extends Base {
    static override readonly fields = Object.freeze({ ...Base.fields, ...fields });
  }
  Object.defineProperty(Made, 'name', { value: name });
  for (const [field, converter] of Object.entries(fields)) {
    Object.defineProperty(Made.prototype, field, accessorOf(field, converter));
  }
  return Made;
}

/** The lecture's `Field` of this section: it keeps the value in the instance's slot. */
function accessorOf(name: string, converter: Converter): PropertyDescriptor & ThisType<Record<string, unknown>> {
  const slot = slotName(name);
  return {
    get() {
      return this[slot];
    },
    set(value: unknown) {
      this[slot] = convert(name, converter, value);
    },
  };
}

/** The lecture's `storage_name`. */
function slotName(name: string): string {
  return `_${name}`;
}
