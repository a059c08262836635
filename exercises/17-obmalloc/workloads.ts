import type { Address } from '../kit/memory.ts';
import { ARENA_SIZE, SMALL_REQUEST_THRESHOLD } from '../kit/obmalloc-layout.ts';
import { System } from '../kit/system.ts';
import type { Run, Workload } from '../kit/workload.ts';
import type { Allocator, Contract } from './contract.ts';

/** Calls in one slice of measured work: 0.3 to 1 ms. */
const CALLS = 6_000;
/** Blocks that the standing population's slice takes and gives back. */
const HOT = 64;

/** `size` live blocks of 1 to 512 bytes; then one at random is given up and another is asked for, again and again. */
const churn: Workload<Contract> = {
  prepare(module, size) {
    const { system, allocator } = start(module);
    const random = new Xorshift(1);
    const blocks = new Float64Array(size);
    for (let index = 0; index < size; index += 1) blocks[index] = allocator.malloc(random.size());
    return counted(system, CALLS, () => {
      let digest = 0;
      for (let call = 0; call < CALLS; call += 2) {
        const index = random.below(size);
        allocator.free(blocks[index] as Address);
        const block = allocator.malloc(random.size());
        blocks[index] = block;
        digest = mix(digest, block);
      }
      return digest;
    });
  },
};

/**
 * A standing population: 2 × `size` blocks are taken and a random half is given up, which leaves holes everywhere;
 * then 64 further blocks come and go. What a call costs now must not depend on `size`.
 */
const standing: Workload<Contract> = {
  prepare(module, size) {
    const { system, allocator } = start(module);
    const random = new Xorshift(2);
    const blocks = new Float64Array(2 * size);
    for (let index = 0; index < 2 * size; index += 1) blocks[index] = allocator.malloc(random.size());
    for (let left = 2 * size; left > size; left -= 1) {
      const index = random.below(left);
      allocator.free(blocks[index] as Address);
      blocks[index] = blocks[left - 1] as number;
    }
    const hot = new Float64Array(HOT);
    return counted(system, CALLS, () => {
      let digest = 0;
      for (let call = 0; call < CALLS; call += 2) {
        const index = random.below(HOT);
        allocator.free(hot[index] as Address);
        const block = allocator.malloc(random.size());
        hot[index] = block;
        digest = mix(digest, block);
      }
      return digest;
    });
  },
};

/** All four functions on blocks of all sizes; `size` calls, of which the first half mostly takes and the second gives. */
const mixed: Workload<Contract> = {
  prepare(module, size) {
    const { system, allocator } = start(module);
    const trace = new MixedTrace(allocator, system);
    return {
      operations: size,
      work: () => trace.run(size),
      figures: () => ({ 'footprint over payload': trace.peakFootprint / trace.peakPayload }),
    };
  },
};

export const workloads: Readonly<Record<string, Workload<Contract>>> = { churn, standing, mixed };

class MixedTrace {
  peakFootprint = 0;
  peakPayload = 0;
  readonly #allocator: Allocator;
  readonly #system: System;
  readonly #random = new Xorshift(3);
  /** Live blocks and the bytes asked for. */
  readonly #blocks: { address: Address; size: number }[] = [];
  #payload = 0;

  constructor(allocator: Allocator, system: System) {
    this.#allocator = allocator;
    this.#system = system;
  }

  run(calls: number): number {
    let digest = 0;
    for (let call = 0; call < calls; call += 1) {
      const growing = call < calls / 2;
      const dice = this.#random.below(10);
      if (dice === 0) this.#resize();
      else if (this.#blocks.length === 0 || (growing ? dice < 8 : dice < 3)) digest = mix(digest, this.#take(dice));
      else this.#give();
      this.peakPayload = Math.max(this.peakPayload, this.#payload);
      this.peakFootprint = Math.max(this.peakFootprint, this.#system.live * ARENA_SIZE);
    }
    return digest;
  }

  #take(dice: number): Address {
    const size = this.#random.size();
    const address = dice === 1 ? this.#allocator.calloc(1, size) : this.#allocator.malloc(size);
    this.#blocks.push({ address, size });
    this.#payload += size;
    return address;
  }

  #give(): void {
    const index = this.#random.below(this.#blocks.length);
    const block = this.#blocks[index];
    const last = this.#blocks.pop();
    if (block === undefined || last === undefined) return;
    if (last !== block) this.#blocks[index] = last;
    this.#payload -= block.size;
    this.#allocator.free(block.address);
  }

  #resize(): void {
    const block = this.#blocks[this.#random.below(this.#blocks.length)];
    if (block === undefined) return;
    const size = this.#random.size();
    block.address = this.#allocator.realloc(block.address, size);
    this.#payload += size - block.size;
    block.size = size;
  }
}

function start(module: Contract): { readonly system: System; readonly allocator: Allocator } {
  const system = new System();
  return { system, allocator: new module.Obmalloc(system) };
}

/** A run whose accesses to the simulated memory are counted from now on. */
function counted({ memory }: System, operations: number, work: () => number): Run {
  const before = memory.reads + memory.writes;
  let calls = 0;
  return {
    operations,
    work() {
      calls += operations;
      return work();
    },
    figures: () => ({ 'accesses per call': (memory.reads + memory.writes - before) / calls }),
  };
}

/** Folds an address into a digest of 32 bits. Arenas are mapped at the same places for every right module. */
function mix(digest: number, address: number): number {
  return Math.imul(digest ^ address, 0x01000193) >>> 0;
}

/** Marsaglia's xorshift on 32 bits: the same numbers for every module and on every machine. */
class Xorshift {
  #state: number;

  constructor(seed: number) {
    this.#state = seed * 0x9e3779b1;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return (state >>> 0) % limit;
  }

  /** A request of 1 to 512 bytes. */
  size(): number {
    return this.below(SMALL_REQUEST_THRESHOLD) + 1;
  }
}
