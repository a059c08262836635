import { GC_PHASES } from '../../../reference/memory/objects/events.ts';
import { terminalLine, wrap } from '../../terminal-text.ts';
import { type Chapter, chaptersOf } from './chapters.ts';
import type { GcFilm } from './film.ts';
import { FilmReel } from './film-reel.ts';
import { lanesView } from './lanes-view.ts';
import { MARK_VIEWS, type MarkView } from './mark-view.ts';
import { saidView } from './moment-words.ts';
import { numbersView, objectsView } from './tables-view.ts';

export interface GcTextOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

const NARROWEST = 40;
/** Sentences told of a step or a phase; the rest are counted. */
const SENTENCES_TOLD = 24;

/** The film up to moment `at`, for a terminal: steps, phases of collections, what happens in each; then all objects. */
export function renderGcText(film: GcFilm, at: number, options: GcTextOptions): string {
  const reel = new FilmReel(film);
  const pen = new Pen(options);
  pen.line(0, pen.bold(film.name));
  if (film.rule !== '') pen.line(0, film.rule);
  if (film.cut !== '') pen.line(0, film.cut);
  pen.line(0, '');
  for (const chapter of chaptersOf(reel)) {
    if (chapter.from > at) break;
    writeChapter(reel, { ...chapter, to: Math.min(chapter.to, at) }, pen);
  }
  reel.seek(at);
  writeState(reel, pen);
  return pen.text;
}

/** A step of the scenario, with what follows from it; a phase with its sentences, and the lists at its end. */
function writeChapter(reel: FilmReel, { from, to, collection, phase, name }: Chapter, pen: Pen): void {
  const { film, moments } = reel;
  const indent = collection > 0 && phase > 0 ? 2 : 1;
  let left = 0;
  for (let position = Math.max(1, from); position <= to; position += 1) {
    reel.seek(position);
    const { code, sentence, changes } = saidView(reel);
    const { happening, op } = reel.moment;
    const isNewStep = moments[position - 1]?.op !== op;
    if (isNewStep && happening !== 'op') pen.line(0, pen.bold(code));
    if (happening === 'op') {
      const outcome = film.ops[op]?.outcome.trim() ?? '';
      const line = [isNewStep ? pen.bold(sentence) : outcome, ...changes].filter((part) => part !== '');
      if (line.length > 0) pen.line(isNewStep ? 0 : 1, line.join('   '));
    } else if (happening === 'phase') {
      pen.line(1, `${phase} ${pen.bold(name)}`);
      pen.line(2, withoutPhase(sentence));
    } else if (position - from > SENTENCES_TOLD) left += 1;
    else pen.line(indent, [phase > 0 ? withoutPhase(sentence) : sentence, ...changes].join(' '));
  }
  if (left > 0) pen.line(indent, `and ${left} more`);
  if (phase > 0) writeLanes(reel, pen);
}

/** The phase stands above its sentences. */
function withoutPhase(sentence: string): string {
  const [, phase = '', rest = ''] = /^([a-z_]+): (.*)$/.exec(sentence) ?? [];
  return (GC_PHASES as readonly string[]).includes(phase) ? rest : sentence;
}

function writeLanes(reel: FilmReel, pen: Pen): void {
  for (const { name, chips, left, rest } of lanesView(reel).lanes) {
    if (chips.length === 0) continue;
    const words = (all: typeof chips) =>
      all.map(
        (chip) =>
          `${chip.label}${chip.gcRefs === '' ? '' : ` ${chip.gcRefs}`}${chip.sign === '' ? '' : ` ${chip.sign}`}`,
      );
    const shown = [...words(chips.slice(0, SENTENCES_TOLD)), ...(chips.length > SENTENCES_TOLD ? ['…'] : [])];
    const more = Math.max(0, chips.length - SENTENCES_TOLD) + left + rest.length;
    pen.line(2, pen.dim(`${name}: ${shown.join(', ')}${more === 0 ? '' : ` ${more} more`}`));
  }
}

/** Every object, the lists and the numbers: what the page shows beside the graph. */
function writeState(reel: FilmReel, pen: Pen): void {
  const { objects, left } = objectsView(reel);
  pen.line(0, '');
  pen.line(0, pen.bold(`After moment ${reel.position} of ${reel.end}`));
  for (const { label, kind, names, refcnt, gcRefs, sign, tone, state, finalizer, refersTo, where } of objects) {
    const words = [
      state === '' ? '' : `${pen.toned(sign, tone as MarkView['tone'])} ${state}`,
      refcnt === '' ? '' : `ob_refcnt ${refcnt}`,
      gcRefs === '' ? '' : `gc_refs ${gcRefs}`,
      names === '' ? '' : `names ${names}`,
      refersTo,
      where,
      finalizer,
    ];
    pen.line(1, `${label}, ${kind}: ${words.filter((word) => word !== '').join('; ')}`);
  }
  if (left > 0) pen.line(1, `${left} more objects are left out`);
  const { generations, facts } = numbersView(reel);
  for (const { name, objects: count, count: since, threshold, collections, collected } of generations) {
    pen.line(
      1,
      `generation ${name}: ${count} objects, count ${since}, threshold ${threshold}, ${collections} collections, ${collected} collected`,
    );
  }
  pen.line(1, facts.map(({ name, value }) => `${name} ${value}`).join(', '));
  const signs = Object.values(MARK_VIEWS).filter(({ sign }) => sign !== '');
  pen.line(0, '');
  pen.line(0, pen.dim(signs.map(({ sign, word }) => `${sign} ${word}`).join(', ')));
}

/** ANSI colours that can be read on light and dark. */
const COLOURS: Readonly<Record<MarkView['tone'], number>> = {
  good: 32,
  bad: 31,
  open: 33,
  quiet: 90,
  ours: 35,
  unsure: 34,
  plain: 39,
};

/** Writes lines that fit the terminal. What it is given is text; what it adds are the only escapes. */
class Pen {
  text = '';
  readonly #color: boolean;
  readonly #width: number;

  constructor({ color, width }: GcTextOptions) {
    this.#color = color;
    this.#width = Math.max(NARROWEST, width);
  }

  bold(text: string): string {
    return this.#styled(terminalLine(text), 1, 22);
  }
  dim(text: string): string {
    return this.#styled(terminalLine(text), 2, 22);
  }
  toned(text: string, tone: MarkView['tone']): string {
    return this.#styled(terminalLine(text), COLOURS[tone], 39);
  }

  line(indent: number, text: string): void {
    const gutter = '  '.repeat(indent);
    for (const part of wrap(text, this.#width - gutter.length)) this.text += `${`${gutter}${part}`.trimEnd()}\n`;
  }

  #styled(text: string, on: number, off: number): string {
    return this.#color ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  }
}
