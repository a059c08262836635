import type { GcFilm } from './film.ts';

/** One place in the graph: an object, or several that are drawn as one. */
export interface GraphPlace {
  /** Empty unless several are drawn as one: `n6 … n113`. */
  readonly name: string;
  readonly objects: readonly number[];
}

/** Objects drawn one by one before some are drawn as one. */
const FOLD_ABOVE = 60;
/** Of a family, at its beginning and at its end. */
const KEPT_AT_ENDS = 6;
/** Objects drawn one by one, if all are asked for. */
export const MOST_DRAWN = 1200;

/**
 * The places of the graph. In large scenarios most objects are of a family, `n0` to `n159`: its middle becomes one place.
 * What is left then beyond the limit becomes one place too.
 */
export function graphPlaces({ objects }: GcFilm, unfolded = false): readonly GraphPlace[] {
  const limit = unfolded ? MOST_DRAWN : FOLD_ABOVE;
  const all = objects.map((_, object) => object);
  if (all.length <= limit) return all.map(single);
  const folds = new Map<number, GraphPlace>();
  const folded = new Set<number>();
  const fold = (members: readonly number[], name: string) => {
    const [first] = members;
    if (first === undefined || members.length === 1) return;
    folds.set(first, { name, objects: members });
    for (const member of members) folded.add(member);
  };
  const label = (object: number | undefined) => objects[object ?? -1]?.label ?? '';
  for (const members of families(objects.map((object) => object.label))) {
    const middle = members.slice(KEPT_AT_ENDS, -KEPT_AT_ENDS);
    if (!unfolded && middle.length > KEPT_AT_ENDS) fold(middle, `${label(middle[0])} … ${label(middle.at(-1))}`);
  }
  const rest = all.filter((object) => !folded.has(object)).slice(limit);
  fold(rest, 'the others');
  return all.flatMap((object) => {
    const place = folds.get(object);
    return place !== undefined ? [place] : folded.has(object) ? [] : [single(object)];
  });
}

/** Labels that are numbered alike, in order. */
function families(labels: readonly string[]): Iterable<readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [object, label] of labels.entries()) {
    const [, stem] = /^(.*?)\d+$/.exec(label) ?? [];
    if (stem === undefined) continue;
    const members = found.get(stem);
    if (members === undefined) found.set(stem, [object]);
    else members.push(object);
  }
  return found.values();
}

function single(object: number): GraphPlace {
  return { name: '', objects: [object] };
}
