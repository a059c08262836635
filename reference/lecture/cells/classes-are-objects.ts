import type { ClassCell } from '../cell.ts';
import { python } from '../python/builtins.ts';

/** Section “Classes are objects”. */
export const CLASSES_ARE_OBJECTS: Readonly<Record<number, ClassCell>> = {
  0: (main) => {
    main.A = python('A', class {});

    main.B = python('B', class extends main.A {});

    main.C = python('C', class extends main.B {});
  },

  1: (main) => main.B.__bases__,

  2: (main) => main.B.__subclasses__(),

  3: (main) => main.B.mro(),
};
