import type { PyValue } from '../object/py-object.ts';
import type { PyType } from '../type/py-type.ts';
export interface EnumModule {
  readonly EnumType: PyType;
  readonly Enum: PyType;
  readonly IntEnum: PyType;
  readonly Flag: PyType;
  readonly auto: PyValue;
  readonly unique: PyValue;
}
export function createEnum(): EnumModule {
  throw new Error('enum');
}
