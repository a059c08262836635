import type { PyClass } from '../kit/classes.ts';

/** All the ways up, and each of them again behind the others. The caller stops when it has seen enough. */
function* waysUp(cls: PyClass): Generator<PyClass[]> {
  for (let way = [cls]; ; way = way.concat(way, cls.bases)) yield way;
}

export function mro(cls: PyClass): PyClass[] {
  const ways = [...waysUp(cls)];
  return [...new Set(ways.flat())];
}
