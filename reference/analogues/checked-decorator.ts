/// <reference lib="esnext.decorators" />
import { checkConverters, convert, type Fields, refuseUnknown } from './field.ts';
import { showRecord } from './show.ts';

/**
 * Node 20 has no decorators and no `Symbol.metadata`. esbuild and TypeScript lower decorators, and look for the symbol
 * when a decorated class is made. By then this module is loaded: it is where the decorators come from.
 */
if (!Reflect.has(Symbol, 'metadata'))
  Object.defineProperty(Symbol, 'metadata', { value: Symbol.for('Symbol.metadata') });

/** Where a class's metadata holds its fields. */
const FIELDS = Symbol('fields');

/**
 * Makes an accessor a checked field: `@field(int) accessor age = 0`. The value it begins with is converted too.
 *
 * What `__set_name__` tells a descriptor in Python, the context tells a decorator: its name, and the class's metadata.
 *
 * Invariant: a value lies in the accessor's own private storage; the field holds no value of any instance.
 */
export function field<Held>(converter: (value?: never) => Held) {
  return <This>(
    { get, set }: ClassAccessorDecoratorTarget<This, Held>,
    { name, metadata }: ClassAccessorDecoratorContext<This, Held>,
  ): ClassAccessorDecoratorResult<This, Held> => {
    const own = String(name);
    const converted = (value: Held): Held => convert(own, converter, value) as Held;
    checkConverters({ [own]: converter });
    metadata[FIELDS] = { ...fieldsIn(metadata), [own]: converter };
    return {
      init: converted,
      get,
      set(value) {
        set.call(this, converted(value));
      },
    };
  };
}

/**
 * The lecture's class decorator. It gives a class with fields a constructor that takes their values by name, and
 * `toString`; and instances of the class itself take no further properties.
 *
 *     @checked
 *     class Person {
 *       @field(str) accessor name = '';
 *       @field(int) accessor age = 0;
 *       constructor(_values: Unchecked<Person> = {}) {}
 *     }
 *
 * The constructor in the class is for the compiler, which does not let a decorator change a type. It is called without
 * values, before they are set.
 *
 * Differs from the lecture: `checked` changes no class but returns a subclass, because a constructor cannot be replaced.
 * Source: the lecture, section “Class decorator”, `checked`.
 */
export function checked<Cls extends new (values?: never) => object>(
  cls: Cls,
  context: ClassDecoratorContext<Cls>,
): Cls {
  const fields = fieldsIn(context.metadata);
  const Undecorated: new () => object = cls;

  class Checked extends Undecorated {
    /** Sets the fields that have a value, in the order of the fields; then refuses what is left. */
    constructor(values: Readonly<Record<string, unknown>> = {}) {
      super();
      for (const name of Object.keys(fields)) if (values[name] !== undefined) Reflect.set(this, name, values[name]);
      refuseUnknown(new.target.name, fields, values);
      if (new.target === Checked) Object.preventExtensions(this);
    }

    override toString(): string {
      return showRecord(this.constructor.name, Object.entries(asDict(this)));
    }
  }

  Object.defineProperty(Checked, 'name', { value: context.name });
  // To the compiler a decorated class is the class that was decorated.
  return Checked as unknown as Cls;
}

/** Values for the fields of an instance: the compiler knows their names, the fields check what they are. */
export type Unchecked<Instance> = { readonly [Name in keyof Instance]?: unknown };

/** The lecture's `_fields()`: those of the bases first. */
export function fieldsOf(cls: abstract new (values?: never) => object): Fields {
  return fieldsIn(cls[Symbol.metadata] ?? {});
}

/** The lecture's `_asdict()`; a function, because the compiler would not know of a method. */
export function asDict(instance: object): Readonly<Record<string, unknown>> {
  const fields = fieldsOf(instance.constructor as new () => object);
  return Object.fromEntries(Object.keys(fields).map((name) => [name, Reflect.get(instance, name)]));
}

/** Metadata inherits from that of the base class: until a class has own fields, its base's are found. */
function fieldsIn(metadata: DecoratorMetadataObject): Fields {
  return (metadata[FIELDS] ?? {}) as Fields;
}
