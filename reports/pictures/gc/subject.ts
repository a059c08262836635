import type { Moment } from './film-reel.ts';

/** What a moment is about: objects, and the reference that is walked along. */
export interface Subject {
  readonly objects: readonly number[];
  readonly reference: { readonly from: number; readonly to: number } | null;
}

const NOTHING: Subject = { objects: [], reference: null };

export function subjectOf({ happening, args }: Pick<Moment, 'happening' | 'args'>): Subject {
  const [a = 0, , c = 0] = args;
  switch (happening) {
    case 'start':
    case 'op':
    case 'phase':
    case 'collectionStarted':
    case 'collectionFinished':
      return NOTHING;
    case 'refSubtracted':
    case 'reached':
    case 'movedBack':
      return { objects: [c], reference: { from: a, to: c } };
    default:
      return { objects: [a], reference: null };
  }
}
