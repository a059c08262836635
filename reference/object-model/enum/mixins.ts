import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { findAttribute, getAttribute } from '../object/attributes.ts';
import type { PyDict, PyValue } from '../object/py-object.ts';
import { isInstance } from '../protocols/is-instance.ts';
import { length } from '../protocols/items.ts';
import { repr } from '../protocols/repr.ts';
import { isType, type PyType } from '../type/py-type.ts';
import { object } from '../type/static-types.ts';
import type { EnumWorld } from './enum-world.ts';

/** What an enumeration's bases tell: the type of its members' values, and how members are made. */
export interface Mixins {
  /** `int` in an IntEnum; `object` in a plain one. */
  readonly memberType: PyValue;
  /** The last base; null for `Enum` itself. */
  readonly firstEnum: PyValue;
}

/** Source: CPython 3.11, Lib/enum.py, `_get_mixins_`. @throws {PyTypeError} if the last base is no enumeration. */
export function mixinsOf(world: EnumWorld, name: PyValue, bases: readonly PyValue[]): Mixins {
  const last = bases.at(-1);
  if (last === undefined) return { memberType: object, firstEnum: world.Enum };
  checkNoMembers(world, name, bases);
  if (!isEnumClass(world, last)) {
    const form = '`EnumName([mixin_type, ...] [data_type,] enum_type)`';
    throw new PyTypeError(`new enumerations should be created as ${form}`);
  }
  return { memberType: dataTypeOf(world, name, bases) ?? object, firstEnum: last };
}

/** An enumeration with members is final. Source: Lib/enum.py, `_check_for_existing_members_`. */
export function checkNoMembers(world: EnumWorld, name: PyValue, bases: readonly PyValue[]): void {
  for (const base of allBases(bases)) {
    if (isEnumClass(world, base) && length(getAttribute(base, '_member_names_')) > 0n) {
      throw new PyTypeError(`<enum ${repr(name)}> cannot extend ${repr(base)}`);
    }
  }
}

/** How the value of a member is printed: the first `__repr__` that is not an enumeration's. Lib/enum.py, `_find_data_repr_`. */
export function dataReprOf(world: EnumWorld, bases: readonly PyValue[]): PyValue {
  for (const base of allBases(bases)) {
    if (base === object) continue;
    if (isEnumClass(world, base)) return getAttribute(base, '_value_repr_');
    const own = base.dict.get('__repr__');
    if (own !== undefined) return own;
  }
  return null;
}

/**
 * The `__new__` that makes members, and whether it gets a member's value.
 *
 * Source: CPython 3.11, Lib/enum.py, `_find_new_`.
 */
export function findNew(
  world: EnumWorld,
  body: PyDict,
  { memberType, firstEnum }: Mixins,
): { readonly newMember: PyValue; readonly saveNew: boolean; readonly useArgs: boolean } {
  const objectNew = getAttribute(object, '__new__');
  const enumNew = world.Enum === null ? null : getAttribute(world.Enum, '__new__');
  const own = body.get('__new__') ?? null;
  const found = own ?? inheritedNew([memberType, firstEnum], [null, objectNew, enumNew]) ?? objectNew;
  const isDefault = found === objectNew || found === enumNew;
  return { newMember: found, saveNew: firstEnum !== null && own !== null, useArgs: firstEnum !== null && !isDefault };
}

function inheritedNew(from: readonly PyValue[], defaults: readonly PyValue[]): PyValue {
  for (const method of ['__new_member__', '__new__']) {
    for (const possible of from) {
      const target = findAttribute(possible, method) ?? null;
      if (possible !== null && !defaults.includes(target)) return target;
    }
  }
  return null;
}

/** The one base, or base of a base, that is made of data: it has a `__new__`. Source: Lib/enum.py, `_find_data_type_`. */
function dataTypeOf(world: EnumWorld, name: PyValue, bases: readonly PyValue[]): PyValue | undefined {
  const found = new Set<PyValue>();
  for (const chain of bases) {
    let candidate: PyType | undefined;
    for (const base of allBases([chain])) {
      if (base === object) continue;
      if (isEnumClass(world, base)) {
        const type = getAttribute(base, '_member_type_');
        if (type === object) continue;
        found.add(type);
        break;
      }
      if (base.dict.has('__new__')) {
        found.add(candidate ?? base);
        break;
      }
      candidate ??= base;
    }
  }
  if (found.size > 1) {
    throw new PyTypeError(`too many data types for ${repr(name)}: {${[...found].map(repr).join(', ')}}`);
  }
  return [...found][0];
}

function isEnumClass(world: EnumWorld, value: PyValue): boolean {
  return world.EnumType !== null && isInstance(value, world.EnumType);
}

function allBases(bases: readonly PyValue[]): PyType[] {
  return bases.flatMap((base) => (isType(base) ? (base.mro ?? []) : []));
}
