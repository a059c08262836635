import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { describeEvent } from '../../../exercises/kit/system.ts';
import { checkHeap, Obmalloc, PROFILES, takeCensus } from './index.ts';
import { newSystem, WORLDS } from './random-commands.ts';

/** Sizes of blocks, some of them raw, and which are freed: stretches of them, forwards or backwards. */
const plans = fc.record({
  sizes: fc.array(
    fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 300, max: 512 }) }, fc.integer({ min: 1, max: 700 })),
    {
      minLength: 1,
      maxLength: 40,
    },
  ),
  repeats: fc.integer({ min: 1, max: 60 }),
  stretches: fc.array(fc.record({ start: fc.nat(), count: fc.integer({ min: 1, max: 400 }), backwards: fc.boolean() })),
});
type Plan = typeof plans extends fc.Arbitrary<infer T> ? T : never;

/** All that can be found out about a heap after a plan was carried out. */
function outcome(world: (typeof WORLDS)[number], plan: Plan, many: boolean) {
  const [, profile, options] = world;
  const events: string[] = [];
  const system = newSystem(profile, { ...options, onEvent: (event) => events.push(describeEvent(event)) });
  const heard: string[] = [];
  const allocator = new Obmalloc(system, profile, (event) => heard.push(JSON.stringify(event)));
  const live: Address[] = [];
  for (let repeat = 0; repeat < plan.repeats; repeat += 1)
    for (const size of plan.sizes) live.push(allocator.malloc(size));
  for (const { start, count, backwards } of plan.stretches) {
    const freed = live.splice(start % (live.length + 1), count).filter((block) => block !== NULL);
    if (backwards) freed.reverse();
    if (many) allocator.freeMany(Uint32Array.from([7, ...freed, 7]), 1, 1 + freed.length);
    else for (const block of freed) allocator.free(block);
  }
  const { heap } = allocator;
  const bytes = heap.arenas.map(({ address }) => (address === 0 ? '' : system.memory.dump(address, profile.arenaSize)));
  return { census: takeCensus(heap), bytes, events, heard, raw: system.rawLive, violations: checkHeap(heap) };
}

describe('freeMany', () => {
  it.each(WORLDS)('%s: leaves every byte as free does, one after the other', (...world) => {
    fc.assert(
      fc.property(plans, (plan) => {
        const together = outcome(world, plan, true);
        expect(together).toEqual(outcome(world, plan, false));
        expect(together.violations).toEqual([]);
      }),
      { numRuns: 6, seed: 17 },
    );
  });

  it('writes one word for each block of a pool between its first and its last', () => {
    const profile = PROFILES['amd64-3.11'];
    const system = newSystem(profile);
    const allocator = new Obmalloc(system, profile);
    const blocks = Uint32Array.from({ length: 100 }, () => allocator.malloc(48));
    const freeing = (count: number) => {
      const { reads, writes } = system.memory;
      allocator.freeMany(blocks, 0, count);
      const cost = { reads: system.memory.reads - reads, writes: system.memory.writes - writes };
      for (let index = count - 1; index >= 0; index -= 1) expect(allocator.malloc(48)).toBe(blocks[index]);
      return cost;
    };
    const [few, more] = [freeing(10), freeing(90)];
    expect({ reads: more.reads - few.reads, writes: more.writes - few.writes }).toEqual({ reads: 0, writes: 80 });
  });
});
