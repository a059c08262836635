import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { describeEvent, System } from '../../../exercises/kit/system.ts';
import { type Allocator, Obmalloc, type Profile } from '../../memory/obmalloc/index.ts';
import { RunningHash } from '../running-hash.ts';
import type { Directives, Operation } from './operation.ts';

/** A trace that asks for something impossible: to use an id that is dead, or to bring a live one to life. */
export class ImpossibleOperation extends Error {
  override readonly name = 'ImpossibleOperation';
}

interface Block {
  readonly address: Address;
  /** As last asked for. */
  readonly size: number;
}

/** The outcome of one operation or macro, in the recordings' words. */
export interface Outcome {
  /** `0:48`, `raw`, `null`, `.` or hexadecimal digits. */
  readonly word: string;
  /** ` +A0 -A3 !A`: what happened to arenas, each preceded by a blank. */
  readonly events: string;
}

/** Text is hashed in portions of about this many characters. */
const HASHED_AT_ONCE = 65536;

/** Runs operations on the reference allocator and words what they do, hashing as the recordings do. */
export class Replayer {
  readonly system: System;
  readonly allocator: Allocator;
  /** Single operations so far, those of macros included. */
  operations = 0;
  readonly #hash = new RunningHash();
  #unhashed = '';
  #events = '';
  readonly #blocks = new Map<number, Block>();

  /** `wrap`: what is put around the allocator, a stress mode say. */
  constructor(
    profile: Profile,
    { misalign, arenaCap }: Directives,
    wrap: (allocator: Allocator) => Allocator = (allocator) => allocator,
  ) {
    this.system = new System({
      arenaSize: profile.arenaSize,
      misalign,
      arenaCap,
      onEvent: (event) => {
        this.#events += ` ${describeEvent(event)}`;
      },
    });
    this.allocator = wrap(new Obmalloc(this.system, profile));
  }

  /** @throws {ImpossibleOperation} */
  perform(operation: Operation): Outcome {
    this.#events = '';
    const word = this.#run(operation);
    const outcome = { word, events: this.#events };
    this.operations += 1;
    this.#unhashed += `${word}${this.#events}\n`;
    if (this.#unhashed.length >= HASHED_AT_ONCE) this.#flush();
    return outcome;
  }

  /** Performs all, and words them as one line: first and last outcome, a hash of all, all events. */
  performMacro(operations: readonly Operation[]): string {
    const hash = new RunningHash();
    let first = '';
    let last = '';
    let events = '';
    for (const operation of operations) {
      const outcome = this.perform(operation);
      hash.update(`${outcome.word}${outcome.events}\n`);
      first ||= outcome.word;
      last = outcome.word;
      events += outcome.events;
    }
    return `n=${operations.length} first=${first} last=${last} fnv=${hash.fnv}${events}`;
  }

  /** `OPS FNV CRC` over all outcomes so far. */
  hashLine(): string {
    this.#flush();
    return `${this.operations} ${this.#hash.fnv} ${this.#hash.crc}`;
  }

  /** The counters' line, without `= `. */
  countersLine(): string {
    const { mapped, unmapped, peak, live, rawLive } = this.system;
    const small = this.#blocks.size - rawLive;
    return `counters mapped=${mapped} unmapped=${unmapped} peak=${peak} live=${live} small=${small} raw=${rawLive}`;
  }

  #flush(): void {
    this.#hash.update(this.#unhashed);
    this.#unhashed = '';
  }

  #run(operation: Operation): string {
    const { allocator } = this;
    switch (operation.kind) {
      case 'malloc':
        return this.#store(operation.id, allocator.malloc(operation.size), operation.size);
      case 'calloc': {
        const address = allocator.calloc(operation.count, operation.size);
        return this.#store(operation.id, address, operation.count * operation.size);
      }
      case 'realloc': {
        const { id, size } = operation;
        const address = allocator.realloc(this.#blocks.get(id)?.address ?? NULL, size);
        if (address !== NULL) this.#blocks.set(id, { address, size });
        return this.system.describe(address);
      }
      case 'free':
        allocator.free(this.#blocks.get(operation.id)?.address ?? NULL);
        this.#blocks.delete(operation.id);
        return '.';
      case 'write': {
        const { address, size } = this.#live(operation.id);
        this.system.memory.fill(address, size, operation.byte);
        return '.';
      }
      case 'dump':
        return this.system.memory.dump(this.#live(operation.id).address + operation.offset, operation.length);
      default:
        return operation satisfies never;
    }
  }

  #store(id: number, address: Address, size: number): string {
    if (this.#blocks.has(id)) throw new ImpossibleOperation(`id ${id} is in use already`);
    if (address !== NULL) this.#blocks.set(id, { address, size });
    return this.system.describe(address);
  }

  #live(id: number): Block {
    const block = this.#blocks.get(id);
    if (block === undefined) throw new ImpossibleOperation(`id ${id} is not in use`);
    return block;
  }
}
