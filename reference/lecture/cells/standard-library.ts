import type { ClassCell } from '../cell.ts';
import { issubclass, type } from '../python/builtins.ts';
import { ABCMeta, Iterable } from '../python/standard-library.ts';

/** Section “Metaclasses in the standard library”. */
export const STANDARD_LIBRARY: Readonly<Record<number, ClassCell>> = {
  56: (main) => {
    main.ABCMeta = ABCMeta;

    main.Iterable = Iterable;
  },

  57: (main) => main.ABCMeta.__class__,

  58: (main) => main.Iterable.__class__,

  59: (main) => issubclass(main.ABCMeta, type),

  60: (main) => issubclass(main.Iterable, type),
};
