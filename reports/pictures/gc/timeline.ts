import type { PlayerView } from '../kit/picture-page.ts';
import { type Chapter, chaptersOf } from './chapters.ts';
import type { GcFilm } from './film.ts';
import { FINAL_UNREACHABLE, UNREACHABLE } from './film.ts';
import { FilmReel } from './film-reel.ts';

const HEIGHT = 40;
/** Points of a curve, at most. */
const COLUMNS = 1000;
/** Percent of the way that a sign needs. */
const SIGN_ROOM = 1.6;
const SIGN_ROOM_ON_PHONES = 4;
/** Percent of the way between two marks. */
const MARK_ROOM = 0.4;

/** The whole film as a strip: how many objects are alive and how many are put aside; collections, and their phases. */
export function timelineOf(film: GcFilm): PlayerView['timeline'] {
  const reel = new FilmReel(film);
  const width = Math.max(1, reel.end);
  const stride = Math.max(1, Math.ceil(reel.end / COLUMNS));
  const [alive, aside]: [number[], number[]] = [[], []];
  for (let position = 0; position <= reel.end; position += 1) {
    reel.seek(position);
    if (position % stride !== 0) continue;
    const { objects, lists } = reel.state;
    let count = 0;
    for (const { mark } of objects.values()) if (mark !== 'freed') count += 1;
    alive.push(count);
    aside.push((lists[UNREACHABLE]?.length ?? 0) + (lists[FINAL_UNREACHABLE]?.length ?? 0));
  }
  const most = Math.max(1, ...alive);
  const chapters = chaptersOf(reel);
  const collections = new Set(chapters.map(({ collection }) => collection)).size - 1;
  return {
    width,
    height: HEIGHT,
    areas: [
      { kind: 'ground', name: 'objects alive', path: steps(alive, most, stride, width) },
      { kind: 'front', name: 'put aside', path: steps(aside, most, stride, width) },
    ],
    bands: bandsOf(chapters),
    marks: marksOf(chapters, width),
    sentence: `At most ${most} objects alive; ${collections} collection${collections === 1 ? '' : 's'} in ${width} moments.`,
  };
}

function bandsOf(chapters: readonly Chapter[]): readonly { x: number; width: number }[] {
  const bands: { collection: number; x: number; width: number }[] = [];
  for (const { collection, from, to } of chapters) {
    if (collection === 0) continue;
    const last = bands.at(-1);
    if (last?.collection === collection) last.width = to - last.x;
    else bands.push({ collection, x: from, width: to - from });
  }
  return bands.map(({ x, width }) => ({ x, width }));
}

/** The beginning of each phase, by its number; where there is no room for it, a mark without, or none. */
function marksOf(chapters: readonly Chapter[], width: number): NonNullable<PlayerView['timeline']['marks']> {
  const phases = chapters.filter(({ phase }) => phase > 0);
  let before = -MARK_ROOM;
  return phases.flatMap(({ from, phase }, index) => {
    const left = percent(from, width);
    const next = percent(phases[index + 1]?.from ?? width * 2, width);
    if (left - before < MARK_ROOM) return [];
    before = left;
    return [{ left, sign: next - left >= SIGN_ROOM ? String(phase) : '', tight: next - left < SIGN_ROOM_ON_PHONES }];
  });
}

function percent(at: number, width: number): number {
  return Math.round((10_000 * at) / width) / 100;
}

/** What holds from one moment to the next. */
function steps(values: readonly number[], most: number, stride: number, width: number): string {
  const line = values.map(
    (value, index) => `V${(HEIGHT * (1 - value / most)).toFixed(1)}H${Math.min(width, (index + 1) * stride)}`,
  );
  return `M0 ${HEIGHT}${line.join('')}V${HEIGHT}z`;
}
