import { describe, expect, it } from 'vitest';
import {
  checkHeap,
  Obmalloc,
  PROFILES,
  type ProfileName,
  takeCensus,
} from '../../../reference/memory/obmalloc/index.ts';
import { generate, ImpossibleTrace, replay, SHAPES, TraceBuilder } from '../../../reference/memory/workloads/index.ts';
import { HeapReplay } from './heap-replay.ts';
import { DEFAULT_SETTINGS, type HeapSettings, systemFor } from './heap-settings.ts';

const CHURN = generate(SHAPES.churn, { operations: 3000 });
const GROWTH = generate(SHAPES['realloc-growth'], { operations: 3000 });

/** The heap that the first operations of a trace leave, by the project's own `replay`. */
function censusAfter(trace: typeof CHURN, operations: number, settings: HeapSettings) {
  const { kinds, ids, sizes } = trace;
  const part = {
    ...trace,
    kinds: kinds.slice(0, operations),
    ids: ids.slice(0, operations),
    sizes: sizes.slice(0, operations),
  };
  const allocator = new Obmalloc(systemFor(settings), PROFILES[settings.profile]);
  const { liveAtEnd } = replay(part, allocator);
  return { census: takeCensus(allocator.heap), payload: liveAtEnd.payload };
}

describe('HeapReplay', () => {
  describe.each(Object.keys(PROFILES) as ProfileName[])('%s', (profile) => {
    it.each([
      ['churn', CHURN, 0],
      ['realloc-growth', GROWTH, 4096 + 16],
    ] as const)('has the heap of every position of %s, from wherever it comes', (_, trace, misalign) => {
      const settings = { ...DEFAULT_SETTINGS, profile, misalign };
      const heapReplay = new HeapReplay(trace, settings);
      for (const position of [1, 2, 1500, 1499, 3000, 0, 2999, 7]) {
        heapReplay.seek(position);
        const expected = censusAfter(trace, position, settings);
        expect(heapReplay.position).toBe(position);
        expect(takeCensus(heapReplay.heap)).toEqual(expected.census);
        expect(heapReplay.smallPayload + heapReplay.rawPayload).toBe(expected.payload);
        expect(checkHeap(heapReplay.heap)).toEqual([]);
      }
    });
  });

  it('stays within the trace', () => {
    const heapReplay = new HeapReplay(CHURN, DEFAULT_SETTINGS);
    heapReplay.seek(1e9);
    expect(heapReplay.position).toBe(3000);
    heapReplay.seek(-5);
    expect([heapReplay.position, heapReplay.step]).toEqual([0, null]);
  });
  it('tells what the last operation did, and what it cost', () => {
    const builder = new TraceBuilder();
    builder.malloc(7, 42);
    builder.free(7);
    const heapReplay = new HeapReplay(builder.build('pair'), DEFAULT_SETTINGS);
    heapReplay.seek(1);
    expect(heapReplay.step).toMatchObject({ number: 1, id: 7, size: 42, from: null });
    expect(heapReplay.step?.to).toMatchObject({ arena: 0, pool: 0, szidx: 5, block: 0 });
    expect(heapReplay.step?.events.map(({ kind }) => kind)).toEqual(['arenaObjectsGrown', 'arenaMapped', 'poolTaken']);
    heapReplay.seek(2);
    expect(heapReplay.step).toMatchObject({ number: 2, after: 0, to: null });
    expect(heapReplay.step?.from).toMatchObject({ arena: 0, pool: 0, block: 0 });
    expect(heapReplay.step?.events.map(({ kind }) => kind)).toEqual(['poolEmptied', 'arenaUnmapped']);
  });
  it('tells the pool of a block in a misaligned arena', () => {
    const builder = new TraceBuilder();
    for (let id = 1; id <= 8; id += 1) builder.malloc(id, 512);
    const heapReplay = new HeapReplay(builder.build('eight'), { ...DEFAULT_SETTINGS, misalign: 64 });
    heapReplay.seek(7);
    expect(heapReplay.step?.to).toMatchObject({ arena: 0, pool: 0, block: 6 });
    heapReplay.seek(8);
    expect(heapReplay.step?.to).toMatchObject({ arena: 0, pool: 1, block: 0 });
  });
  it('counts the reads and writes of one operation alone', () => {
    const builder = new TraceBuilder();
    for (let id = 1; id <= 4; id += 1) builder.malloc(id, 8);
    builder.free(2);
    builder.malloc(5, 8);
    const heapReplay = new HeapReplay(builder.build('pop'), DEFAULT_SETTINGS);
    heapReplay.seek(6);
    // usedpools, nextpool, ref.count, freeblock, the block's link; ref.count and freeblock are written back.
    expect(heapReplay.step).toMatchObject({ reads: 5, writes: 2 });
  });
  it('tells small payload from raw', () => {
    const builder = new TraceBuilder();
    builder.malloc(1, 100);
    builder.malloc(2, 1000);
    builder.realloc(1, 2000);
    const heapReplay = new HeapReplay(builder.build('raw'), DEFAULT_SETTINGS);
    heapReplay.seek(2);
    expect([heapReplay.smallPayload, heapReplay.rawPayload]).toEqual([100, 1000]);
    heapReplay.seek(3);
    expect([heapReplay.smallPayload, heapReplay.rawPayload]).toEqual([0, 3000]);
  });
  it('leaves an id as it was when the system refuses', () => {
    const builder = new TraceBuilder();
    builder.malloc(1, 2 ** 63);
    builder.malloc(1, 8);
    builder.realloc(1, 2 ** 63);
    const heapReplay = new HeapReplay(builder.build('refused'), DEFAULT_SETTINGS);
    heapReplay.seek(1);
    expect(heapReplay.step?.after).toBe(0);
    heapReplay.seek(3);
    expect(heapReplay.step?.after).toBe(heapReplay.step?.before);
    expect(heapReplay.smallPayload).toBe(8);
  });
  it('refuses a trace that asks twice for one id', () => {
    const builder = new TraceBuilder();
    builder.malloc(1, 8);
    builder.malloc(1, 8);
    expect(() => new HeapReplay(builder.build('twice'), DEFAULT_SETTINGS).seek(2)).toThrow(ImpossibleTrace);
  });
});
