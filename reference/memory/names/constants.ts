import type { Constant } from './syntax.ts';

/** The constants of one compilation unit: equal ones are one, in all of its code objects together. */
export class ConstantTable {
  readonly #numbers = new Map<string, number>();
  readonly constants: Constant[] = [];

  /** The constant's number; that of an equal one, if there is one. Source: CPython 3.11, Python/compile.c, `merge_const_one`. */
  add(constant: Constant): number {
    const key = constantKey(constant);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.constants.push(constant);
    this.#numbers.set(key, this.constants.length - 1);
    return this.constants.length - 1;
  }
}

/**
 * Equal for constants that may be one object: of one type and value. `1`, `1.0` and `True` are three; so are `0.0` and
 * `-0.0`.
 *
 * Source: CPython 3.11, Objects/codeobject.c, `_PyCode_ConstantKey`.
 */
export function constantKey(constant: Constant): string {
  switch (constant.kind) {
    case 'None':
      return 'None';
    case 'tuple':
      return `tuple(${constant.items.map(constantKey).join()})`;
    case 'float':
      return `float ${Object.is(constant.value, -0) ? '-0' : constant.value}`;
    case 'str':
    case 'bytes':
      return `${constant.kind} ${JSON.stringify(constant.value)}`;
    default:
      return `${constant.kind} ${constant.value}`;
  }
}

/**
 * Whether the compiler interns a string constant: ASCII letters, digits and underscores only, of any length.
 *
 * Source: CPython 3.11, Objects/codeobject.c, `all_name_chars`, `intern_string_constants`.
 */
export function isInternedConstant(text: string): boolean {
  return /^[A-Za-z0-9_]*$/.test(text);
}
