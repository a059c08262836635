import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { store } from '../builtin-types/dict.ts';
import { dictOf } from '../builtin-types/plain-value.ts';
import { buildClass } from '../class-statement/build-class.ts';
import { PyStaticMethod } from '../descriptors/wrappers.ts';
import { PyInstance, PyTuple, type PyValue } from '../object/py-object.ts';
import { iterate } from '../protocols/iterate.ts';
import { repr } from '../protocols/repr.ts';
import type { PyType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { dict, tuple, tupleOf } from '../type/static-types.ts';
import { ALLOWED_SUNDERS, isDescriptor, isDunder, isPrivate, isSunder } from './names.ts';

/** An `auto()` in a body: its value is given when it is assigned to a name. */
export class PyAuto extends PyInstance {
  value: PyValue | undefined = undefined;
}

/**
 * The namespace in which an enumeration's body runs: it sorts members from other attributes, refuses names that come
 * twice, and gives `auto()` its values.
 *
 * Source: CPython 3.11, Lib/enum.py, `_EnumDict`.
 */
export class PyEnumDict extends PyInstance {
  readonly className: PyValue;
  readonly memberNames = new Set<string>();
  readonly #lastValues: PyValue[] = [];
  #ignored: readonly PyValue[] = [];
  #autoCalled = false;
  #generateNextValue: PyValue = null;

  constructor(type: PyType, className: PyValue) {
    super(type);
    this.className = className;
    this.payload = new Map();
  }

  /** `name = value` in the body. @throws {PyTypeError | PyValueError} for a name that is taken or reserved. */
  assign(key: PyValue, value: PyValue): void {
    const items = dictOf(this);
    if (typeof key !== 'string') store(items, key, value);
    else if (isPrivate(String(this.className), key)) items.set(key, value);
    else if (isSunder(key)) {
      this.#assignSunder(key, value);
      items.set(key, value);
    } else if (isDunder(key)) items.set(key === '__order__' ? '_order_' : key, value);
    else if (this.memberNames.has(key)) throw this.#alreadyDefined(key);
    else if (this.#ignored.includes(key) || isDescriptor(value)) items.set(key, value);
    else {
      if (items.has(key)) throw this.#alreadyDefined(key);
      items.set(key, this.#memberValue(key, value));
    }
  }

  #assignSunder(key: string, value: PyValue): void {
    if (!ALLOWED_SUNDERS.has(key)) {
      throw new PyValueError(`_sunder_ names, such as ${repr(key)}, are reserved for future Enum use`);
    }
    if (key === '_generate_next_value_') {
      if (this.#autoCalled) throw new PyTypeError('_generate_next_value_ must be defined before members');
      this.#generateNextValue = value instanceof PyStaticMethod ? value.callable : value;
    } else if (key === '_ignore_') {
      const names =
        typeof value === 'string' ? value.replaceAll(',', ' ').split(/\s+/).filter(Boolean) : [...iterate(value)];
      const already = names.filter((name) => typeof name === 'string' && this.memberNames.has(name));
      if (already.length > 0) {
        throw new PyValueError(`_ignore_ cannot specify already set names: {${already.map(repr).join(', ')}}`);
      }
      this.#ignored = names;
    }
  }

  /** Records a member; each `auto()` in its value gets one. */
  #memberValue(key: string, value: PyValue): PyValue {
    const isTupleOfAutos =
      value instanceof PyTuple && value.type === tuple && value.items.some((v) => v instanceof PyAuto);
    if (!(value instanceof PyAuto) && !isTupleOfAutos) {
      this.memberNames.add(key);
      this.#lastValues.push(value);
      return value;
    }
    const given = (value instanceof PyAuto ? [value] : value.items).map((part) => {
      if (!(part instanceof PyAuto)) return part;
      part.value ??= call(this.#generateNextValue, [key, 1n, BigInt(this.memberNames.size), [...this.#lastValues]]);
      this.#autoCalled = true;
      this.#lastValues.push(part.value);
      return part.value;
    });
    this.memberNames.add(key);
    return value instanceof PyAuto ? (given[0] as PyValue) : tupleOf(given);
  }

  #alreadyDefined(key: string): PyTypeError {
    return new PyTypeError(`${repr(key)} already defined as ${repr(dictOf(this).get(key) as PyValue)}`);
  }
}

/** The classes `auto` and `_EnumDict`. */
export function createEnumDict(): { readonly auto: PyType; readonly EnumDict: PyType } {
  const auto = buildClass({
    name: 'auto',
    body: ({ set, def }) => {
      set('__module__', 'enum');
      def('__new__', ['cls', 'value'], ([cls]) => new PyAuto(cls as PyType), { value: null });
      def(
        '__init__',
        ['self', 'value'],
        ([self, value]) => {
          if (value !== null) (self as PyAuto).value = value;
          return null;
        },
        { value: null },
      );
    },
  }) as PyType;
  const EnumDict = buildClass({
    name: '_EnumDict',
    bases: [dict],
    body: ({ set, def }) => {
      set('__module__', 'enum');
      def('__setitem__', ['self', 'key', 'value'], ([self, key, value]) => {
        (self as PyEnumDict).assign(key, value);
        return null;
      });
    },
  }) as PyType;
  return { auto, EnumDict };
}
