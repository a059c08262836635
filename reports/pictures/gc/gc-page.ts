import type { InlineScript } from '../kit/inline-script.ts';
import { renderPicture } from '../kit/picture-page.ts';
import { type Chapter, chaptersOf } from './chapters.ts';
import { type GcFilm, MARKS } from './film.ts';
import { FilmReel } from './film-reel.ts';
import { frameView } from './frame-view.ts';
import { type GraphLayout, layOutGraph } from './graph-layout.ts';
import { MARK_VIEWS } from './mark-view.ts';
import type { GcPageData } from './page-data.ts';
import chipTemplate from './templates/chip.hbs?raw';
import gcTemplate from './templates/gc.hbs?raw';
import gcStyle from './templates/gc-style.hbs?raw';
import graphTemplate from './templates/graph.hbs?raw';
import lanesTemplate from './templates/lanes.hbs?raw';
import numbersTemplate from './templates/numbers.hbs?raw';
import objectsTemplate from './templates/objects.hbs?raw';
import saidTemplate from './templates/said.hbs?raw';
import { timelineOf } from './timeline.ts';

const TEMPLATES = {
  body: gcTemplate,
  style: gcStyle,
  partials: {
    chip: chipTemplate,
    graph: graphTemplate,
    lanes: lanesTemplate,
    numbers: numbersTemplate,
    objects: objectsTemplate,
    said: saidTemplate,
  },
};

/**
 * The picture of a scenario: one self-contained page. Without scripts it shows moment `at`, or the last, and a table of all
 * steps; with them, any moment, and it opens where the first release or collection begins unless a moment is given. `script` is the
 * built one of `browser/gc-page.ts`.
 */
export function renderGcPage(film: GcFilm, at: number | null, script: InlineScript): string {
  const reel = new FilmReel(film);
  reel.seek(at ?? reel.end);
  const layout = layOutGraph(film);
  const chapters = chaptersOf(reel);
  const collections = new Set(chapters.map(({ collection }) => collection)).size - 1;
  const picture = {
    title: film.name,
    facts: [
      { name: 'objects', value: film.objects.length.toLocaleString('en-US') },
      { name: 'steps', value: film.ops.length.toLocaleString('en-US') },
      { name: 'collections', value: collections.toLocaleString('en-US') },
      { name: 'moments', value: reel.end.toLocaleString('en-US') },
    ],
    light: [],
    dark: [],
    player: {
      unit: 'moment',
      position: reel.position,
      end: reel.end,
      page: 'one phase',
      speed: 1,
      timeline: timelineOf(film),
    },
    data: { film, opensAt: at === null ? firstBesideSteps(reel) : reel.position } satisfies GcPageData,
  };
  const { said, ...frame } = frameView(reel, layout);
  const view = {
    ...said,
    ...frame,
    rule: film.rule,
    cut: film.cut,
    folded: foldedWords(layout),
    legend: MARKS.filter((mark) => mark !== 'none').map((mark) => ({ mark, ...MARK_VIEWS[mark] })),
    chapters: chapters.map(chapterRow),
  };
  return renderPicture(picture, view, TEMPLATES, script);
}

/** Where there is something to see: before that, objects are made. */
function firstBesideSteps({ moments }: FilmReel): number {
  return Math.max(
    0,
    moments.findIndex(({ happening }) => happening !== 'start' && happening !== 'op'),
  );
}

/** What the graph leaves out; empty if nothing. */
function foldedWords({ places }: GraphLayout): string {
  const folds = places.filter(({ name }) => name !== '');
  const count = folds.reduce((sum, { objects }) => sum + objects.length, 0);
  if (count === 0) return '';
  return `${count.toLocaleString('en-US')} objects are drawn as ${folds.length === 1 ? 'one' : folds.length}`;
}

function chapterRow({ from, to, name, outcome, summary, phase, collection, isSecondLook }: Chapter): object {
  const inside = isSecondLook ? 'phase again' : phase > 0 ? 'phase' : 'bound';
  return {
    from,
    moments: from === to ? String(from) : `${from} – ${to}`,
    name,
    outcome,
    summary,
    kind: collection === 0 ? 'step' : inside,
    phase: phase === 0 ? '' : String(phase),
  };
}
