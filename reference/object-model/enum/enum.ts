import { PyValueError } from '../../../exercises/kit/errors.ts';
import { def } from '../descriptors/function.ts';
import { getAttribute } from '../object/attributes.ts';
import type { PyDict, PyValue } from '../object/py-object.ts';
import { repr } from '../protocols/repr.ts';
import type { PyType } from '../type/py-type.ts';
import { createEnumClass, createIntEnum, createReprEnum, createStrEnum } from './enum-class.ts';
import { createEnumDict } from './enum-dict.ts';
import { createEnumProperty } from './enum-property.ts';
import { createEnumType } from './enum-type.ts';
import type { EnumWorld } from './enum-world.ts';
import { createBoundary, createFlag, createIntFlag } from './flag.ts';
import { createProtoMember } from './proto-member.ts';

/** What the module `enum` offers. */
export interface EnumModule {
  readonly EnumType: PyType;
  readonly Enum: PyType;
  readonly ReprEnum: PyType;
  readonly IntEnum: PyType;
  readonly StrEnum: PyType;
  readonly Flag: PyType;
  readonly IntFlag: PyType;
  readonly auto: PyType;
  readonly unique: PyValue;
}

/**
 * The module `enum`. Each call makes classes of its own.
 *
 * Source: CPython 3.11, Lib/enum.py.
 */
export function createEnum(): EnumModule {
  const world: EnumWorld = {
    ...createEnumDict(),
    property: createEnumProperty(),
    ProtoMember: createProtoMember(() => world),
    EnumType: null,
    Enum: null,
    ReprEnum: null,
    Flag: null,
    boundary: null,
  };
  const EnumType = createEnumType(world);
  world.EnumType = EnumType;
  const Enum = createEnumClass(world);
  world.Enum = Enum;
  const ReprEnum = createReprEnum(world);
  world.ReprEnum = ReprEnum;
  const [IntEnum, StrEnum] = [createIntEnum(world), createStrEnum(world)];
  world.boundary = createBoundary(world, StrEnum);
  const Flag = createFlag(world);
  world.Flag = Flag;
  const IntFlag = createIntFlag(world);
  return { EnumType, Enum, ReprEnum, IntEnum, StrEnum, Flag, IntFlag, auto: world.auto, unique };
}

/** `@unique`: refuses aliases. */
const unique: PyValue = def('unique', ['enumeration'], ([enumeration]) => {
  const members = getAttribute(enumeration, '_member_map_') as PyDict;
  const aliases = [...members]
    .map(([name, member]) => [name, getAttribute(member, 'name')] as const)
    .filter(([name, own]) => name !== own);
  if (aliases.length === 0) return enumeration;
  const details = aliases.map(([alias, name]) => `${String(alias)} -> ${String(name)}`).join(', ');
  throw new PyValueError(`duplicate values found in ${repr(enumeration)}: ${details}`);
});
