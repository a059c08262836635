import { PyTypeError, PythonError, PyValueError } from '../../../exercises/kit/errors.ts';
import { dictOf } from '../builtin-types/plain-value.ts';
import { callMethod, deleteAttribute, findAttribute, getAttribute, setAttribute } from '../object/attributes.ts';
import { type Keywords, type PyDict, PyTuple, type PyValue } from '../object/py-object.ts';
import { findKey } from '../protocols/dict.ts';
import { iterate } from '../protocols/iterate.ts';
import { repr } from '../protocols/repr.ts';
import { isSubtype, type PyType } from '../type/py-type.ts';
import { object, tupleOf } from '../type/static-types.ts';
import { PyEnumDict } from './enum-dict.ts';
import type { EnumWorld } from './enum-world.ts';
import { dataReprOf, findNew, type Mixins, mixinsOf } from './mixins.ts';
import { isSingleBit, PyProtoMember } from './proto-member.ts';

const FLAG_ATTRIBUTES = ['_boundary_', '_flag_mask_', '_singles_mask_', '_all_bits_', '_inverted_'];
const FLAG_OPERATIONS = ['__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'];

/**
 * `EnumType.__new__`: the body, with members in it as values, becomes a class with members as instances.
 *
 * Source: CPython 3.11, Lib/enum.py, `EnumType.__new__`.
 *
 * @param superNew `super().__new__`, with the metaclass before its arguments.
 * @throws {PyTypeError | PyValueError} in CPython's words; what a member's own `__new__` or `__init__` raised, as it was.
 */
export function makeEnumClass(
  world: EnumWorld,
  [metaclass, name, bases, namespace]: readonly [PyValue, PyValue, PyValue, PyValue],
  kwds: Keywords,
  superNew: (args: readonly PyValue[], kwds: Keywords) => PyValue,
): PyValue {
  if (!(namespace instanceof PyEnumDict)) {
    throw new PythonError('AttributeError', "'dict' object has no attribute '_member_names'");
  }
  const written = bases instanceof PyTuple ? bases.items : [];
  const body = dictOf(namespace);
  removeIgnored(body);
  const memberNames = [...namespace.memberNames];
  checkNames(memberNames);
  const order = body.get('_order_');
  body.delete('_order_');

  const prepared = new Map(body);
  const mixins = mixinsOf(world, name, written);
  const { newMember, saveNew, useArgs } = findNew(world, prepared, mixins);
  prepared.set('_new_member_', newMember);
  prepared.set('_use_args_', useArgs);
  for (const member of memberNames) {
    const proto = new PyProtoMember(world.ProtoMember);
    proto.value = prepared.get(member) ?? null;
    prepared.set(member, proto);
  }
  const { boundary = null, ...rest } = Object.fromEntries(kwds);
  addHousekeeping(world, prepared, written, mixins, boundary);
  const cls = unwrapErrors(() =>
    superNew([metaclass, name, tupleOf(written), prepared], new Map(Object.entries(rest))),
  );
  complete(world, cls as PyType, prepared, written, mixins);
  if (saveNew) setAttribute(cls, '__new_member__', newMember);
  if (world.Enum !== null) setAttribute(cls, '__new__', getAttribute(world.Enum, '__new__'));
  finishFlag(world, cls as PyType, name);
  checkOrder(world, cls as PyType, order);
  return cls;
}

function removeIgnored(body: PyDict): void {
  const ignored = [...iterate(body.get('_ignore_') ?? [])];
  for (const name of [...ignored, '_ignore_']) body.delete(name);
}

function checkNames(names: readonly string[]): void {
  const invalid = names.filter((name) => name === 'mro' || name === '');
  if (invalid.length > 0) throw new PyValueError(`invalid enum member name(s) ${invalid.map(repr).join(',')}`);
}

