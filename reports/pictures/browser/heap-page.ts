import type { PoolName } from '../../../reference/memory/obmalloc/index.ts';
import {
  densityOf,
  mapNote,
  type SaidView,
  type ShownPool,
  saidView,
  shownPool,
  touchedPools,
} from '../heap/heap-frame.ts';
import { HeapReplay } from '../heap/heap-replay.ts';
import { capacityOf, type HeapScan, poolAddress, scanHeap } from '../heap/heap-scan.ts';
import { poolWords, usableWords } from '../heap/map-view.ts';
import { poolLabel } from '../heap/operation-words.ts';
import type { HeapPageData } from '../heap/page-data.ts';
import { poolBytes } from '../heap/pool-bytes.ts';
import { NO_POOL, type PoolView, poolView } from '../heap/pool-view.ts';
import { type StatisticsView, statisticsView } from '../heap/statistics-view.ts';
import poolTemplate from '../heap/templates/pool.hbs?compiled';
import saidTemplate from '../heap/templates/said.hbs?compiled';
import statisticsTemplate from '../heap/templates/statistics.hbs?compiled';
import { traceFromText } from '../heap/trace-text.ts';
import { HeapMap } from './heap-map.ts';
import { byId, Part, pictureData, reveal } from './page.ts';
import { Player } from './player.ts';

/** The page of `renderHeapPage`, brought to life: replays the trace on the allocator itself, and shows the heap. */
class HeapPage {
  readonly #replay: HeapReplay;
  readonly #map = new HeapMap();
  readonly #said = new Part<SaidView>(byId('said', HTMLElement), saidTemplate);
  readonly #statistics = new Part<StatisticsView>(byId('statistics', HTMLElement), statisticsTemplate);
  readonly #pool = new Part<PoolView>(byId('pool', HTMLElement), poolTemplate);
  readonly #choice = byId('pool-choice', HTMLInputElement);
  readonly #follow = byId('follow', HTMLInputElement);
  readonly #bytes = byId('bytes', HTMLDetailsElement);
  readonly #pointed = byId('pointed', HTMLElement);
  #scan: HeapScan = [];
  #chosen: PoolName | null = null;

  constructor({ name, settings, trace }: HeapPageData) {
    this.#replay = new HeapReplay(traceFromText(name, trace), settings);
    this.#follow.addEventListener('change', () => this.#showHeap());
    this.#choice.addEventListener('input', () => this.#choose(this.#poolNumbered(Number(this.#choice.value))));
    this.#bytes.addEventListener('toggle', () => this.#showBytes());
    const map = byId('arenas', HTMLElement);
    map.addEventListener('click', (event) => this.#choose(this.#map.poolUnder(event)));
    map.addEventListener('pointermove', (event) => this.#point(this.#map.poolUnder(event)));
    for (const id of ['pool-choice', 'follow-label', 'bytes', 'pointed']) byId(id, HTMLElement).hidden = false;
  }

  show(position: number): void {
    this.#replay.seek(position);
    this.#said.show(saidView(this.#replay));
    this.#showHeap();
  }

  #showHeap(): void {
    const { heap } = this.#replay;
    const scan = scanHeap(heap);
    const touched = touchedPools(this.#replay);
    if (this.#follow.checked) this.#chosen = touched[0] ?? this.#chosen;
    this.#scan = scan;
    const shown = shownPool(this.#chosen, scan);
    this.#map.density = densityOf(scan);
    this.#map.show(scan, touched, shown, (szidx) => capacityOf(heap, szidx));
    byId('map-note', HTMLElement).textContent = mapNote(scan, heap.arenaSize);
    byId('usable', HTMLElement).textContent = usableWords(scan);
    this.#statistics.show(statisticsView(this.#replay));
    this.#showPool(shown);
  }

  #showPool(shown: ShownPool | null): void {
    const view = shown === null ? NO_POOL : poolView(this.#replay, shown.scan, shown.pool);
    byId('pool-name', HTMLElement).textContent = view.name;
    this.#pool.show(view);
    const touched = document.querySelector('.blocks .touched');
    if (touched?.parentElement) reveal(touched.parentElement, touched);
    const pools = this.#scan.reduce((sum, one) => sum + one.pools.length, 0);
    this.#choice.max = String(Math.max(0, pools - 1));
    this.#choice.value = String(shown === null ? 0 : this.#numberOf(shown));
    this.#choice.setAttribute('aria-valuetext', shown === null ? 'none' : this.#words(shown));
    this.#showBytes();
  }

  /** Only when they are open: they are long. */
  #showBytes(): void {
    if (!this.#bytes.open) return;
    const { heap } = this.#replay;
    const shown = shownPool(this.#chosen, this.#scan);
    const text = shown === null ? '' : poolBytes(heap, poolAddress(heap, shown.scan, shown.pool));
    byId('pool-bytes', HTMLElement).textContent = text;
  }

  #choose(chosen: PoolName | null): void {
    if (chosen === null) return;
    this.#follow.checked = false;
    this.#chosen = chosen;
    this.#showHeap();
  }

  #point(pointed: PoolName | null): void {
    if (pointed !== null) this.#pointed.textContent = this.#words(pointed);
  }

  #words(chosen: PoolName): string {
    const { heap } = this.#replay;
    const word = this.#scan.find(({ arena }) => arena === chosen.arena)?.pools[chosen.pool] ?? 0;
    const capacity = (szidx: number) => capacityOf(heap, szidx);
    return `Pool ${poolLabel(chosen)}: ${poolWords(word, capacity, (szidx) => heap.classes.blockSize(szidx))}.`;
  }

  /** Pools of the whole heap, counted on from arena to arena. */
  #poolNumbered(number: number): PoolName | null {
    let left = number;
    for (const { arena, pools } of this.#scan) {
      if (left < pools.length) return { arena, pool: left };
      left -= pools.length;
    }
    return null;
  }

  #numberOf({ arena, pool }: PoolName): number {
    let before = 0;
    for (const one of this.#scan) {
      if (one.arena === arena) break;
      before += one.pools.length;
    }
    return before + pool;
  }
}

new Player(new HeapPage(pictureData<HeapPageData>()));
