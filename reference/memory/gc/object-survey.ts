import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { fromGc, GC_NEXT, NEXT_UNREACHABLE, type ObjectHeap, ReferenceSpan } from '../objects/index.ts';

/** One list of containers, as it is found by following `_gc_next`. */
export interface ListSurvey {
  readonly name: string;
  readonly head: Address;
  /** The containers' heads. Cut off where one comes a second time. */
  readonly items: readonly Address[];
}

/** All objects that can be found, and what refers to them. */
export interface ObjectSurvey {
  readonly heap: ObjectHeap;
  /** The three generations and the permanent one. */
  readonly lists: readonly ListSurvey[];
  /** Lists that are empty outside of a collection. */
  readonly temporary: readonly ListSurvey[];
  /** References from objects and roots to each object that is on a list, or can be reached from one or from a root. */
  readonly references: ReadonlyMap<Address, number>;
}

/**
 * Looks at every object; changes nothing. `roots`: one for each reference from outside, so the same one may come twice.
 */
export function surveyObjects(heap: ObjectHeap, roots: Iterable<Address>): ObjectSurvey {
  const { gc } = heap;
  const lists = [...gc.heads.map((head, generation) => [`generation ${generation}`, head] as const)].map(surveyList);
  lists.push(surveyList(['permanent generation', gc.permanent]));
  const temporary = [
    surveyList(['unreachable', gc.unreachable]),
    surveyList(['final_unreachable', gc.finalUnreachable]),
    surveyList(['wrcb_to_call', gc.wrcbToCall]),
    surveyList(['seen', gc.seen]),
  ];
  const tracked = lists.flatMap(({ items }) => items.map(fromGc));
  return { heap, lists, temporary, references: countReferences(heap, tracked, roots) };

  function surveyList([name, head]: readonly [string, Address]): ListSurvey {
    const items = new Set<Address>();
    for (let gc = next(head); gc !== head && gc !== NULL && !items.has(gc); gc = next(gc)) items.add(gc);
    return { name, head, items: [...items] };
  }

  function next(gc: Address): Address {
    const word = heap.memory.readPointer(gc + GC_NEXT);
    return (word - (word & NEXT_UNREACHABLE)) as Address;
  }
}

function countReferences(
  heap: ObjectHeap,
  tracked: readonly Address[],
  roots: Iterable<Address>,
): ReadonlyMap<Address, number> {
  const counted = new Map<Address, number>();
  const toVisit: Address[] = [];
  const find = (object: Address, references: number) => {
    const before = counted.get(object);
    if (before === undefined) toVisit.push(object);
    counted.set(object, (before ?? 0) + references);
  };
  for (const object of tracked) find(object, 0);
  for (const object of roots) find(object, 1);
  const span = new ReferenceSpan();
  for (let object = toVisit.pop(); object !== undefined; object = toVisit.pop()) {
    heap.types.of(object).traverse(heap, object, span);
    for (let index = 0; index < span.count; index += 1) {
      const referent = heap.memory.readPointer(span.first + index * span.step);
      if (referent !== NULL) find(referent, 1);
    }
  }
  return counted;
}
