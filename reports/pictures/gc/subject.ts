import type { FilmReel } from './film-reel.ts';
import type { Reference } from './film-state.ts';

/** What a moment is about: objects, and references that are walked along or new. */
export interface Subject {
  readonly objects: readonly number[];
  readonly references: readonly { readonly from: number; readonly to: number }[];
}

const NOTHING: Subject = { objects: [], references: [] };
/** More objects or references than these are no subject. */
const MOST = 4;

export function subjectOf({ moment, changes }: Pick<FilmReel, 'moment' | 'changes'>): Subject {
  const { happening, args } = moment;
  const [a = 0, , c = 0] = args;
  switch (happening) {
    case 'start':
    case 'phase':
    case 'collectionStarted':
    case 'collectionFinished':
      return NOTHING;
    case 'op':
    case 'ran': {
      const made = changes.refcnts.filter(({ from }) => from === 0).map(({ object }) => object);
      const references = changes.references.flatMap(({ object, before, after }) =>
        after.filter((one) => !isIn(before, one)).map(({ target }) => ({ from: object, to: target })),
      );
      const objects = happening === 'ran' ? [a, ...made] : made;
      return objects.length > MOST || references.length > MOST ? NOTHING : { objects, references };
    }
    case 'refSubtracted':
    case 'reached':
    case 'movedBack':
      return { objects: [c], references: [{ from: a, to: c }] };
    default:
      return { objects: [a], references: [] };
  }
}

export function isIn(references: readonly Reference[], one: Reference): boolean {
  return references.some(({ field, target }) => field === one.field && target === one.target);
}
