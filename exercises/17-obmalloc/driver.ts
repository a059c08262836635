import type { Driver } from '../kit/driver.ts';
import type { Json } from '../kit/json.ts';
import { type Address, hex, NULL } from '../kit/memory.ts';
import { ARENA_SIZE } from '../kit/obmalloc-layout.ts';
import { describeEvent, type Location, System, type SystemEvent, type SystemOptions } from '../kit/system.ts';
import type { Allocator, Contract } from './contract.ts';
import { draw } from './draw.ts';
import { type MappedArena, reportPools } from './pool-report.ts';
import { summariseRun } from './run-summary.ts';
import { describeStep, type Step } from './steps.ts';

/**
 * Replays calls on an allocator over a fresh system. The outcome of a call is where the block lies and what happened
 * to arenas meanwhile: `0:48 +A0` is byte 48 of arena 0, which was mapped for it; `raw` is a block of the system's;
 * `null` is NULL; free gives `.`.
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

interface Block {
  readonly address: Address;
  /** Bytes last asked for. */
  readonly size: number;
}

/** One allocator, its system and the blocks by id. */
class World {
  readonly #system: System;
  readonly #allocator: Allocator;
  readonly #blocks = new Map<number, Block>();
  readonly #firstArena: number;
  #events: SystemEvent[] = [];

  constructor(module: Contract, options: SystemOptions) {
    this.#firstArena = ARENA_SIZE + (options.misalign ?? 0);
    this.#system = new System({ ...options, onEvent: (event) => void this.#events.push(event) });
    this.#allocator = new module.Obmalloc(this.#system);
  }

  perform(step: Exclude<Step, { op: '%' }>): Json {
    switch (step.op) {
      case 'm':
        return this.#malloc(step.id, step.size);
      case 'c':
        return this.#handOut(step.id, this.#allocator.calloc(step.count, step.size), step.count * step.size);
      case 'r':
        return this.#handOut(step.id, this.#allocator.realloc(this.#addressOf(step.id), step.size), step.size);
      case 'f':
        return this.#free(step.id);
      case 'M':
        return summariseRun(ids(step).map((id) => this.#malloc(id, step.size)));
      case 'F':
        return summariseRun(ids(step).map((id) => this.#free(id)));
      case 'G':
        return summariseRun(
          ids(step)
            .reverse()
            .map((id) => this.#free(id)),
        );
      case 'w':
        this.#system.memory.fill(this.#addressOf(step.id), this.#blocks.get(step.id)?.size ?? 0, step.byte);
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

  #free(id: number): string {
    this.#allocator.free(this.#addressOf(id));
    this.#blocks.delete(id);
    return this.#outcome('.');
  }

  /** What came back, as text. NULL leaves the id as it was. */
  #handOut(id: number, address: Address, size: number): string {
    if (address !== NULL) this.#blocks.set(id, { address, size });
    return this.#outcome(this.#describe(address));
  }

  #outcome(what: string): string {
    if (this.#events.length === 0) return what;
    const events = this.#events.map((event) => ` ${describeEvent(event)}`);
    this.#events = [];
    return what + events.join('');
  }

  #addressOf(id: number): Address {
    return this.#blocks.get(id)?.address ?? NULL;
  }

  /** A module may give anything back: what is no address, or lies nowhere, becomes text like the rest. */
  #describe(address: unknown): string {
    if (typeof address !== 'number') return `${typeof address} (no address)`;
    const location: Location = Number.isInteger(address) ? this.#system.locate(address) : { kind: 'unknown' };
    if (location.kind === 'arena') return `${location.arena}:${location.offset}`;
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

function ids({ id, n }: { readonly id: number; readonly n: number }): number[] {
  return Array.from({ length: n }, (_, index) => id + index);
}
