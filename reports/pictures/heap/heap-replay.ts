import { type Address, NULL, RAW_BASE } from '../../../exercises/kit/memory.ts';
import type { System } from '../../../exercises/kit/system.ts';
import { type Heap, type HeapEvent, Obmalloc, PROFILES } from '../../../reference/memory/obmalloc/index.ts';
import { ImpossibleTrace } from '../../../reference/memory/workloads/replay.ts';
import { CALLOC, FREE, MALLOC, REALLOC, type Trace } from '../../../reference/memory/workloads/trace.ts';
import { type HeapSettings, systemFor } from './heap-settings.ts';
import { type BlockPlace, placeOf } from './place-of-block.ts';

/** One operation and all that it did. Addresses are NULL where there is no block. */
export interface Step {
  /** Counts from 1. */
  readonly number: number;
  readonly kind: number;
  readonly id: number;
  /** Bytes asked for; 0 for a free. */
  readonly size: number;
  /** The id's block before and after; where it lay and lies, null outside of arenas. */
  readonly before: Address;
  readonly after: Address;
  readonly from: BlockPlace | null;
  readonly to: BlockPlace | null;
  readonly events: readonly HeapEvent[];
  /** Of the simulated memory, by this operation. */
  readonly reads: number;
  readonly writes: number;
}

/**
 * A heap at any point of a trace. Forwards by performing what is between; backwards by beginning anew: the allocator
 * performs some ten million operations a second.
 */
export class HeapReplay {
  readonly trace: Trace;
  readonly settings: HeapSettings;
  /** By id: the block, NULL for a dead id; and its size as last asked for. */
  readonly blocks: Float64Array;
  readonly asked: Float64Array;
  /** Bytes asked for in blocks of arenas, and in raw blocks. */
  smallPayload = 0;
  rawPayload = 0;
  #system: System;
  #allocator: Obmalloc;
  #position = 0;
  #step: Step | null = null;

  constructor(trace: Trace, settings: HeapSettings) {
    this.trace = trace;
    this.settings = settings;
    this.blocks = new Float64Array(trace.maxId + 1);
    this.asked = new Float64Array(trace.maxId + 1);
    this.#system = systemFor(settings);
    this.#allocator = new Obmalloc(this.#system, PROFILES[settings.profile]);
  }

  get heap(): Heap {
    return this.#allocator.heap;
  }
  get system(): System {
    return this.#system;
  }
  /** Operations in the trace. */
  get operations(): number {
    return this.trace.kinds.length;
  }
  /** Operations performed. */
  get position(): number {
    return this.#position;
  }
  /** What the last operation did; null before the first. */
  get step(): Step | null {
    return this.#step;
  }

  /**
   * Goes to where `position` operations are performed; a position outside of the trace is taken for its nearest
   * end. @throws {ImpossibleTrace} on the way forwards; the replay is of no use then.
   */
  seek(position: number): void {
    const target = Math.min(Math.max(0, Math.trunc(position)), this.operations);
    if (target === this.#position) return;
    if (target < this.#position) this.#restart();
    this.#performTo(target - 1);
    this.#step = target === 0 ? null : this.#performWatched();
  }

  #restart(): void {
    this.#system = systemFor(this.settings, this.#system);
    this.#allocator = new Obmalloc(this.#system, PROFILES[this.settings.profile]);
    this.blocks.fill(NULL);
    this.asked.fill(0);
    this.smallPayload = 0;
    this.rawPayload = 0;
    this.#position = 0;
  }

  #performTo(target: number): void {
    while (this.#position < target) this.#perform();
  }

  #performWatched(): Step {
    const { heap, trace, system } = this;
    const index = this.#position;
    const id = trace.ids[index] as number;
    const before = this.blocks[id] as Address;
    const from = placeOf(heap, before);
    const events: HeapEvent[] = [];
    const { reads, writes } = system.memory;
    heap.listener = (event) => events.push(event);
    this.#perform();
    heap.listener = null;
    const cost = { reads: system.memory.reads - reads, writes: system.memory.writes - writes };
    const after = this.blocks[id] as Address;
    const size = trace.sizes[index] as number;
    const kind = trace.kinds[index] as number;
    return { number: index + 1, kind, id, size, before, after, from, to: placeOf(heap, after), events, ...cost };
  }

  /** Performs the next operation. What a trace means is said beside `Trace`. */
  #perform(): void {
    const { trace, blocks } = this;
    const index = this.#position;
    this.#position += 1;
    const id = trace.ids[index] as number;
    const old = blocks[id] as Address;
    const kind = trace.kinds[index];
    if (kind === FREE) {
      this.#allocator.free(old);
      this.#note(id, old, NULL, 0);
      return;
    }
    if (old !== NULL && kind !== REALLOC) throw new ImpossibleTrace(trace.name, index + 1, id);
    const size = trace.sizes[index] as number;
    const block = kind === MALLOC ? this.#allocator.malloc(size) : this.#request(kind === CALLOC, old, size);
    if (block !== NULL) this.#note(id, old, block, size);
  }

  #request(clear: boolean, old: Address, size: number): Address {
    return clear ? this.#allocator.calloc(1, size) : this.#allocator.realloc(old, size);
  }

  #note(id: number, old: Address, block: Address, size: number): void {
    if (old !== NULL) this.#addPayload(old, -(this.asked[id] as number));
    if (block !== NULL) this.#addPayload(block, size);
    this.blocks[id] = block;
    this.asked[id] = size;
  }

  #addPayload(block: Address, bytes: number): void {
    if (block < RAW_BASE) this.smallPayload += bytes;
    else this.rawPayload += bytes;
  }
}
