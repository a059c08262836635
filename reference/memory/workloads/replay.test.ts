import { describe, expect, it } from 'vitest';
import { System } from '../../../exercises/kit/system.ts';
import { Obmalloc, PROFILES } from '../obmalloc/index.ts';
import { type Allocator, ImpossibleTrace, replay } from './replay.ts';
import { TraceBuilder } from './trace.ts';

/** Hands out 1, 2, 3, …; refuses more than 1000 bytes. Notes every call. */
class Noting implements Allocator {
  readonly calls: string[] = [];
  #next = 1;

  malloc(nbytes: number): number {
    return this.#answer(`malloc(${nbytes})`, nbytes);
  }
  calloc(nelem: number, elsize: number): number {
    return this.#answer(`calloc(${nelem}, ${elsize})`, nelem * elsize);
  }
  realloc(block: number, nbytes: number): number {
    return this.#answer(`realloc(${block}, ${nbytes})`, nbytes);
  }
  free(block: number): void {
    this.calls.push(`free(${block})`);
  }
  #answer(call: string, nbytes: number): number {
    const block = nbytes > 1000 ? 0 : this.#next++;
    this.calls.push(`${call} = ${block}`);
    return block;
  }
}

describe('replay', () => {
  it('calls the allocator as the trace says, with the blocks it handed out', () => {
    const builder = new TraceBuilder();
    builder.malloc(7, 10);
    builder.calloc(2, 20);
    builder.realloc(7, 30);
    builder.realloc(3, 40);
    builder.free(2);
    builder.free(2);
    builder.free(7);
    const allocator = new Noting();
    const outcome = replay(builder.build('calls'), allocator);
    expect(allocator.calls).toEqual([
      'malloc(10) = 1',
      'calloc(1, 20) = 2',
      'realloc(1, 30) = 3',
      'realloc(0, 40) = 4',
      'free(2)',
      'free(0)',
      'free(3)',
    ]);
    expect(outcome).toEqual({
      operations: 7,
      refused: 0,
      peakPayload: 90,
      peakFootprint: 0,
      liveAtEnd: { blocks: 1, payload: 40 },
    });
  });
  it('leaves an id as it was when its request is refused', () => {
    const builder = new TraceBuilder();
    builder.malloc(1, 2000);
    builder.malloc(1, 10);
    builder.realloc(1, 2000);
    builder.free(1);
    const allocator = new Noting();
    expect(replay(builder.build('refused'), allocator)).toMatchObject({ refused: 2, peakPayload: 10 });
    expect(allocator.calls.slice(2)).toEqual(['realloc(1, 2000) = 0', 'free(1)']);
  });
  it('keeps the greatest footprint it is told', () => {
    const builder = new TraceBuilder();
    builder.malloc(1, 100_000);
    builder.malloc(2, 500);
    builder.free(2);
    const system = new System();
    const footprint = () => system.live * PROFILES.classic64.arenaSize;
    const outcome = replay(builder.build('footprint'), new Obmalloc(system), footprint);
    expect(outcome).toMatchObject({ peakFootprint: 262_144, liveAtEnd: { blocks: 1, payload: 100_000 } });
    expect(footprint()).toBe(0);
  });
  it('refuses a trace that asks twice for one id, and names the operation', () => {
    const builder = new TraceBuilder();
    builder.malloc(4, 8);
    builder.calloc(4, 8);
    const trace = builder.build('twice');
    expect(() => replay(trace, new Noting())).toThrow(ImpossibleTrace);
    expect(() => replay(trace, new Noting())).toThrow('twice, operation 2: id 4 is in use already');
  });
});

describe('TraceBuilder', () => {
  it('keeps what it was given, beyond its first room', () => {
    const builder = new TraceBuilder();
    for (let id = 1; id <= 5000; id += 1) builder.malloc(id, id);
    builder.free(5000);
    const { kinds, ids, sizes, maxId } = builder.build('many');
    expect([kinds.length, ids[4095], sizes[4095], maxId]).toEqual([5001, 4096, 4096, 5000]);
    expect([kinds[5000], ids[5000], sizes[5000]]).toEqual([3, 5000, 0]);
  });
  it.each([0, -1, 1.5, 2 ** 24])('refuses the id %d', (id) => {
    expect(() => new TraceBuilder().malloc(id, 1)).toThrow(`id ${id} is no whole number from 1`);
  });
  it.each([-1, 0.5, Number.NaN])('refuses the size %d', (size) => {
    expect(() => new TraceBuilder().malloc(1, size)).toThrow('no number of bytes');
  });
});
