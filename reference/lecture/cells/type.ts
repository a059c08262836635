import type { ClassCell } from '../cell.ts';
import { def, int, list, object, python, set, str, tuple, type, ValueError } from '../python/builtins.ts';

/** Section “`type()`”. */
export const TYPE: Readonly<Record<number, ClassCell>> = {
  4: () => type(42n),

  5: (_main, print) => {
    for (const t of [int, str, list, set, tuple]) {
      print(type(t));
    }
  },

  6: (main) => {
    main.A = python('A', class {});

    return type(main.A);
  },

  7: () => type(ValueError),

  8: () => type(type),

  9: (main) => {
    main.A = type('A', tuple([object]), { a: 42n, greet: def('<lambda>(self)', () => 'Hello from A!') });
    main.B = type('B', tuple([main.A]), { b: 24n, greet: def('<lambda>(self)', () => 'Hello from B!') });
  },

  10: (main) => {
    main.a = main.A();
    return tuple([main.a.a, main.a.greet()]);
  },

  11: (main) => {
    main.b = main.B();
    return tuple([main.b.b, main.b.greet()]);
  },
};
