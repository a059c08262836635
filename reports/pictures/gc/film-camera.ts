import type { GcReplayer } from '../../../reference/conformance/gc/replayer.ts';
import { showName } from '../../view-text.ts';
import { FIGURES, type Figure } from './film.ts';
import type { FilmWriter } from './film-writer.ts';
import type { HeapProbe } from './heap-probe.ts';

/** Brings what is to be seen of a heap into a film: reads it through the probe, writes what differs. */
export class FilmCamera {
  readonly #replayer: GcReplayer;
  readonly #probe: HeapProbe;
  readonly #writer: FilmWriter;

  constructor(replayer: GcReplayer, probe: HeapProbe, writer: FilmWriter) {
    this.#replayer = replayer;
    this.#probe = probe;
    this.#writer = writer;
  }

  /** Everything. `collecting`: the generation plus 1, or 0. */
  all(collecting: number): void {
    this.counts(collecting);
    this.lists();
    this.names();
    this.references(this.#probe.alive());
  }

  /** Reference counts, targets of weak references, the collector's numbers. */
  counts(collecting: number): void {
    for (const object of this.#probe.alive()) {
      this.#writer.refcnt(object, this.#probe.refcnt(object));
      if (this.#probe.objects[object]?.kind === 'weakref') this.#writer.target(object, this.#probe.weakTarget(object));
    }
    const figures = { ...this.#figures(), collecting };
    for (const figure of FIGURES) this.#writer.figure(figure, figures[figure]);
  }

  lists(): void {
    for (const [list, items] of this.#probe.lists().entries()) this.#writer.list(list, items);
  }

  /** True if they differ. */
  names(): boolean {
    const names = [...this.#replayer.names].flatMap(([name, address]) => {
      const object = this.#probe.numberOf(address);
      return object === null ? [] : [[this.#writer.text(showName(name)), object] as const];
    });
    return this.#writer.names(new Map(names));
  }

  /** True if those of an object differ. */
  references(objects: Iterable<number>): boolean {
    let differs = false;
    for (const object of objects) {
      if (!this.#isWhole(object)) continue;
      const references = this.#probe.references(object);
      const found = references.map(({ field, target }) => ({ field: this.#writer.text(showName(field)), target }));
      differs = this.#writer.references(object, found) || differs;
    }
    return differs;
  }

  /**
   * Tricky: an object that is being released is not whole. A node's slots are emptied one by one; others keep the words of
   * what they let go, and their tables are given back before they are.
   */
  #isWhole(object: number): boolean {
    const known = this.#probe.objects[object];
    if (known === undefined || this.#probe.numberOf(known.address) !== object) return false;
    return known.kind === 'node' || this.#probe.refcnt(object) > 0;
  }

  #figures(): Readonly<Record<Exclude<Figure, 'collecting'>, number>> {
    const { counts, thresholds, stats, enabled, debug, longLivedPending, longLivedTotal } = this.#replayer.heap.gc;
    const perGeneration = stats.flatMap((of, generation) => [
      [`count${generation}`, counts[generation]],
      [`threshold${generation}`, thresholds[generation]],
      [`collections${generation}`, of.collections],
      [`collected${generation}`, of.collected],
      [`uncollectable${generation}`, of.uncollectable],
    ]);
    return { ...Object.fromEntries(perGeneration), enabled: Number(enabled), debug, longLivedPending, longLivedTotal };
  }
}
