import { FINAL_UNREACHABLE, GARBAGE_LIST, LISTS, PERMANENT, UNREACHABLE } from './film.ts';
import type { FilmReel } from './film-reel.ts';
import { objectWords } from './graph-view.ts';
import { MARK_VIEWS } from './mark-view.ts';
import { subjectOf } from './subject.ts';

/** The lists at a moment, for the template `lanes.hbs`. */
export interface LanesView {
  readonly lanes: readonly LaneView[];
}

export interface LaneView {
  readonly name: string;
  readonly note: string;
  /** `collecting`, `apart`, or empty. */
  readonly kind: string;
  readonly chips: readonly ChipView[];
  /** More than there is room for: the lane scrolls. */
  readonly scrolls: boolean;
  /** Objects left out behind the first chips; 0: none. */
  readonly left: number;
  readonly rest: readonly ChipView[];
}

export interface ChipView {
  readonly label: string;
  readonly sign: string;
  readonly gcRefs: string;
  readonly classes: string;
  readonly title: string;
}

/** Chips of a lane before its middle is left out. */
const MOST_CHIPS = 120;
const CHIPS_AT_END = 20;
const CHIPS_IN_SIGHT = 24;
const APART: Readonly<Record<string, string>> = {
  unreachable: 'put aside',
  final_unreachable: 'after the finalizers',
  wrcb_to_call: 'callbacks due',
  seen: 'finalizers called',
  trashcan: 'next one first',
  'gc.garbage': 'saved',
};

export function lanesView(reel: FilmReel): LanesView {
  const { state } = reel;
  const collecting = state.figures.collecting - 1;
  const lanes = LISTS.flatMap((name, number) => {
    const items = state.lists[number] ?? [];
    const isShown = number < PERMANENT || items.length > 0 || (number === UNREACHABLE && collecting >= 0);
    if (!isShown) return [];
    const isCollecting = number === collecting;
    const kind = isCollecting ? 'collecting' : number >= UNREACHABLE && number <= FINAL_UNREACHABLE ? 'apart' : '';
    return [laneView(reel, name, isCollecting ? 'being collected' : (APART[name] ?? ''), kind, items)];
  });
  const listed = new Set(state.lists.slice(0, GARBAGE_LIST).flat());
  const others = [...state.objects].filter(([object, { mark }]) => mark !== 'freed' && !listed.has(object));
  const untracked = others.map(([object]) => object);
  return {
    lanes: untracked.length === 0 ? lanes : [...lanes, laneView(reel, 'on no list', 'not tracked', '', untracked)],
  };
}

function laneView(reel: FilmReel, name: string, note: string, kind: string, items: readonly number[]): LaneView {
  const hot = new Set(subjectOf(reel).objects);
  const chip = (object: number): ChipView => {
    const state = reel.state.objects.get(object);
    const { label = '', kind: type = '' } = reel.film.objects[object] ?? {};
    if (state === undefined) return { label, sign: '', gcRefs: '', classes: 'plain', title: label };
    const { sign, tone } = MARK_VIEWS[state.mark];
    return {
      label,
      sign,
      gcRefs: state.gcRefs === null ? '' : String(state.gcRefs),
      classes: `${tone} ${state.mark}${hot.has(object) ? ' hot' : ''}`,
      title: objectWords(label, type, state),
    };
  };
  const isCut = items.length > MOST_CHIPS;
  return {
    name,
    note: `${items.length} object${items.length === 1 ? '' : 's'}${note === '' ? '' : `, ${note}`}`,
    kind,
    chips: (isCut ? items.slice(0, MOST_CHIPS - CHIPS_AT_END) : items).map(chip),
    scrolls: items.length > CHIPS_IN_SIGHT,
    left: isCut ? items.length - MOST_CHIPS : 0,
    rest: isCut ? items.slice(-CHIPS_AT_END).map(chip) : [],
  };
}
