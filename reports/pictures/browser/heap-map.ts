import Handlebars from 'handlebars/runtime.js';
import type { PoolName } from '../../../reference/memory/obmalloc/index.ts';
import type { ArenaScan, HeapScan } from '../heap/heap-scan.ts';
import { type ArenaView, arenaView, MAP_WIDTH, type Marks, marksIn, poolAt } from '../heap/map-view.ts';
import arenaTemplate from '../heap/templates/arena.hbs?compiled';
import { byId, reveal } from './page.ts';

const renderArena = Handlebars.template<ArenaView>(arenaTemplate);

interface Drawn {
  readonly element: HTMLLIElement;
  scan: ArenaScan;
  marks: Marks;
}

/** The arenas: each is drawn anew only when something of it changed. */
export class HeapMap {
  readonly #list = byId('arenas', HTMLOListElement);
  readonly #frame = byId('map-scroll', HTMLElement);
  readonly #drawn = new Map<number, Drawn>();

  constructor() {
    this.#list.replaceChildren();
  }

  show(
    scan: HeapScan,
    touched: readonly PoolName[],
    selected: PoolName | null,
    capacity: (szidx: number) => number,
  ): void {
    const live = new Set(scan.map(({ arena }) => arena));
    for (const [arena, { element }] of this.#drawn) {
      if (live.has(arena)) continue;
      element.remove();
      this.#drawn.delete(arena);
    }
    let next = this.#list.firstElementChild;
    for (const one of scan) {
      const element = this.#draw(one, marksIn(one.arena, touched, selected), capacity);
      if (element === next) next = next.nextElementSibling;
      else this.#list.insertBefore(element, next);
    }
    const inSight = this.#drawn.get(touched[0]?.arena ?? -1)?.element;
    if (inSight !== undefined) reveal(this.#frame, inSight);
  }

  set density(density: string) {
    this.#list.className = `arenas ${density}`;
  }

  /** The pool under the pointer. */
  poolUnder({ target, clientX, clientY }: PointerEvent | MouseEvent): PoolName | null {
    const svg = target instanceof Element ? target.closest('svg') : null;
    const arena = Number(svg?.closest<HTMLElement>('[data-arena]')?.dataset['arena'] ?? -1);
    const drawn = this.#drawn.get(arena);
    if (svg === null || drawn === undefined) return null;
    const { left, top, width } = svg.getBoundingClientRect();
    const unit = MAP_WIDTH / width;
    const pool = poolAt((clientX - left) * unit, (clientY - top) * unit, drawn.scan.pools.length);
    return pool < 0 ? null : { arena, pool };
  }

  #draw(scan: ArenaScan, marks: Marks, capacity: (szidx: number) => number): HTMLLIElement {
    const drawn = this.#drawn.get(scan.arena);
    if (drawn !== undefined && isSame(drawn, scan, marks)) return drawn.element;
    const element = drawn?.element ?? document.createElement('li');
    element.dataset['arena'] = String(scan.arena);
    element.innerHTML = renderArena(arenaView(scan, marks, capacity));
    this.#drawn.set(scan.arena, { element, scan, marks });
    return element;
  }
}

function isSame(drawn: Drawn, scan: ArenaScan, marks: Marks): boolean {
  const { scan: before } = drawn;
  return (
    String(drawn.marks.touched) === String(marks.touched) &&
    drawn.marks.selected === marks.selected &&
    before.rank === scan.rank &&
    before.nfreepools === scan.nfreepools &&
    before.pools.length === scan.pools.length &&
    before.pools.every((word, pool) => word === scan.pools[pool])
  );
}
