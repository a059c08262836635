import { describe, expect, it } from 'vitest';
import type { Allocator, Contract } from '../../exercises/17-obmalloc/contract.ts';
import { driver } from '../../exercises/17-obmalloc/driver.ts';
import { RunSummary } from '../../exercises/17-obmalloc/run-summary.ts';
import { free, freeRun, malloc, mallocRun, pools, realloc, type Step } from '../../exercises/17-obmalloc/steps.ts';
import { replay } from '../../exercises/kit/driver.ts';
import type { Address } from '../../exercises/kit/memory.ts';
import { POOL_HEADER } from '../../exercises/kit/obmalloc-layout.ts';
import type { System } from '../../exercises/kit/system.ts';

function run(module: Contract, steps: readonly Step[]): unknown {
  return replay(driver, module, { id: 's', concept: 'c', title: 't', steps }).at(-1);
}

/** A module whose malloc gives the value back, address or not. */
function giving(value: unknown): Contract {
  return {
    Obmalloc: class {
      malloc(): Address {
        return value as Address;
      }
      calloc(): Address {
        return value as Address;
      }
      realloc(): Address {
        return value as Address;
      }
      free(): void {}
    },
  };
}

/** A module that maps an arena and writes a pool header with this free list, given as offsets from the pool. */
function withFreeList(links: readonly (readonly [from: number, to: number])[]): Contract {
  return {
    Obmalloc: class extends giving(0).Obmalloc {
      constructor(system: System) {
        super(system);
        const pool = system.mapArena();
        system.memory.writeU32(pool + POOL_HEADER.nextoffset, 144);
        for (const [from, to] of links) system.memory.writePointer(pool + from, pool + to);
      }
    },
  };
}

/** A module that takes every block from the system and gives none back. */
class Leaking implements Allocator {
  readonly #system: System;
  constructor(system: System) {
    this.#system = system;
  }
  malloc(size: number): Address {
    return this.#system.rawMalloc(size);
  }
  calloc(count: number, size: number): Address {
    return this.#system.rawCalloc(count, size);
  }
  realloc(_address: Address, size: number): Address {
    return this.#system.rawMalloc(size);
  }
  free(): void {}
}

describe('driver', () => {
  it('says that the system was not given its block back', () => {
    const leaking = { Obmalloc: Leaking };
    const value = '. (raw block not given back)';
    expect(run(leaking, [malloc(1, 600), free(1)])).toEqual({ kind: 'value', value });
    expect(run(leaking, [mallocRun(1, 2, 600), freeRun(1, 2)])).toMatchObject({
      value: expect.stringContaining(`n=2 first=${value} last=${value}`),
    });
  });

  it('says that realloc moved a block and did not give the old one back', () => {
    const leaking = { Obmalloc: Leaking };
    const value = 'raw (old raw block not given back)';
    expect(run(leaking, [malloc(1, 600), realloc(1, 700)])).toEqual({ kind: 'value', value });
    expect(run(leaking, [realloc(1, 600)])).toEqual({ kind: 'value', value: 'raw' });
    expect(run(leaking, [malloc(1, 600), realloc(1, 2 ** 63)])).toEqual({ kind: 'value', value: 'null' });
  });

  it.each([
    [undefined, 'undefined (no address)'],
    ['0:48', 'string (no address)'],
    [Number.NaN, 'NaN (in no arena)'],
    [-8, '-8 (in no arena)'],
    [4660, '0x1234 (in no arena)'],
    [0, 'null'],
  ])('turns %s, which is no block, into text', (value, text) => {
    expect(run(giving(value), [malloc(1, 8)])).toEqual({ kind: 'value', value: text });
  });

  it('ends at a circle in a free list', () => {
    const links = [
      [POOL_HEADER.freeblock, 48],
      [48, 96],
      [96, 48],
    ] as const;
    expect(run(withFreeList(links), [pools])).toEqual({
      kind: 'value',
      value: ['pool 0:0 szidx=0 count=0 next=144 free fl=48,96,48,… (a circle)'],
    });
  });

  it('ends where a free list leaves its pool', () => {
    const links = [
      [POOL_HEADER.freeblock, 48],
      [48, 8192],
    ] as const;
    expect(run(withFreeList(links), [pools])).toEqual({
      kind: 'value',
      value: ['pool 0:0 szidx=0 count=0 next=144 free fl=48,0x42000 (no block of it)'],
    });
  });
});

describe('RunSummary', () => {
  it('gives the line that the recordings have', () => {
    const summary = new RunSummary();
    for (let block = 0; block < 7; block += 1) summary.add(`0:${48 + 512 * block}`, block === 0 ? ' +A0' : '');
    expect(summary.line).toBe('n=7 first=0:48 last=0:3120 fnv=f7a202c608523033 +A0');
  });
});
