import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { plain } from '../builtin-types/plain-value.ts';
import { type Body, buildClass } from '../class-statement/build-class.ts';
import { def as makeFunction } from '../descriptors/function.ts';
import { callMethod, getAttribute } from '../object/attributes.ts';
import type { PyDict, PyValue } from '../object/py-object.ts';
import { isRaised } from '../object/raised.ts';
import { findKey } from '../protocols/dict.ts';
import { isEqual } from '../protocols/equality.ts';
import { hash } from '../protocols/hash.ts';
import { isInstance } from '../protocols/is-instance.ts';
import { repr, str } from '../protocols/repr.ts';
import { sorted } from '../protocols/sorted.ts';
import { isSubtype, type PyType } from '../type/py-type.ts';
import { call, callSpecial } from '../type/slots.ts';
import { int, str as strType, tupleOf, typeOf } from '../type/static-types.ts';
import type { EnumWorld } from './enum-world.ts';

/**
 * `Enum` itself: its instances are the members, made when the class is; calling the class looks one up.
 *
 * Source: CPython 3.11, Lib/enum.py, `Enum`.
 */
export function createEnumClass(world: EnumWorld): PyType {
  return buildClass({
    name: 'Enum',
    metaclass: world.EnumType as PyType,
    body: ({ set, def, classMethod }) => {
      set('__module__', 'enum');
      def('__new__', ['cls', 'value'], ([cls, value]) => memberOf(world, cls as PyType, value));
      def('__init__', ['self', '*args', '**kwds'], () => null);
      def('_generate_next_value_', ['name', 'start', 'count', 'last_values'], ([, start, , values]) =>
        nextValue(start, values as PyValue[]),
      );
      classMethod('_missing_', ['cls', 'value'], () => null);
      def('__repr__', ['self'], ([self]) => `<${ofClass(self)}.${str(nameOf(self))}: ${valueRepr(self)}>`);
      def('__str__', ['self'], ([self]) => `${ofClass(self)}.${str(nameOf(self))}`);
      def('__format__', ['self', 'format_spec'], ([self]) => str(self));
      def('__hash__', ['self'], ([self]) => hash(nameOf(self)));
      def('__reduce_ex__', ['self', 'proto'], ([self]) =>
        tupleOf([typeOf(self), tupleOf([getAttribute(self, '_value_')])]),
      );
      for (const name of ['name', 'value']) {
        const getter = makeFunction(name, ['self'], ([self]) => getAttribute(self, `_${name}_`));
        set(name, call(world.property, [getter]));
      }
    },
  }) as PyType;
}

/** An enumeration without members that others derive from. `bases` come before the metaclass is chosen. */
export function createReprEnum(world: EnumWorld): PyType {
  return buildClass({ name: 'ReprEnum', bases: [world.Enum as PyType], body: inEnumModule }) as PyType;
}

export function createIntEnum(world: EnumWorld): PyType {
  return buildClass({ name: 'IntEnum', bases: [int, world.ReprEnum as PyType], body: inEnumModule }) as PyType;
}

export function createStrEnum(world: EnumWorld): PyType {
  return buildClass({
    name: 'StrEnum',
    bases: [strType, world.ReprEnum as PyType],
    body: ({ set, def }) => {
      set('__module__', 'enum');
      def('__new__', ['cls', '*values'], ([cls, ...values]) => {
        const [value] = values;
        if (value !== undefined && values.length === 1 && !isInstance(value, strType)) {
          throw new PyTypeError(`${repr(value)} is not a string`);
        }
        const member = call(getAttribute(strType, '__new__'), [cls, ...values]);
        callMethod(member, '__setattr__', ['_value_', plain(member)]);
        return member;
      });
      def('_generate_next_value_', ['name', 'start', 'count', 'last_values'], ([name]) => String(name).toLowerCase());
    },
  }) as PyType;
}

export function inEnumModule({ set }: Body): void {
  set('__module__', 'enum');
}

