import type { PyClass } from '../kit/classes.ts';
import { PyTypeError } from '../kit/errors.ts';

type Lane = { entries: readonly PyClass[]; next: number };

export function mro(cls: PyClass): PyClass[] {
  const once = new Set<PyClass>(cls.bases);
  if (once.size < cls.bases.length) {
    const repeated = cls.bases.find((base, index) => cls.bases.lastIndexOf(base) > index);
    throw new PyTypeError(`duplicate base class ${repeated?.name}`);
  }
  const rank = rankByMerging([...cls.bases.map((base) => base.mro), cls.bases]);
  return [cls, ...[...rank.keys()].sort((a, b) => rank.get(a)! - rank.get(b)!)];
}

function rankByMerging(lists: (readonly PyClass[])[]): Map<PyClass, number> {
  const lanes: Lane[] = lists.map((entries) => ({ entries, next: 0 }));
  const waiting = new Map<PyClass, number>();
  const rank = new Map<PyClass, number>();
  for (const { entries } of lanes) {
    entries.forEach((entry, index) => {
      rank.set(entry, Number.MAX_SAFE_INTEGER);
      waiting.set(entry, (waiting.get(entry) ?? 0) + (index === 0 ? 0 : 1));
    });
  }
  for (let place = 0; place < rank.size; place += 1) {
    const lane = lanes.find(({ entries, next }) => next < entries.length && waiting.get(entries[next]!) === 0);
    if (lane === undefined) {
      const heads = new Set(lanes.filter((l) => l.next < l.entries.length).map((l) => l.entries[l.next]!));
      const list = [...heads].map((head) => head.name).join(', ');
      throw new PyTypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${list}`);
    }
    const winner = lane.entries[lane.next]!;
    rank.set(winner, place);
    for (const other of lanes) {
      if (other.entries[other.next] !== winner) continue;
      other.next += 1;
      const head = other.entries[other.next];
      if (head) waiting.set(head, waiting.get(head)! - 1);
    }
  }
  return rank;
}
