import { CHANGE, FIGURES, type Figure, LISTS, MARKS, type Mark } from './film.ts';

export interface Reference {
  /** Number of the field's text. */
  readonly field: number;
  readonly target: number;
}

/** An object at a moment of the film. */
export interface ObjectState {
  mark: Mark;
  refcnt: number;
  /** null: `_gc_prev` holds no gc_refs. */
  gcRefs: number | null;
  /** In the order of `tp_traverse`. */
  references: readonly Reference[];
  /** What a weak reference points to. */
  target: number | null;
  isFinalized: boolean;
}

/** What the last moment changed: for words. */
export interface Changes {
  readonly refcnts: { readonly object: number; readonly from: number; readonly to: number }[];
  readonly names: { readonly name: number; readonly to: number | null }[];
  readonly references: {
    readonly object: number;
    readonly before: readonly Reference[];
    readonly after: readonly Reference[];
  }[];
  readonly targets: { readonly weakref: number; readonly target: number }[];
}

/** All that is to be seen at a moment. Objects, names and fields are their numbers in the film. */
export class FilmState {
  /** Those that were made so far, freed ones too. */
  readonly objects = new Map<number, ObjectState>();
  /** Name → object, in the order of binding. */
  readonly names = new Map<number, number>();
  /** Objects of each list of `LISTS`, in order. */
  readonly lists: readonly number[][] = LISTS.map(() => []);
  readonly figures: Record<Figure, number> = Object.fromEntries(FIGURES.map((name) => [name, 0])) as Record<
    Figure,
    number
  >;

  /** Applies the changes of one moment, a row of numbers. */
  apply(row: readonly number[]): Changes {
    const changes: Changes = { refcnts: [], names: [], references: [], targets: [] };
    let at = 0;
    const next = (): number => row[at++] as number;
    while (at < row.length) {
      const change = next();
      switch (change) {
        case CHANGE.refcnt: {
          const object = next();
          const state = this.#object(object);
          const to = next();
          if (to !== state.refcnt) changes.refcnts.push({ object, from: state.refcnt, to });
          state.refcnt = to;
          break;
        }
        case CHANGE.gcRefs: {
          const state = this.#object(next());
          const refs = next() - 1;
          state.gcRefs = refs < 0 ? null : refs;
          break;
        }
        case CHANGE.mark:
          this.#object(next()).mark = MARKS[next()] as Mark;
          break;
        case CHANGE.references: {
          const object = next();
          const state = this.#object(object);
          const after = Array.from({ length: next() }, () => ({ field: next(), target: next() }));
          changes.references.push({ object, before: state.references, after });
          state.references = after;
          break;
        }
        case CHANGE.target: {
          const weakref = next();
          const target = next() - 1;
          this.#object(weakref).target = target < 0 ? null : target;
          if (target >= 0) changes.targets.push({ weakref, target });
          break;
        }
        case CHANGE.list: {
          const list = this.lists[next()] as number[];
          const [start, gone] = [next(), next()];
          list.splice(start, gone, ...Array.from({ length: next() }, next));
          break;
        }
        case CHANGE.name: {
          const name = next();
          const to = next() - 1;
          if (to < 0) this.names.delete(name);
          else this.names.set(name, to);
          changes.names.push({ name, to: to < 0 ? null : to });
          break;
        }
        case CHANGE.figure:
          this.figures[FIGURES[next()] as Figure] = next();
          break;
        case CHANGE.finalized:
          this.#object(next()).isFinalized = true;
          break;
        default:
          throw new RangeError(`the film has no change ${change}`);
      }
    }
    return changes;
  }

  #object(number: number): ObjectState {
    let state = this.objects.get(number);
    if (state === undefined) {
      state = { mark: 'none', refcnt: 0, gcRefs: null, references: [], target: null, isFinalized: false };
      this.objects.set(number, state);
    }
    return state;
  }
}
