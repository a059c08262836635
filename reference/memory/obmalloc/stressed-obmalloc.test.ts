import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, hex } from '../../../exercises/kit/memory.ts';
import { POOL_HEADER } from '../../../exercises/kit/obmalloc-layout.ts';
import { checkHeap, HeapCorrupted, Obmalloc, PROFILES, StressedObmalloc } from './index.ts';
import { type Command, fillArenas, newSystem, perform, WORLDS } from './random-commands.ts';

const SIZES = [1, 8, 16, 17, 64, 200, 300, 400, 480, 512, 0, 513];
const pick = fc.nat();
const size = fc.constantFrom(...SIZES);
/** To find the shortest sequence that fails must end; to find that one fails takes a second. */
const SHRINKING_MS = 20_000;
/** Every call is checked: runs are shorter than elsewhere. */
const count = fc.integer({ min: 1, max: 30 });

const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    fc.record({ op: fc.constant('malloc' as const), size, count }),
    fc.record({ op: fc.constant('calloc' as const), size }),
    fc.record({ op: fc.constant('free' as const), pick, count }),
    { arbitrary: fc.record({ op: fc.constant('freePool' as const), pick }), weight: 3 },
    fc.record({ op: fc.constant('realloc' as const), pick, size }),
  ),
  { minLength: 5, maxLength: 20 },
);

describe('StressedObmalloc', () => {
  it.each(WORLDS)('finds every invariant to hold after every call: %s', (_, profile, options) => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const calm = new Obmalloc(newSystem(profile, options), profile);
        const stressed = new StressedObmalloc(calm);
        const live = fillArenas(calm);
        for (const command of sequence) perform(command, stressed, live);
        for (const block of live) calm.free(block);
        expect(checkHeap(calm.heap)).toEqual([]);
        expect(calm.heap.system.rawLive).toBe(0);
      }),
      { numRuns: 5, seed: 6, interruptAfterTimeLimit: SHRINKING_MS },
    );
  });

  it('throws an error that names the call, the invariant and the place', () => {
    const system = newSystem(PROFILES.classic64);
    const allocator = new StressedObmalloc(new Obmalloc(system));
    const block = allocator.malloc(48);
    const pool = block - 48;
    system.memory.writeU32(pool + POOL_HEADER.refCount, 7);
    expect(() => allocator.malloc(48)).toThrow(
      new HeapCorrupted('malloc(48)', [
        {
          sentence: 'Every block ever carved is in use or on the free list.',
          formula: 'carved = p.ref.count + |free list|',
          at: pool as Address,
          found: '3 ≠ 8 + 1',
        },
      ]),
    );
  });

  it('finds a block that is freed twice in the call that does it', () => {
    const allocator = new StressedObmalloc(new Obmalloc(newSystem(PROFILES.classic64)));
    const [first, second] = [allocator.malloc(48), allocator.malloc(48)];
    for (let more = 0; more < 2; more += 1) allocator.malloc(48); // keeps the pool in use
    allocator.free(first);
    allocator.free(second);
    expect(() => allocator.free(first)).toThrow(
      `free(${hex(first)}): Every block ever carved is in use or on the free list ` +
        `(carved = p.ref.count + |free list|): not so at ${hex(first - 48)}`,
    );
  });
});
