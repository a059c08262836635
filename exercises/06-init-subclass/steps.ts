/**
 * A value as plain data. A JSON number is a `float`; `{"int": "42"}` is an `int`; floats that JSON lacks are
 * `{"float": "nan" | "inf" | "-inf" | "-0.0"}`.
 */
export type Encoded =
  | null
  | boolean
  | number
  | string
  | { readonly int: string }
  | { readonly float: string }
  | { readonly list: readonly Encoded[] }
  | { readonly const: 'Ellipsis' };

/** A value in a step: also what a variable holds, what an attribute holds, or a new `Field(name, hint)`. */
export type Argument =
  | Exclude<Encoded, { readonly list: readonly Encoded[] }>
  | { readonly list: readonly Argument[] }
  | { readonly var: string }
  | { readonly attr: readonly [of: string, name: string] }
  | { readonly newField: readonly [name: string, hint: Hint] };

/** A type hint: a builtin constructor, None, or a value that is no type. */
export type Hint = 'int' | 'str' | 'float' | 'bool' | 'list' | 'None' | { readonly value: Encoded };

/** Names with what belongs to them, in order. */
export type Pairs<Item> = readonly (readonly [name: string, item: Item])[];

/** One step, and the Python that it stands for. `of` is a variable that holds an instance; for `get` also a class. */
export type Step =
  /** A class statement. `base`: `Checked`, `object` or an earlier class. `values`: assignments in its body. */
  | {
      readonly op: 'class';
      readonly name: string;
      readonly base: string;
      readonly hints: Pairs<Hint>;
      readonly values: Pairs<Argument>;
    }
  /** `Field(name, hint)` */
  | { readonly op: 'field'; readonly name: string; readonly hint: Hint }
  /** `as = cls(**kwargs)` */
  | { readonly op: 'new'; readonly as: string; readonly cls: string; readonly kwargs: Pairs<Argument> }
  /** `as = object.__new__(cls)`: an instance that was not initialised. */
  | { readonly op: 'bare'; readonly as: string; readonly cls: string }
  /** `of.__init__(**kwargs)` */
  | { readonly op: 'init'; readonly of: string; readonly kwargs: Pairs<Argument> }
  /** `of.name` */
  | { readonly op: 'get'; readonly of: string; readonly name: string }
  /** `of.name = value` */
  | { readonly op: 'set'; readonly of: string; readonly name: string; readonly value: Argument }
  /** `of.name.append(value)` */
  | { readonly op: 'append'; readonly of: string; readonly name: string; readonly value: Argument }
  /** `repr(of)` */
  | { readonly op: 'repr'; readonly of: string }
  /** `of._asdict()` */
  | { readonly op: 'asdict'; readonly of: string }
  /** `of.__dict__` */
  | { readonly op: 'dict'; readonly of: string }
  /** `of._fields()`, of a class or an instance. */
  | { readonly op: 'fields'; readonly of: string }
  /** `[name for name in cls.__dict__ if name[0] != '_']` */
  | { readonly op: 'keys'; readonly cls: string };
