import type { ClassCell } from '../cell.ts';
import {
  call,
  callMethod,
  dictOf,
  getAttribute,
  int,
  list,
  object,
  set,
  str,
  tup,
  tuple,
  type,
  ValueError,
} from '../python/builtins.ts';
import { classStatement, lambda } from '../python/class-statement.ts';

/** Section “`type()`”. */
export const TYPE: Readonly<Record<number, ClassCell>> = {
  4: () => call(type, [42n]),

  5: (_main, print) => {
    for (const t of [int, str, list, set, tuple]) {
      print(call(type, [t]));
    }
  },

  6: (main) => {
    main.A = classStatement('A');

    return call(type, [main.A]);
  },

  7: () => call(type, [ValueError]),

  8: () => call(type, [type]),

  9: (main) => {
    main.A = call(type, ['A', tup(object), dictOf({ a: 42n, greet: lambda(['self'], () => 'Hello from A!') })]);
    main.B = call(type, ['B', tup(main.A), dictOf({ b: 24n, greet: lambda(['self'], () => 'Hello from B!') })]);
  },

  10: (main) => {
    main.a = call(main.A);
    return tup(getAttribute(main.a, 'a'), callMethod(main.a, 'greet'));
  },

  11: (main) => {
    main.b = call(main.B);
    return tup(getAttribute(main.b, 'b'), callMethod(main.b, 'greet'));
  },
};