/** `Color(2)`: a member itself, the member of that value, or what `_missing_` finds. Source: Lib/enum.py, `Enum.__new__`. */
function memberOf(world: EnumWorld, cls: PyType, value: PyValue): PyValue {
  if (typeOf(value) === cls) return value;
  const known = findMember(cls, value);
  if (known !== undefined) return known;
  if ((getAttribute(cls, '_member_map_') as PyDict).size === 0) {
    throw new PyTypeError(`${repr(cls)} has no members defined`);
  }
  const result = callMethod(cls, '_missing_', [value]);
  if (isInstance(result, cls)) return result;
  const isEjected =
    world.Flag !== null &&
    isSubtype(cls, world.Flag) &&
    getAttribute(cls, '_boundary_') === world.boundary?.EJECT &&
    isInstance(result, int);
  if (isEjected) return result;
  if (result === null)
    throw new PyValueError(`${repr(value)} is not a valid ${str(getAttribute(cls, '__qualname__'))}`);
  const returned = `returned ${repr(result)} instead of None or a valid member`;
  throw new PyTypeError(`error in ${str(getAttribute(cls, '__name__'))}._missing_: ${returned}`);
}

function findMember(cls: PyType, value: PyValue): PyValue | undefined {
  try {
    const byValue = getAttribute(cls, '_value2member_map_') as PyDict;
    const key = findKey(byValue, value);
    return key === undefined ? undefined : byValue.get(key);
  } catch (error) {
    if (!isRaised(error, 'TypeError')) throw error;
  }
  const members = (getAttribute(cls, '_member_map_') as PyDict).values();
  return [...members].find((member) => isEqual(getAttribute(member, '_value_'), value));
}

/**
 * One more than the greatest value; where values cannot be compared, one more than the last to which one can be added.
 *
 * Source: CPython 3.11, Lib/enum.py, `_generate_next_value_`.
 */
function nextValue(start: PyValue, values: readonly PyValue[]): PyValue {
  for (const value of sortedAsFarAsPossible(values).toReversed()) {
    const next = callSpecial(value, '__add__', [1n]);
    if (next !== undefined && typeof plain(next) !== 'object') return next;
  }
  return start;
}

/**
 * What `values.sort()` leaves behind, also where it stops because two values cannot be compared: a first run is found,
 * and the others are inserted into it one by one.
 *
 * Source: CPython 3.11, Objects/listobject.c, `count_run`, `binarysort`; lists of less than 64 items.
 */
function sortedAsFarAsPossible(values: readonly PyValue[]): PyValue[] {
  const sorted = [...values];
  try {
    const run = countRun(sorted);
    for (let at = run; at < sorted.length; at += 1) {
      const value = sorted[at] as PyValue;
      let [low, high] = [0, at];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isLess(value, sorted[middle] as PyValue)) high = middle;
        else low = middle + 1;
      }
      sorted.splice(at, 1);
      sorted.splice(low, 0, value);
    }
  } catch (error) {
    if (!isRaised(error, 'TypeError')) throw error;
  }
  return sorted;
}

/** Length of the run at the beginning; one that goes down is turned round. */
function countRun(values: PyValue[]): number {
  if (values.length < 2) return values.length;
  const goesDown = isLess(values[1] as PyValue, values[0] as PyValue);
  let length = 2;
  while (length < values.length && isLess(values[length] as PyValue, values[length - 1] as PyValue) === goesDown)
    length += 1;
  if (goesDown) values.splice(0, length, ...values.slice(0, length).reverse());
  return length;
}

function isLess(left: PyValue, right: PyValue): boolean {
  return sorted([right, left])[0] === left && !isEqual(left, right);
}

function ofClass(self: PyValue | undefined): string {
  return str(getAttribute(getAttribute(self as PyValue, '__class__'), '__name__'));
}

function nameOf(self: PyValue | undefined): PyValue {
  return getAttribute(self as PyValue, '_name_');
}

/** A member's value as its data type prints it. */
export function valueRepr(self: PyValue): string {
  const print = getAttribute(getAttribute(self, '__class__'), '_value_repr_');
  const value = getAttribute(self, '_value_');
  return print === null ? repr(value) : str(call(print, [value]));
}
