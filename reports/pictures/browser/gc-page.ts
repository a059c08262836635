import Handlebars from 'handlebars/runtime.js';
import { chaptersOf } from '../gc/chapters.ts';
import type { GcFilm } from '../gc/film.ts';
import { FilmReel } from '../gc/film-reel.ts';
import { frameView } from '../gc/frame-view.ts';
import { type GraphLayout, layOutGraph } from '../gc/graph-layout.ts';
import type { GraphView } from '../gc/graph-view.ts';
import type { LanesView } from '../gc/lanes-view.ts';
import type { SaidView } from '../gc/moment-words.ts';
import type { GcPageData } from '../gc/page-data.ts';
import type { NumbersView, ObjectsView } from '../gc/tables-view.ts';
import chipTemplate from '../gc/templates/chip.hbs?compiled';
import graphTemplate from '../gc/templates/graph.hbs?compiled';
import lanesTemplate from '../gc/templates/lanes.hbs?compiled';
import numbersTemplate from '../gc/templates/numbers.hbs?compiled';
import objectsTemplate from '../gc/templates/objects.hbs?compiled';
import saidTemplate from '../gc/templates/said.hbs?compiled';
import { byId, Part, pictureData, reveal } from './page.ts';
import { Player, type Scene } from './player.ts';

Handlebars.registerPartial('chip', Handlebars.template(chipTemplate));

/** The page of `renderGcPage`, brought to life: the film at any moment. */
class GcPage implements Scene {
  readonly stops: readonly number[];
  readonly #reel: FilmReel;
  readonly #said = new Part<SaidView>(byId('said', HTMLElement), saidTemplate);
  readonly #graph = new Part<GraphView>(byId('graph', HTMLElement), graphTemplate);
  readonly #lanes = new Part<LanesView>(byId('lanes', HTMLElement), lanesTemplate);
  readonly #numbers = new Part<NumbersView>(byId('numbers', HTMLElement), numbersTemplate);
  readonly #objects = new Part<ObjectsView>(byId('objects', HTMLElement), objectsTemplate);
  readonly #frame = byId('graph-frame', HTMLElement);
  readonly #rows = [...document.querySelectorAll<HTMLTableRowElement>('#chapters tbody tr')];
  readonly #chapterFrame = byId('chapters-frame', HTMLElement);
  #layout: GraphLayout;
  #current: HTMLTableRowElement | undefined;

  constructor(film: GcFilm) {
    this.#reel = new FilmReel(film);
    this.#layout = layOutGraph(film);
    this.stops = chaptersOf(this.#reel).map(({ from }) => from);
    const unfold = document.querySelector<HTMLInputElement>('#unfold');
    unfold?.addEventListener('change', () => {
      this.#layout = layOutGraph(film, unfold.checked);
      this.show(this.#reel.position);
    });
    for (const label of document.querySelectorAll<HTMLElement>('#unfold-label')) label.hidden = false;
  }

  show(position: number): void {
    this.#reel.seek(position);
    const { said, graph, lanes, numbers, objects } = frameView(this.#reel, this.#layout);
    this.#said.show(said);
    this.#graph.show(graph);
    this.#lanes.show(lanes);
    this.#numbers.show(numbers);
    this.#objects.show(objects);
    const hot = this.#frame.querySelector('.node.hot');
    if (hot !== null) revealBoth(this.#frame, hot);
    for (const chip of document.querySelectorAll('.chips .hot'))
      if (chip.parentElement) reveal(chip.parentElement, chip);
    this.#showChapter(position);
  }

  #showChapter(position: number): void {
    const row = this.#rows.findLast((one) => Number(one.dataset['from']) <= position);
    if (row === this.#current) return;
    this.#current?.removeAttribute('aria-current');
    row?.setAttribute('aria-current', 'step');
    this.#current = row;
    if (row !== undefined) this.#chapterFrame.scrollTop = row.offsetTop - this.#chapterFrame.clientHeight / 3;
  }
}

/** Sideways too: on a phone the graph is wider than its frame. */
function revealBoth(frame: HTMLElement, element: Element): void {
  reveal(frame, element);
  const outer = frame.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  if (inner.left < outer.left) frame.scrollLeft += inner.left - outer.left - 8;
  else if (inner.right > outer.right) frame.scrollLeft += inner.right - outer.right + 8;
}

const { film, opensAt } = pictureData<GcPageData>();
const player = new Player(new GcPage(film));
player.go(opensAt);
for (const row of document.querySelectorAll<HTMLTableRowElement>('#chapters tbody tr')) {
  const button = row.querySelector('button');
  if (button === null) continue;
  button.disabled = false;
  button.addEventListener('click', () => player.go(Number(row.dataset['from'])));
}
