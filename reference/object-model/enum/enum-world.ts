import type { PyValue } from '../object/py-object.ts';
import type { PyType } from '../type/py-type.ts';

/** The classes of the module `enum`, while they are made: the first enumerations exist before `Flag` does. */
export interface EnumWorld {
  readonly EnumDict: PyType;
  readonly auto: PyType;
  /** `enum.property`: an attribute of members that leaves its name free for a member. */
  readonly property: PyType;
  /** What stands in a class's namespace for a member until the class exists. */
  readonly ProtoMember: PyType;
  EnumType: PyType | null;
  Enum: PyType | null;
  ReprEnum: PyType | null;
  Flag: PyType | null;
  /** STRICT, CONFORM, EJECT, KEEP of FlagBoundary. */
  boundary: Readonly<Record<'STRICT' | 'CONFORM' | 'EJECT' | 'KEEP', PyValue>> | null;
}
