import type { ClassCell } from '../cell.ts';
import { callMethod, getAttribute } from '../python/builtins.ts';
import { classStatement } from '../python/class-statement.ts';

/** Section “Classes are objects”. */
export const CLASSES_ARE_OBJECTS: Readonly<Record<number, ClassCell>> = {
  0: (main) => {
    main.A = classStatement('A');

    main.B = classStatement('B', { bases: [main.A] });

    main.C = classStatement('C', { bases: [main.B] });
  },

  1: (main) => getAttribute(main.B, '__bases__'),

  2: (main) => callMethod(main.B, '__subclasses__'),

  3: (main) => callMethod(main.B, 'mro'),
};
