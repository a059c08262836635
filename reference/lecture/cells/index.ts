import { type Cells, type ClassCell, shown } from '../cell.ts';
import { CHECKED_WITH_METACLASS } from './checked-with-metaclass.ts';
import { CLASS_DECORATOR } from './class-decorator.ts';
import { CLASS_FACTORY } from './class-factory.ts';
import { CLASSES_ARE_OBJECTS } from './classes-are-objects.ts';
import { INIT_SUBCLASS } from './init-subclass.ts';
import { MEMORY_CELLS } from './memory-management.ts';
import { METACLASSES } from './metaclasses.ts';
import { PREPARE } from './prepare.ts';
import { STANDARD_LIBRARY } from './standard-library.ts';
import { TYPE } from './type.ts';

const CLASS_CELLS: Readonly<Record<number, ClassCell>> = {
  ...CLASSES_ARE_OBJECTS,
  ...TYPE,
  ...CLASS_FACTORY,
  ...INIT_SUBCLASS,
  ...CLASS_DECORATOR,
  ...METACLASSES,
  ...CHECKED_WITH_METACLASS,
  ...PREPARE,
  ...STANDARD_LIBRARY,
};

/** All 76 cells. */
export const CELLS: Cells = {
  ...Object.fromEntries(Object.entries(CLASS_CELLS).map(([number, cell]) => [number, shown(cell)])),
  ...MEMORY_CELLS,
};
