import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { plain, wholeNumber } from '../builtin-types/plain-value.ts';
import { buildClass } from '../class-statement/build-class.ts';
import { callMethod, getAttribute, hasAttribute, setAttribute } from '../object/attributes.ts';
import { type PyDict, PyTuple, type PyValue } from '../object/py-object.ts';
import { findKey } from '../protocols/dict.ts';
import { isInstance } from '../protocols/is-instance.ts';
import { iterate, PyIterator } from '../protocols/iterate.ts';
import { repr, str } from '../protocols/repr.ts';
import type { PyType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { int, NotImplemented, object, typeOf } from '../type/static-types.ts';
import { inEnumModule, valueRepr } from './enum-class.ts';
import type { EnumWorld } from './enum-world.ts';

/** What a Flag does with bits that no member has. Source: CPython 3.11, Lib/enum.py, `FlagBoundary`. */
export function createBoundary(world: EnumWorld, StrEnum: PyType): NonNullable<EnumWorld['boundary']> {
  const names = ['STRICT', 'CONFORM', 'EJECT', 'KEEP'] as const;
  const FlagBoundary = buildClass({
    name: 'FlagBoundary',
    bases: [StrEnum],
    body: (body) => {
      inEnumModule(body);
      for (const name of names) body.set(name, call(world.auto, []));
    },
  });
  const member = (name: string) => getAttribute(FlagBoundary, name);
  return { STRICT: member('STRICT'), CONFORM: member('CONFORM'), EJECT: member('EJECT'), KEEP: member('KEEP') };
}

/**
 * `Flag`: members are bits and can be combined; a combination is a member without a place of its own.
 *
 * Source: CPython 3.11, Lib/enum.py, `Flag`.
 */
export function createFlag(world: EnumWorld): PyType {
  return buildClass({
    name: 'Flag',
    bases: [world.Enum as PyType],
    kwds: new Map([['boundary', world.boundary?.STRICT ?? null]]),
    body: (body) => {
      const { set, def, classMethod } = body;
      set('__module__', 'enum');
      def('_generate_next_value_', ['name', 'start', 'count', 'last_values'], ([, start = null, count, values]) =>
        nextFlag(start, count, values as readonly PyValue[]),
      );
      classMethod(
        '_iter_member_by_value_',
        ['cls', 'value'],
        ([cls, value]) => new PyIterator(membersIn(cls as PyType, bits(value))),
      );
      classMethod(
        '_iter_member_',
        ['cls', 'value'],
        ([cls, value]) => new PyIterator(membersIn(cls as PyType, bits(value))),
      );
      classMethod('_iter_member_by_def_', ['cls', 'value'], ([cls, value]) => {
        const order = (member: PyValue) => Number(getAttribute(member, '_sort_order_'));
        const ordered = membersIn(cls as PyType, bits(value)).map((member) => [order(member), member] as const);
        return new PyIterator(ordered.sort(([a], [b]) => a - b).map(([, member]) => member));
      });
      classMethod('_missing_', ['cls', 'value'], ([cls, value]) => missing(world, cls as PyType, value));
      def('__contains__', ['self', 'other'], ([self, other]) => {
        if (!isInstance(other, typeOf(self))) {
          const operands = `${repr(typeOf(other).qualname)} and ${repr(typeOf(self).qualname)}`;
          throw new PyTypeError(`unsupported operand type(s) for 'in': ${operands}`);
        }
        return (bitsIn(other) & bitsIn(self)) === bitsIn(other);
      });
      def(
        '__iter__',
        ['self'],
        ([self]) => new PyIterator(iterate(callMethod(typeOf(self), '_iter_member_', [bitsIn(self)]))),
      );
      def('__len__', ['self'], ([self]) => BigInt(bitsIn(self).toString(2).replaceAll(/[^1]/g, '').length));
      def('__repr__', ['self'], ([self]) => {
        const [of, name] = [typeOf(self).name, getAttribute(self, '_name_')];
        return `<${of}${name === null ? '' : `.${str(name)}`}: ${valueRepr(self)}>`;
      });
      def('__str__', ['self'], ([self]) => {
        const [of, name] = [typeOf(self).name, getAttribute(self, '_name_')];
        return name === null ? `${of}(${repr(getAttribute(self, '_value_'))})` : `${of}.${str(name)}`;
      });
      def('__bool__', ['self'], ([self]) => bitsIn(self) !== 0n);
      const operations = {
        or: (a: bigint, b: bigint) => a | b,
        and: (a: bigint, b: bigint) => a & b,
        xor: (a: bigint, b: bigint) => a ^ b,
      };
      for (const [name, operate] of Object.entries(operations)) {
        const made = def(`__${name}__`, ['self', 'other'], ([self, other]) => {
          const right = operand(self, other);
          return right === undefined ? NotImplemented : call(typeOf(self), [operate(bitsIn(self), right)]);
        });
        set(`__r${name}__`, made);
      }
      def('__invert__', ['self'], ([self]) => invert(world, self));
    },
  }) as PyType;
}

/** `IntFlag`: members are numbers too, and unknown bits are kept. */
export function createIntFlag(world: EnumWorld): PyType {
  return buildClass({
    name: 'IntFlag',
    bases: [int, world.ReprEnum as PyType, world.Flag as PyType],
    kwds: new Map([['boundary', world.boundary?.KEEP ?? null]]),
    body: inEnumModule,
  }) as PyType;
}

/** The power of two above the highest so far. */
function nextFlag(start: PyValue, count: PyValue, values: readonly PyValue[]): PyValue {
  if (count === 0n) return start ?? 1n;
  let greatest = values[0] as PyValue;
  for (const value of values.slice(1)) if (isGreater(value, greatest)) greatest = value;
  const last = wholeNumber(greatest);
  if (last === undefined) {
    // `'invalid flag value %r' % value`: a tuple is taken apart.
    const isTaken = greatest instanceof PyTuple && greatest.items.length > 1;
    throw new PyTypeError(
      isTaken ? 'not all arguments converted during string formatting' : `invalid flag value ${repr(greatest)}`,
    );
  }
  return 2n ** BigInt(bitLength(last));
}

/** The members that single bits of `value` stand for, lowest first. */
function membersIn(cls: PyType, value: bigint): PyValue[] {
  const byValue = getAttribute(cls, '_value2member_map_') as PyDict;
  const members: PyValue[] = [];
  for (let rest = value & mask(cls, '_flag_mask_'); rest !== 0n; rest &= rest - 1n) {
    const key = findKey(byValue, rest & -rest);
    members.push(key === undefined ? null : (byValue.get(key) as PyValue));
  }
  return members;
}

/**
 * The member of a value that none was declared for: a combination, made once.
 *
 * Source: CPython 3.11, Lib/enum.py, `Flag._missing_`.
 */
function missing(world: EnumWorld, cls: PyType, given: PyValue): PyValue {
  const number = wholeNumber(given);
  if (number === undefined) {
    throw new PyValueError(`${repr(given)} is not a valid ${str(getAttribute(cls, '__qualname__'))}`);
  }
  const [flagMask, allBits] = [mask(cls, '_flag_mask_'), mask(cls, '_all_bits_')];
  const boundary = getAttribute(cls, '_boundary_');
  let value = number;
  if (value < ~allBits || value > allBits || (value & (allBits ^ flagMask)) !== 0n) {
    if (boundary === world.boundary?.STRICT) throw invalidValue(cls, given, value, flagMask);
    if (boundary === world.boundary?.EJECT) return value;
    if (boundary === world.boundary?.CONFORM) value &= flagMask;
    else if (value < 0n) {
      const [bits, room] = [allBits + 1n, 2n ** BigInt(bitLength(value))];
      value += bits > room ? bits : room;
    }
  }
  const negative = value < 0n ? value : undefined;
  if (value < 0n) value += allBits + 1n;
  const unknown = value & ~flagMask;
  if (unknown !== 0n && boundary !== world.boundary?.KEEP) {
    throw new PyValueError(`${cls.name}(${value}) -->  unknown values ${unknown} [${binary(unknown, 0)}]`);
  }
  return pseudoMember(world, cls, typeof given === 'boolean' && value === number ? given : value, negative);
}

function pseudoMember(world: EnumWorld, cls: PyType, value: PyValue, negative: bigint | undefined): PyValue {
  const memberType = getAttribute(cls, '_member_type_');
  const make = getAttribute(memberType, '__new__');
  const made = call(make, memberType === object ? [cls] : [cls, value]);
  if (!hasAttribute(made, '_value_')) setAttribute(made, '_value_', value);
  setAttribute(made, '_name_', nameOf(world, cls, bits(value)));
  const byValue = getAttribute(cls, '_value2member_map_') as PyDict;
  const member = byValue.get(value) ?? made;
  byValue.set(value, member);
  if (negative !== undefined) byValue.set(negative, member);
  return member;
}

/** `RED|BLUE`, with what no member has as a number. */
function nameOf(world: EnumWorld, cls: PyType, value: bigint): PyValue {
  const single = value & mask(cls, '_singles_mask_');
  const aliases = value & ~mask(cls, '_singles_mask_');
  if (single === 0n && aliases === 0n) return null;
  const members = [...iterate(callMethod(cls, '_iter_member_', [single]))];
  if (aliases !== 0n) {
    for (const member of (getAttribute(cls, '_member_map_') as PyDict).values()) {
      const bitsOf = bitsIn(member);
      if (!members.includes(member) && bitsOf !== 0n && (bitsOf & value) === bitsOf) members.push(member);
    }
  }
  const combined = members.reduce<bigint>((sum, member) => sum | bitsIn(member), 0n);
  const unknown = value ^ combined;
  if (combined === 0n) return null;
  if (unknown !== 0n && getAttribute(cls, '_boundary_') === world.boundary?.STRICT) {
    throw new PyValueError(`${repr(cls)}: no members with value ${unknown}`);
  }
  const names = members.map((member) => str(getAttribute(member, '_name_')));
  return [...names, ...(unknown === 0n ? [] : [String(unknown)])].join('|');
}

function invert(world: EnumWorld, self: PyValue): PyValue {
  const known = getAttribute(self, '_inverted_');
  if (known !== null) return known;
  const cls = typeOf(self);
  const isOpen = [world.boundary?.KEEP, world.boundary?.EJECT].includes(getAttribute(self, '_boundary_'));
  const inverted = call(cls, [isOpen ? ~bitsIn(self) : mask(cls, '_singles_mask_') & ~bitsIn(self)]);
  setAttribute(self, '_inverted_', inverted);
  return inverted;
}

function operand(self: PyValue, other: PyValue): bigint | undefined {
  if (isInstance(other, typeOf(self))) return bitsIn(other);
  const memberType = getAttribute(self, '_member_type_');
  return memberType !== object && isInstance(other, memberType) ? bits(other) : undefined;
}

function bitsIn(member: PyValue | undefined): bigint {
  return bits(getAttribute(member as PyValue, '_value_'));
}

function bits(value: PyValue | undefined): bigint {
  const number = wholeNumber(value);
  if (number !== undefined) return number;
  throw new PyTypeError(`invalid flag value ${repr(value ?? null)}`);
}

/** `left > right`, of numbers; text only compares with text. */
function isGreater(left: PyValue, right: PyValue): boolean {
  const [a, b] = [plain(left), plain(right)];
  if (typeof a === 'string' && typeof b === 'string') return a > b;
  if ((Array.isArray(a) && Array.isArray(b)) || (a instanceof PyTuple && b instanceof PyTuple)) return false;
  const [m, n] = [wholeNumber(a), wholeNumber(b)];
  if (m !== undefined && n !== undefined) return m > n;
  const types = `'${typeOf(left).tpName}' and '${typeOf(right).tpName}'`;
  throw new PyTypeError(`'>' not supported between instances of ${types}`);
}

function mask(cls: PyType, name: string): bigint {
  return bits(getAttribute(cls, name));
}

function invalidValue(cls: PyType, given: PyValue, value: bigint, flagMask: bigint): PyValueError {
  const width = Math.max(bitLength(value), bitLength(flagMask));
  const figures = `    given ${binary(value, width)}\n  allowed ${binary(flagMask, width)}`;
  return new PyValueError(`${repr(cls)} invalid value ${repr(given)}\n${figures}`);
}

function bitLength(value: bigint): number {
  const size = value < 0n ? -value : value;
  return size === 0n ? 0 : size.toString(2).length;
}

/** `0b0 101`: the sign, then the bits, as two's complement. */
function binary(value: bigint, width: number): string {
  const length = Math.max(width, bitLength(value));
  const sign = value < 0n ? '1' : '0';
  const digits = BigInt.asUintN(Math.max(length, 1), value).toString(2).padStart(length, sign);
  return `0b${sign} ${length === 0 ? '' : digits}`;
}
