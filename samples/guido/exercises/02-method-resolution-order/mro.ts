import type { PyClass } from '../kit/classes.ts';

/** All the ways up, one class after the other. The caller stops when it has seen enough. */
function* upwards(cls: PyClass): Generator<PyClass> {
  for (;;) {
    yield cls;
    yield* cls.bases;
  }
}

export function mro(cls: PyClass): PyClass[] {
  return [...new Set([...upwards(cls)])];
}