function addHousekeeping(
  world: EnumWorld,
  body: PyDict,
  bases: readonly PyValue[],
  { memberType, firstEnum }: Mixins,
  boundary: PyValue,
): void {
  body.set('_member_names_', []);
  body.set('_member_map_', new Map());
  body.set('_value2member_map_', new Map());
  body.set('_unhashable_values_', []);
  body.set('_member_type_', memberType);
  body.set('_value_repr_', dataReprOf(world, bases));
  body.set('_boundary_', boundary ?? findAttribute(firstEnum, '_boundary_') ?? null);
  for (const mask of ['_flag_mask_', '_singles_mask_', '_all_bits_']) body.set(mask, 0n);
  body.set('_inverted_', null);
}

/** Members are made by `__set_name__`, whose errors come wrapped: here they come out again. */
function unwrapErrors(make: () => PyValue): PyValue {
  try {
    return make();
  } catch (error) {
    if (error instanceof PythonError && error.type === 'RuntimeError' && error.cause instanceof PythonError) {
      throw error.cause;
    }
    throw error;
  }
}

/** Gives the class the enumeration's own printing where the data type's would win. */
function complete(
  world: EnumWorld,
  cls: PyType,
  body: PyDict,
  bases: readonly PyValue[],
  { memberType, firstEnum }: Mixins,
): void {
  const has = (method: string) => body.has(method) || cls.dict.has(method);
  if (world.ReprEnum !== null && bases.includes(world.ReprEnum)) {
    if (memberType === object) {
      const types = 'int, str, float, etc.';
      throw new PyTypeError(`ReprEnum subclasses must be mixed with a data type (i.e. ${types})`);
    }
    if (!has('__format__')) setAttribute(cls, '__format__', getAttribute(memberType, '__format__'));
    if (!has('__str__')) {
      const method = getAttribute(memberType, '__str__');
      const isDefault = method === getAttribute(object, '__str__');
      setAttribute(cls, '__str__', isDefault ? getAttribute(memberType, '__repr__') : method);
    }
  }
  for (const method of ['__repr__', '__str__', '__format__', '__reduce_ex__']) {
    if (has(method)) continue;
    const ofEnum = getAttribute(firstEnum, method);
    const found = getAttribute(cls, method);
    if (found === getAttribute(memberType, method) || found === getAttribute(object, method)) {
      setAttribute(cls, method, ofEnum);
    }
  }
  if (world.Flag === null || !isSubtype(cls, world.Flag)) return;
  for (const method of FLAG_OPERATIONS) {
    if (!has(method)) setAttribute(cls, method, getAttribute(world.Flag, method));
  }
}

function finishFlag(world: EnumWorld, cls: PyType, name: PyValue): void {
  const isFlag = world.Flag === null ? name === 'Flag' : isSubtype(cls, world.Flag);
  if (!isFlag) for (const attribute of FLAG_ATTRIBUTES) deleteAttribute(cls, attribute);
  else if (world.Flag !== null) {
    const values = [...iterate(cls)].map((member) => getAttribute(member, '_value_') as bigint);
    if (values.some((value, at) => at > 0 && value < (values[at - 1] as bigint))) {
      setAttribute(cls, '_iter_member_', getAttribute(cls, '_iter_member_by_def_'));
    }
  }
}

/** `_order_`, if the body has it, must be the order of the members. */
function checkOrder(world: EnumWorld, cls: PyType, order: PyValue | undefined): void {
  if (order === undefined || order === null) return;
  const names =
    typeof order === 'string' ? order.replaceAll(',', ' ').split(/\s+/).filter(Boolean) : [...iterate(order)];
  const map = getAttribute(cls, '_member_map_') as PyDict;
  const members = getAttribute(cls, '_member_names_') as PyValue[];
  const isFlag = world.Flag !== null && isSubtype(cls, world.Flag);
  const isMember = (name: PyValue) => findKey(map, name) !== undefined;
  const isSingle = (name: PyValue) =>
    !isMember(name) || isSingleBit(getAttribute(callMethod(cls, '__getitem__', [name]), '_value_'));
  const written = isFlag ? names.filter(isSingle) : names;
  if (written.length === 0) return;
  const kept = written.filter((name) => !isMember(name) || members.includes(name));
  if (kept.length === members.length && kept.every((name, at) => name === members[at])) return;
  throw new PyTypeError(`member order does not match _order_:\n  ${repr(members)}\n  ${repr(kept)}`);
}
