import type { PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

// The merge as the Python 2.3 paper describes it, word for word.
export function mro(cls: PyClass): PyClass[] {
  const { bases } = cls;
  bases.forEach((base, i) => {
    if (bases.indexOf(base, i + 1) !== -1) throw new PyTypeError(`duplicate base class ${base.name}`);
  });

  const sequences = bases.map((base) => base.mro);
  sequences.push(bases);
  const from = sequences.map(() => 0);
  const result = [cls];

  for (;;) {
    const unfinished = sequences.map((_, s) => s).filter((s) => from[s]! < sequences[s]!.length);
    if (unfinished.length === 0) return result;
    const good = unfinished
      .map((s) => sequences[s]![from[s]!]!)
      .find((candidate) => !unfinished.some((s) => sequences[s]!.indexOf(candidate, from[s]! + 1) !== -1));
    if (!good) {
      const heads = unfinished.map((s) => sequences[s]![from[s]!]!);
      const names = heads.filter((head, i) => heads.indexOf(head) === i).map((head) => head.name);
      throw new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names.join(', ')}`);
    }
    result.push(good);
    for (const s of unfinished) if (sequences[s]![from[s]!] === good) from[s]! += 1;
  }
}
