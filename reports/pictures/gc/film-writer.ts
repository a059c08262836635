import { packNumbers } from '../kit/packed-numbers.ts';
import { CHANGE, FIGURES, type Figure, HAPPENINGS, MARKS, type Mark } from './film.ts';
import type { Moment } from './film-reel.ts';
import { FilmState, type Reference } from './film-state.ts';

/** Collects the moments of a film: of each only what differs from the one before, as numbers. */
export class FilmWriter {
  /** As the moments so far have it. */
  readonly state = new FilmState();
  readonly texts: string[] = [];
  readonly #numbers: number[] = [];
  readonly #textNumbers = new Map<string, number>();
  #row: number[] = [];
  #moments = 0;

  /** Moments so far. */
  get moments(): number {
    return this.#moments;
  }

  /** The number of a text. */
  text(text: string): number {
    let number = this.#textNumbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.#textNumbers.set(text, number);
    }
    return number;
  }

  refcnt(object: number, refcnt: number): void {
    if (this.state.objects.get(object)?.refcnt !== refcnt) this.#row.push(CHANGE.refcnt, object, refcnt);
  }

  gcRefs(object: number, refs: number | null): void {
    if ((this.state.objects.get(object)?.gcRefs ?? null) === refs) return;
    this.#row.push(CHANGE.gcRefs, object, refs === null ? 0 : refs + 1);
  }

  mark(object: number, mark: Mark): void {
    if (this.state.objects.get(object)?.mark !== mark) this.#row.push(CHANGE.mark, object, MARKS.indexOf(mark));
  }

  /** True if they differ. */
  references(object: number, references: readonly Reference[]): boolean {
    const before = this.state.objects.get(object)?.references ?? [];
    const isSame =
      before.length === references.length &&
      before.every(({ field, target }, index) => {
        const after = references[index];
        return field === after?.field && target === after.target;
      });
    if (isSame) return false;
    this.#row.push(CHANGE.references, object, references.length);
    for (const { field, target } of references) this.#row.push(field, target);
    return true;
  }

  target(weakref: number, target: number | null): void {
    if ((this.state.objects.get(weakref)?.target ?? null) === target) return;
    this.#row.push(CHANGE.target, weakref, target === null ? 0 : target + 1);
  }

  list(number: number, items: readonly number[]): void {
    const before = this.state.lists[number] ?? [];
    let start = 0;
    while (start < before.length && start < items.length && before[start] === items[start]) start += 1;
    let same = 0;
    const rest = Math.min(before.length, items.length) - start;
    while (same < rest && before[before.length - 1 - same] === items[items.length - 1 - same]) same += 1;
    const come = items.slice(start, items.length - same);
    const gone = before.length - same - start;
    if (gone > 0 || come.length > 0) this.#row.push(CHANGE.list, number, start, gone, come.length, ...come);
  }

  /** Names in order; true if they differ. */
  names(names: ReadonlyMap<number, number>): boolean {
    const before = this.#row.length;
    for (const name of this.state.names.keys()) if (!names.has(name)) this.#row.push(CHANGE.name, name, 0);
    for (const [name, object] of names) {
      if (this.state.names.get(name) !== object) this.#row.push(CHANGE.name, name, object + 1);
    }
    return this.#row.length > before;
  }

  figure(figure: Figure, value: number): void {
    if (this.state.figures[figure] !== value) this.#row.push(CHANGE.figure, FIGURES.indexOf(figure), value);
  }

  finalized(object: number): void {
    if (this.state.objects.get(object)?.isFinalized !== true) this.#row.push(CHANGE.finalized, object);
  }

  /** Ends a moment: all that was written since the last one belongs to it. */
  moment(moment: Omit<Moment, 'changes'>): void {
    const { op, collection, phase, isSecondLook, happening, args } = moment;
    this.state.apply(this.#row);
    this.#numbers.push(op + 1, collection, phase, isSecondLook ? 1 : 0, HAPPENINGS.indexOf(happening));
    this.#numbers.push(args.length, ...args, this.#row.length);
    for (const number of this.#row) this.#numbers.push(number);
    this.#row = [];
    this.#moments += 1;
  }

  /** Forgets what was written since the last moment: there is no room for another. */
  discard(): void {
    this.#row = [];
  }

  /** The moments, as `GcFilm` has them. */
  pack(): string {
    return packNumbers(this.#numbers);
  }
}
