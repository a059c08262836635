import { PyTypeError, PythonError } from '../../../exercises/kit/errors.ts';
import { store } from '../builtin-types/dict.ts';
import { wholeNumber } from '../builtin-types/plain-value.ts';
import { buildClass } from '../class-statement/build-class.ts';
import {
  callMethod,
  deleteAttribute,
  findAttribute,
  getAttribute,
  hasAttribute,
  setAttribute,
} from '../object/attributes.ts';
import { type PyDict, PyInstance, PyTuple, type PyValue } from '../object/py-object.ts';
import { isRaised } from '../object/raised.ts';
import { findKey } from '../protocols/dict.ts';
import { isEqual } from '../protocols/equality.ts';
import { truth } from '../protocols/truth.ts';
import { isSubtype, type PyType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { object, tuple, typeOf } from '../type/static-types.ts';
import { PyEnumProperty } from './enum-property.ts';
import type { EnumWorld } from './enum-world.ts';

/** A member's value, waiting for its class. */
export class PyProtoMember extends PyInstance {
  value: PyValue = null;
}

/**
 * The class `_proto_member`. Tricky: its `__set_name__` makes the member, so members are made by `type.__new__`, in the
 * order of the body, before `__init_subclass__`.
 *
 * Source: CPython 3.11, Lib/enum.py, `_proto_member`.
 */
export function createProtoMember(world: () => EnumWorld): PyType {
  return buildClass({
    name: '_proto_member',
    body: ({ set, def }) => {
      set('__module__', 'enum');
      def('__set_name__', ['self', 'enum_class', 'member_name'], ([self, enumClass, name]) => {
        makeMember(world(), (self as PyProtoMember).value, enumClass as PyType, String(name));
        return null;
      });
    },
  }) as PyType;
}

function makeMember(world: EnumWorld, written: PyValue, enumClass: PyType, name: string): void {
  deleteAttribute(enumClass, name);
  const memberType = getAttribute(enumClass, '_member_type_');
  let args = written instanceof PyTuple ? written.items : [written];
  if (memberType === tuple) args = [written];
  const made = call(
    getAttribute(enumClass, '_new_member_'),
    truth(getAttribute(enumClass, '_use_args_')) ? [enumClass, ...args] : [enumClass],
  );
  if (!hasAttribute(made, '_value_')) setAttribute(made, '_value_', computeValue(memberType, written, args));
  const value = getAttribute(made, '_value_');
  const names = getAttribute(enumClass, '_member_names_') as PyValue[];
  setAttribute(made, '_name_', name);
  setAttribute(made, '__objclass__', enumClass);
  callMethod(made, '__init__', args);
  setAttribute(made, '_sort_order_', BigInt(names.length));
  const isFlag = world.Flag !== null && isSubtype(enumClass, world.Flag);
  if (isFlag) extendMasks(enumClass, value);

  const alias = findByValue(enumClass, value);
  if (alias === undefined && (!isFlag || isSingleBit(value))) names.push(name);
  const member = alias ?? made;
  putIntoClass(world, enumClass, name, member);
  (getAttribute(enumClass, '_member_map_') as PyDict).set(name, member);
  try {
    const byValue = getAttribute(enumClass, '_value2member_map_') as PyDict;
    if (findKey(byValue, value) === undefined) store(byValue, value, member);
  } catch (error) {
    if (!isRaised(error, 'TypeError')) throw error;
    (getAttribute(enumClass, '_unhashable_values_') as PyValue[]).push(value);
  }
}

/** The value of a member whose `__new__` set none. */
function computeValue(memberType: PyValue, written: PyValue, args: readonly PyValue[]): PyValue {
  if (memberType === object) return written;
  try {
    return call(memberType, args);
  } catch (cause) {
    if (!(cause instanceof PythonError)) throw cause;
    throw new PyTypeError('_value_ not set in __new__, unable to create it', { cause });
  }
}

/** An earlier member of the same value: the new name is its alias. */
function findByValue(enumClass: PyType, value: PyValue): PyValue | undefined {
  try {
    const byValue = getAttribute(enumClass, '_value2member_map_') as PyDict;
    const key = findKey(byValue, value);
    return key === undefined ? undefined : byValue.get(key);
  } catch (error) {
    if (!isRaised(error, 'TypeError')) throw error;
  }
  const members = (getAttribute(enumClass, '_member_map_') as PyDict).values();
  return [...members].find((member) => isEqual(getAttribute(member, '_value_'), value));
}

/** Under its name in the class's dict; where a base has a property of the name, behind a property of its own. */
function putIntoClass(world: EnumWorld, enumClass: PyType, name: string, member: PyValue): void {
  const inherited = inheritedProperty(enumClass, name);
  if (inherited === undefined) {
    setAttribute(enumClass, name, member);
    return;
  }
  const redirect = new PyEnumProperty(world.property);
  redirect.setName(enumClass, name);
  for (const part of ['fget', 'fset', 'fdel'] as const) {
    redirect[part] = inherited instanceof PyEnumProperty ? inherited[part] : (findAttribute(inherited, part) ?? null);
  }
  setAttribute(enumClass, name, redirect);
}

function inheritedProperty(enumClass: PyType, name: string): PyValue | undefined {
  let found: PyValue | undefined;
  for (const base of (enumClass.mro ?? []).slice(1)) {
    const descriptor = base.dict.get(name);
    if (descriptor === undefined || descriptor === null) continue;
    if (descriptor instanceof PyEnumProperty) return descriptor;
    if (['fget', 'fset', 'fdel'].every((part) => hasAttribute(descriptor, part))) found = descriptor;
  }
  return found;
}

function extendMasks(flag: PyType, value: PyValue): void {
  const bits = wholeNumber(value);
  if (bits === undefined) {
    throw new PyTypeError(`unsupported operand type(s) for |=: 'int' and '${typeOf(value).tpName}'`);
  }
  const mask = (getAttribute(flag, '_flag_mask_') as bigint) | bits;
  setAttribute(flag, '_flag_mask_', mask);
  if (isSingleBit(value)) setAttribute(flag, '_singles_mask_', (getAttribute(flag, '_singles_mask_') as bigint) | bits);
  setAttribute(flag, '_all_bits_', 2n ** BigInt(mask === 0n ? 0 : mask.toString(2).length) - 1n);
}

/** Whether exactly one bit is set. */
export function isSingleBit(value: PyValue): boolean {
  const bits = wholeNumber(value);
  return bits !== undefined && bits !== 0n && (bits & (bits - 1n)) === 0n;
}
