import type { PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

/** C3: again and again, the first head that no list still has further back. */
export function mro(cls: PyClass): readonly PyClass[] {
  refuseRepeatedBase(cls.bases);
  const queues = [...cls.bases.map((base) => base.mro), cls.bases];
  const fronts = queues.map(() => 0);

  // How many queues hold a class behind their front.
  const behind = new Map<PyClass, number>();
  const count = (entry: PyClass, by: number) => behind.set(entry, (behind.get(entry) ?? 0) + by);
  for (const queue of queues) {
    for (let place = 1; place < queue.length; place += 1) count(queue[place]!, 1);
  }

  const result: PyClass[] = [cls];
  while (true) {
    const heads = queues.map((queue, index) => queue[fronts[index]!]);
    const chosen = heads.find((head) => head !== undefined && (behind.get(head) ?? 0) === 0);
    if (chosen === undefined) {
      const stuck = new Set(heads.filter((head) => head !== undefined));
      if (stuck.size === 0) return result;
      throw new PyTypeError(
        `Cannot create a consistent method resolution\norder (MRO) for bases ${[...stuck].map((c) => c.name).join(', ')}`,
      );
    }
    result.push(chosen);
    heads.forEach((head, index) => {
      if (head !== chosen) return;
      fronts[index]! += 1;
      const next = queues[index]![fronts[index]!];
      if (next !== undefined) count(next, -1);
    });
  }
}

function refuseRepeatedBase(bases: readonly PyClass[]): void {
  for (let i = 0; i < bases.length; i += 1) {
    for (let j = i + 1; j < bases.length; j += 1) {
      if (bases[i] === bases[j]) throw new PyTypeError(`duplicate base class ${bases[i]!.name}`);
    }
  }
}
