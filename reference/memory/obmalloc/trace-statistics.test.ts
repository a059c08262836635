import { describe, expect, it } from 'vitest';
import { System } from '../../../exercises/kit/system.ts';
import { Obmalloc, PROFILES, TracedObmalloc, TraceStatistics } from './index.ts';

function observed(options: ConstructorParameters<typeof System>[0] = {}) {
  const statistics = new TraceStatistics(PROFILES.classic64);
  const allocator = new TracedObmalloc(new Obmalloc(new System(options)), statistics.tell);
  return { allocator, statistics };
}

describe('TraceStatistics', () => {
  it('keeps the high-water marks of footprint and payload apart', () => {
    const { allocator, statistics } = observed();
    const blocks = Array.from({ length: 449 }, () => allocator.malloc(510)); // one more than an arena holds
    for (const block of blocks.slice(0, 448)) allocator.free(block);
    expect(statistics.summary()).toMatchObject({
      footprint: { now: 262144, peak: 2 * 262144 },
      payload: { now: 510, peak: 449 * 510 },
      blockBytes: { now: 512, peak: 449 * 512 },
      utilisation: (449 * 510) / (2 * 262144),
    });
  });

  it('counts raw blocks on their own, and small requests that became raw among them', () => {
    const { allocator, statistics } = observed({ arenaCap: 0 });
    const block = allocator.malloc(8);
    allocator.malloc(1000);
    allocator.free(block);
    expect(statistics.summary()).toMatchObject({
      rawPayload: { now: 1000, peak: 1008 },
      payload: { now: 0, peak: 0 },
      footprint: { now: 0, peak: 0 },
      utilisation: 1,
    });
  });

  it('counts reallocs by what came of them', () => {
    const { allocator, statistics } = observed();
    const block = allocator.malloc(64);
    allocator.realloc(block, 60);
    allocator.realloc(block, 2 ** 63);
    allocator.realloc(block, 300);
    expect(statistics.summary()).toMatchObject({
      calls: { malloc: 1, calloc: 0, realloc: 3, free: 0 },
      reallocs: { stayed: 1, moved: 1, refused: 1 },
      payload: { now: 300, peak: 300 },
    });
  });

  it('counts what the heap did', () => {
    const { allocator, statistics } = observed();
    allocator.free(allocator.calloc(1, 8));
    expect(statistics.summary().events).toMatchObject({
      arenaObjectsGrown: 1,
      arenaMapped: 1,
      poolTaken: 1,
      poolEmptied: 1,
      arenaUnmapped: 1,
      blockCarved: 0,
    });
  });
});
