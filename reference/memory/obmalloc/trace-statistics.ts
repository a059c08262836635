import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { HeapEvent } from './events.ts';
import type { Profile } from './profile.ts';
import { SizeClasses } from './size-class.ts';
import type { CallEvent, TraceEvent } from './traced-obmalloc.ts';

/** A number that goes up and down, and the highest it ever was. */
export interface Level {
  readonly now: number;
  readonly peak: number;
}

/** What happened to an allocator from the first call on, as plain data. */
export interface TraceSummary {
  readonly calls: Readonly<Record<CallEvent['kind'], number>>;
  /** Reallocs by what came of them: the block stayed, moved, or there was no room. `realloc(NULL, n)` counts as moved. */
  readonly reallocs: { readonly stayed: number; readonly moved: number; readonly refused: number };
  readonly events: Readonly<Record<HeapEvent['kind'], number>>;
  /** Bytes of arenas mapped. */
  readonly footprint: Level;
  /** Bytes asked for in blocks of arenas. */
  readonly payload: Level;
  /** Bytes of these blocks: what was asked for, rounded up to the size class. */
  readonly blockBytes: Level;
  /** Bytes asked for in blocks of the raw allocator. */
  readonly rawPayload: Level;
  /** Peak payload over peak footprint: 0 to 1; 1 if no arena was ever mapped. */
  readonly utilisation: number;
}

const KINDS = {
  arenaObjectsGrown: 0,
  arenaMapped: 0,
  arenaRefused: 0,
  arenaExhausted: 0,
  arenaUsable: 0,
  arenaMoved: 0,
  arenaUnmapped: 0,
  poolTaken: 0,
  blockCarved: 0,
  poolFull: 0,
  poolLinked: 0,
  poolEmptied: 0,
} as const satisfies Record<HeapEvent['kind'], 0>;

interface Live {
  readonly nbytes: number;
  readonly isRaw: boolean;
}

/** Turns a trace into figures: `new TracedObmalloc(allocator, statistics.tell)`. */
export class TraceStatistics {
  readonly #arenaSize: number;
  readonly #classes: SizeClasses;
  readonly #calls = { malloc: 0, calloc: 0, realloc: 0, free: 0 };
  readonly #reallocs = { stayed: 0, moved: 0, refused: 0 };
  readonly #events: Record<HeapEvent['kind'], number> = { ...KINDS };
  readonly #footprint = { now: 0, peak: 0 };
  readonly #payload = { now: 0, peak: 0 };
  readonly #blockBytes = { now: 0, peak: 0 };
  readonly #rawPayload = { now: 0, peak: 0 };
  readonly #live = new Map<Address, Live>();

  constructor(profile: Profile) {
    this.#arenaSize = profile.arenaSize;
    this.#classes = new SizeClasses(profile);
  }

  readonly tell = (event: TraceEvent): void => {
    switch (event.kind) {
      case 'malloc':
        this.#calls.malloc += 1;
        this.#take(event.block, event.nbytes, event.place);
        break;
      case 'calloc':
        this.#calls.calloc += 1;
        this.#take(event.block, event.nelem * event.elsize, event.place);
        break;
      case 'realloc':
        this.#calls.realloc += 1;
        this.#reallocs[event.block === NULL ? 'refused' : event.block === event.from ? 'stayed' : 'moved'] += 1;
        if (event.block === NULL) break;
        this.#give(event.from);
        this.#take(event.block, event.nbytes, event.place);
        break;
      case 'free':
        this.#calls.free += 1;
        this.#give(event.block);
        break;
      default:
        this.#events[event.kind] += 1;
        if (event.kind === 'arenaMapped') change(this.#footprint, this.#arenaSize);
        if (event.kind === 'arenaUnmapped') change(this.#footprint, -this.#arenaSize);
    }
  };

  summary(): TraceSummary {
    const [footprint, payload] = [{ ...this.#footprint }, { ...this.#payload }];
    return {
      calls: { ...this.#calls },
      reallocs: { ...this.#reallocs },
      events: { ...this.#events },
      footprint,
      payload,
      blockBytes: { ...this.#blockBytes },
      rawPayload: { ...this.#rawPayload },
      utilisation: footprint.peak === 0 ? 1 : payload.peak / footprint.peak,
    };
  }

  #take(block: Address, nbytes: number, place: string): void {
    if (block === NULL) return;
    const live = { nbytes, isRaw: place === 'raw' };
    this.#live.set(block, live);
    this.#count(live, 1);
  }

  #give(block: Address): void {
    const live = this.#live.get(block);
    if (live === undefined) return;
    this.#live.delete(block);
    this.#count(live, -1);
  }

  #count({ nbytes, isRaw }: Live, sign: 1 | -1): void {
    change(isRaw ? this.#rawPayload : this.#payload, sign * nbytes);
    if (!isRaw) change(this.#blockBytes, sign * this.#classes.blockSize(this.#classes.indexOf(nbytes)));
  }
}

function change(level: { now: number; peak: number }, by: number): void {
  level.now += by;
  level.peak = Math.max(level.peak, level.now);
}
