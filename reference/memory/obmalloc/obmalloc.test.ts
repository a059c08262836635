import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../exercises/kit/memory.ts';
import { NULL } from '../../../exercises/kit/memory.ts';
import { describeEvent, System } from '../../../exercises/kit/system.ts';
import { checkHeap, Obmalloc, PROFILES, type Profile } from './index.ts';
import { type Command, commands, takePool, threeArenas } from './random-commands.ts';
import { type ModelBlock, SimpleModel } from './simple-model.ts';

/** A live block: where the allocator and where the model put it, and the byte that it was filled with. */
interface Live {
  address: Address;
  model: ModelBlock;
  size: number;
  readonly byte: number;
}

/** Allocator and model side by side. Every call must have the same outcome. */
class Pair {
  readonly system: System;
  readonly allocator: Obmalloc;
  readonly model: SimpleModel;
  readonly live: Live[] = [];
  #events = '';
  #count = 0;

  constructor(profile: Profile) {
    this.system = new System({
      arenaSize: profile.arenaSize,
      onEvent: (event) => {
        this.#events += ` ${describeEvent(event)}`;
      },
    });
    this.allocator = new Obmalloc(this.system, profile);
    this.model = new SimpleModel(profile);
  }

  perform(command: Command): void {
    if (command.op === 'malloc') {
      for (let index = 0; index < command.count; index += 1)
        this.#take(command.size, this.allocator.malloc(command.size));
    } else if (command.op === 'calloc') {
      const block = this.allocator.calloc(command.size, 1);
      expect(this.system.memory.dump(block, command.size)).toBe('00'.repeat(command.size));
      this.#take(command.size, block);
    } else if (command.op === 'free') {
      const start = this.live.length === 0 ? 0 : command.pick % this.live.length;
      for (const block of this.live.splice(start, command.count)) this.#free(block);
    } else if (command.op === 'freePool') {
      const { profile } = this.allocator.heap;
      for (const block of takePool(this.live, command.pick, profile, ({ address }) => address)) this.#free(block);
    } else {
      const block = this.live[command.pick % this.live.length];
      if (block !== undefined) this.#realloc(block, command.size);
    }
  }

  #take(size: number, address: Address): void {
    const model = this.model.malloc(size);
    this.#compare(this.system.describe(address), model);
    this.#count += 1;
    const block = { address, model, size, byte: this.#count % 251 };
    this.system.memory.fill(address, size, block.byte);
    this.live.push(block);
  }

  #free(block: Live): void {
    this.#expectContent(block, block.size);
    this.allocator.free(block.address);
    this.model.free(block.model);
    this.#compare('.', null);
  }

  #realloc(block: Live, size: number): void {
    block.address = this.allocator.realloc(block.address, size);
    block.model = this.model.realloc(block.model, size);
    this.#compare(this.system.describe(block.address), block.model);
    this.#expectContent(block, Math.min(size, block.size));
    block.size = size;
    this.system.memory.fill(block.address, size, block.byte);
  }

  /** Nobody else wrote into the block: blocks do not overlap, and the allocator leaves them alone. */
  #expectContent({ address, byte }: Live, length: number): void {
    expect(this.system.memory.dump(address, length)).toBe(byte.toString(16).padStart(2, '0').repeat(length));
  }

  #compare(word: string, model: ModelBlock | null): void {
    expect(word + this.#events).toBe(this.model.outcome(model));
    this.#events = '';
  }
}

describe('Obmalloc', () => {
  it.each(Object.values(PROFILES))('does what the simple model does, and keeps its invariants: $name', (profile) => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const pair = new Pair(profile);
        for (const command of sequence) {
          pair.perform(command);
          expect(checkHeap(pair.allocator.heap)).toEqual([]);
        }
        pair.perform({ op: 'free', pick: 0, count: pair.live.length });
        expect(checkHeap(pair.allocator.heap)).toEqual([]);
        expect(pair.system.rawLive).toBe(0);
        expect(pair.system.live).toBeLessThanOrEqual(profile.keepsLastArena ? 1 : 0);
      }),
      { numRuns: 40, seed: 17 },
    );
  });

  it.each(Object.values(PROFILES))('uses and unmaps arenas in the order of the simple model: $name', (profile) => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 80 }), (picks) => {
        const pair = new Pair(profile);
        pair.perform({ op: 'malloc', size: 512, count: threeArenas(profile) });
        for (const pick of picks) pair.perform({ op: 'freePool', pick });
        pair.perform({ op: 'malloc', size: 512, count: 500 });
        expect(checkHeap(pair.allocator.heap)).toEqual([]);
      }),
      { numRuns: 3, seed: 18 },
    );
  });

  it('reads and writes simulated memory 6.5 times an operation on the fast path', () => {
    const { memory, allocator } = counted();
    allocator.malloc(48);
    allocator.free(allocator.malloc(48)); // carves: two free blocks from here on
    const before = memory.reads + memory.writes;
    for (let index = 0; index < 100; index += 1) allocator.free(allocator.malloc(48));
    expect((memory.reads + memory.writes - before) / 200).toBe(6.5);
  });

  it('costs the same with many blocks live as with few', () => {
    const { memory, allocator } = counted();
    const cost = (blocks: number) => {
      const before = memory.reads + memory.writes;
      const addresses = Array.from({ length: blocks }, () => allocator.malloc(512));
      for (const address of addresses) allocator.free(address);
      return (memory.reads + memory.writes - before) / blocks;
    };
    expect(cost(50_000) / cost(1000)).toBeLessThan(1.02);
  });

  it('touches only the pages of pools that it hands blocks of', () => {
    const { memory, allocator } = counted();
    const before = memory.pagesTouched;
    for (let index = 0; index < 7; index += 1) allocator.malloc(512);
    expect(memory.pagesTouched - before).toBe(1);
  });

  it('refuses a system whose arenas have another size', () => {
    expect(() => new Obmalloc(new System(), PROFILES['amd64-3.11'])).toThrow(RangeError);
  });

  it('throws what the system throws when a raw block is freed twice', () => {
    const { allocator } = counted();
    const block = allocator.malloc(1000);
    allocator.free(block);
    expect(() => allocator.free(block)).toThrow('not a live raw block');
  });

  it('takes a raw block full of bytes for no pool, whatever they are', () => {
    const { memory, allocator } = counted();
    allocator.malloc(8);
    const block = allocator.malloc(20_000);
    for (const byte of [0, 1, 255]) {
      memory.fill(block, 20_000, byte);
      expect(allocator.realloc(block, 19_000)).toBe(block);
    }
    allocator.free(block);
    expect(allocator.malloc(0)).not.toBe(NULL);
  });

  function counted() {
    const system = new System();
    return { memory: system.memory, allocator: new Obmalloc(system) };
  }
});
