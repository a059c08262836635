import type { Driver } from '../kit/driver.ts';
import type { Json } from '../kit/json.ts';
import { type Address, hex, NULL, RAW_BASE } from '../kit/memory.ts';
import { ARENA_SIZE } from '../kit/obmalloc-layout.ts';
import { describeEvent, type Location, System, type SystemEvent, type SystemOptions } from '../kit/system.ts';
import type { Allocator, Contract } from './contract.ts';
import { draw } from './draw.ts';
import { type MappedArena, reportPools } from './pool-report.ts';
import { RunSummary } from './run-summary.ts';
import { describeStep, type Step } from './steps.ts';

/**
 * Replays calls on an allocator over a fresh system. The outcome of a call is where the block lies and what happened
 * to arenas meanwhile: `0:48 +A0` is byte 48 of arena 0, which was mapped for it; `raw` is a block of the system's;
 * `null` is NULL; free gives `.`. Where a block of the system's was to be given up and was not, that is said as well.
 */
export const driver: Driver<Contract, Step> = {
  start(module) {
    const options: { misalign?: number; arenaCap?: number } = {};
    let world: World | undefined;
    return (step) => {
      if (step.op === '%') {
        if ('misalign' in step) options.misalign = step.misalign;
        else options.arenaCap = step.arenacap;
        return '.';
      }
      world ??= new World(module, options);
      return world.perform(step);
    };
  },
  describeStep,
  showValue(value) {
    if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
    return value.length === 0 ? 'no pool is laid out' : value.map(String).join('\n');
  },
  draw,
};

/** A block of the system's that should be free. */
const KEPT = 'raw block not given back';

/** Of the scenario before: scenarios are replayed one after another. */
let lastSystem: System | undefined;

/** One allocator, its system and the blocks by id. */
class World {
  readonly #system: System;
  readonly #allocator: Allocator;
  /** By id: the block, NULL once it is given up, and the bytes last asked for. */
  readonly #addresses: Address[] = [];
  readonly #sizes: number[] = [];
  readonly #firstArena: number;
  #events = '';
  /** The arena of the last block that was described, while nothing happens to arenas: most others lie in it as well. */
  #nearName = '';
  #nearStart = Number.POSITIVE_INFINITY;

  constructor(module: Contract, options: SystemOptions) {
    this.#firstArena = ARENA_SIZE + (options.misalign ?? 0);
    this.#system = new System({ ...options, replaces: lastSystem, onEvent: (event) => this.#note(event) });
    lastSystem = this.#system;
    this.#allocator = new module.Obmalloc(this.#system);
  }

  perform(step: Exclude<Step, { op: '%' }>): Json {
    switch (step.op) {
      case 'm':
        return this.#malloc(step.id, step.size);
      case 'c':
        return this.#handOut(step.id, this.#allocator.calloc(step.count, step.size), step.count * step.size);
      case 'r':
        return this.#realloc(step.id, step.size);
      case 'f':
        return this.#free(step.id);
      case 'M':
        return this.#mallocRun(step.id, step.n, step.size);
      case 'F':
        return this.#freeRun(step.id, step.n, 1);
      case 'G':
        return this.#freeRun(step.id + step.n - 1, step.n, -1);
      case 'w':
        this.#system.memory.fill(this.#addressOf(step.id), this.#sizes[step.id] ?? 0, step.byte);
        return '.';
      case 'd':
        return this.#system.memory.dump(this.#addressOf(step.id) + step.offset, step.length);
      case '?':
        return reportPools(this.#system.memory, this.#mappedArenas());
      default:
        return step satisfies never;
    }
  }

  #malloc(id: number, size: number): string {
    return this.#handOut(id, this.#allocator.malloc(size), size);
  }

  /** NULL leaves the old block as it was; any other address but its own gives it up. */
  #realloc(id: number, size: number): string {
    const old = this.#addressOf(id);
    const address = this.#allocator.realloc(old, size);
    const outcome = this.#handOut(id, address, size);
    return address !== NULL && address !== old && this.#isLiveRaw(old) ? `${outcome} (old ${KEPT})` : outcome;
  }

  #free(id: number): string {
    return this.#giveUp(id) + this.#takeEvents();
  }

  #mallocRun(first: number, n: number, size: number): string {
    const summary = new RunSummary();
    for (let id = first; id < first + n; id += 1) {
      const address = this.#allocator.malloc(size);
      this.#keep(id, address, size);
      summary.add(this.#describe(address), this.#takeEvents());
    }
    return summary.line;
  }

  /** `step`: 1 for ascending ids, -1 for descending ones. */
  #freeRun(first: number, n: number, step: 1 | -1): string {
    const summary = new RunSummary();
    for (let index = 0; index < n; index += 1) {
      summary.add(this.#giveUp(first + step * index), this.#takeEvents());
    }
    return summary.line;
  }

  /** What came back, as text. */
  #handOut(id: number, address: Address, size: number): string {
    this.#keep(id, address, size);
    return this.#describe(address) + this.#takeEvents();
  }

  /** NULL leaves the id as it was. */
  #keep(id: number, address: Address, size: number): void {
    if (address === NULL) return;
    this.#addresses[id] = address;
    this.#sizes[id] = size;
  }

  #giveUp(id: number): string {
    const address = this.#addressOf(id);
    this.#allocator.free(address);
    this.#addresses[id] = NULL;
    this.#sizes[id] = 0;
    return this.#isLiveRaw(address) ? `. (${KEPT})` : '.';
  }

  /** Whether the system still counts the block as handed out. */
  #isLiveRaw(address: Address): boolean {
    return address >= RAW_BASE && this.#system.locate(address).kind === 'raw';
  }

  #note(event: SystemEvent): void {
    this.#events += ` ${describeEvent(event)}`;
    this.#nearStart = Number.POSITIVE_INFINITY;
  }

  /** What happened to arenas since the last call: ` +A0`, say. */
  #takeEvents(): string {
    const events = this.#events;
    this.#events = '';
    return events;
  }

  #addressOf(id: number): Address {
    return this.#addresses[id] ?? NULL;
  }

  /** A module may give anything back: what is no address, or lies nowhere, becomes text like the rest. */
  #describe(address: unknown): string {
    if (typeof address !== 'number') return `${typeof address} (no address)`;
    const offset = address - this.#nearStart;
    if (offset >= 0 && offset < ARENA_SIZE && Number.isInteger(address)) return this.#nearName + offset;
    const location: Location = Number.isInteger(address) ? this.#system.locate(address) : { kind: 'unknown' };
    if (location.kind === 'arena') {
      this.#nearName = `${location.arena}:`;
      this.#nearStart = address - location.offset;
      return this.#nearName + location.offset;
    }
    return location.kind === 'unknown' ? `${hex(address)} (in no arena)` : location.kind;
  }

  /** The system takes the lowest free place, so the mapped arenas lie within as many places as there ever were at once. */
  #mappedArenas(): readonly MappedArena[] {
    const arenas: MappedArena[] = [];
    for (let place = 0; place < this.#system.peak; place += 1) {
      const address = this.#firstArena + place * ARENA_SIZE;
      const location = this.#system.locate(address);
      if (location.kind === 'arena') arenas.push({ arena: location.arena, address });
    }
    return arenas;
  }
}
