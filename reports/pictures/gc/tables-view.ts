import { DEBUG } from '../../../reference/memory/gc/debug.ts';
import { type Figure, GARBAGE_LIST, LISTS, PERMANENT } from './film.ts';
import type { FilmReel } from './film-reel.ts';
import { MARK_VIEWS } from './mark-view.ts';

/** The numbers at a moment, for the template `numbers.hbs`. */
export interface NumbersView {
  readonly generations: readonly {
    readonly name: string;
    readonly objects: number;
    readonly count: number;
    readonly threshold: number;
    readonly isDue: boolean;
    readonly collections: number;
    readonly collected: number;
    readonly uncollectable: number;
  }[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

export function numbersView({ state }: FilmReel): NumbersView {
  const figure = (name: string, generation: number) => state.figures[`${name}${generation}` as Figure];
  const { enabled, debug, longLivedPending, longLivedTotal } = state.figures;
  const flags = Object.entries(DEBUG).find(([, bits]) => bits === debug)?.[0];
  return {
    generations: [0, 1, 2].map((generation) => ({
      name: String(generation),
      objects: state.lists[generation]?.length ?? 0,
      count: figure('count', generation),
      threshold: figure('threshold', generation),
      isDue: figure('count', generation) > figure('threshold', generation),
      collections: figure('collections', generation),
      collected: figure('collected', generation),
      uncollectable: figure('uncollectable', generation),
    })),
    facts: [
      { name: 'automatic collection', value: enabled === 1 ? 'on' : 'off' },
      { name: 'long_lived_pending', value: String(longLivedPending) },
      { name: 'long_lived_total', value: String(longLivedTotal) },
      { name: 'permanent generation', value: String(state.lists[PERMANENT]?.length ?? 0) },
      { name: 'gc.garbage', value: String(state.lists[GARBAGE_LIST]?.length ?? 0) },
      { name: 'debug', value: debug === 0 ? '0' : `DEBUG_${flags ?? debug}` },
    ],
  };
}

/** Every object at a moment, for the template `objects.hbs`: what the graph shows, in words. */
export interface ObjectsView {
  readonly objects: readonly {
    readonly label: string;
    readonly kind: string;
    readonly refcnt: string;
    readonly gcRefs: string;
    readonly sign: string;
    readonly tone: string;
    readonly state: string;
    readonly finalizer: string;
    readonly where: string;
    readonly refersTo: string;
    readonly names: string;
  }[];
  /** Objects left out. */
  readonly left: number;
}

const MOST_ROWS = 150;

export function objectsView({ film, state }: FilmReel): ObjectsView {
  const where = new Map<number, string>();
  for (const [number, items] of state.lists.entries()) {
    if (number === GARBAGE_LIST) continue;
    const name = LISTS[number] ?? '';
    for (const [at, object] of items.entries()) where.set(object, `${name}, ${at + 1}`);
  }
  const namesOf = new Map<number, string[]>();
  for (const [name, object] of state.names) {
    namesOf.set(object, [...(namesOf.get(object) ?? []), film.texts[name] ?? '']);
  }
  // What is alive first: the freed only make the table long.
  const alive = [...state.objects].filter(([, { mark }]) => mark !== 'freed');
  const freed = [...state.objects].filter(([, { mark }]) => mark === 'freed');
  const all = [...alive, ...freed].slice(0, MOST_ROWS).sort(([a], [b]) => a - b);
  return {
    objects: all.map(([object, { mark, refcnt, gcRefs, references, target, isFinalized }]) => {
      const { label = '', kind = '' } = film.objects[object] ?? {};
      const { sign, tone, word } = MARK_VIEWS[mark];
      const to = references.map(
        (reference) => `${film.texts[reference.field]} → ${film.objects[reference.target]?.label}`,
      );
      const weak = target === null ? [] : [`weakly → ${film.objects[target]?.label}`];
      const isFreed = mark === 'freed';
      return {
        label,
        kind,
        refcnt: isFreed ? '' : String(refcnt),
        gcRefs: gcRefs === null ? '' : String(gcRefs),
        sign,
        tone,
        state: mark === 'none' ? '' : word,
        finalizer: isFinalized && mark !== 'finalized' && !isFreed ? '__del__ called' : '',
        where: isFreed ? '' : (where.get(object) ?? 'on no list'),
        refersTo: [...to, ...weak].join(', '),
        names: (namesOf.get(object) ?? []).join(', '),
      };
    }),
    left: Math.max(0, state.objects.size - MOST_ROWS),
  };
}
