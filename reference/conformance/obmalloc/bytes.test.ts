import { describe, expect, it } from 'vitest';
import type { Address } from '../../../exercises/kit/memory.ts';
import {
  dumpPoolBytes,
  mallocStats,
  PROFILES,
  type Profile,
  renderMallocStats,
  renderPoolDump,
  takeCensus,
} from '../../memory/obmalloc/index.ts';
import { type BytesCase, obmallocBytes, RECORDED_BYTES, type RecordedBytes } from './bytes-recording.ts';
import { type Directives, parseOperation, readDirective } from './operation.ts';
import { relocatePools } from './relocate.ts';
import { Replayer } from './replayer.ts';

const BUILDS = Object.keys(RECORDED_BYTES) as RecordedBytes[];
const CASES = BUILDS.flatMap((build) =>
  obmallocBytes(build).map((recorded) => [build, recorded.name, recorded] as const),
);

const REPLAYED = new Map<BytesCase, Replayer>();

/** The trace, run on the reference once. Nothing below changes the heap. */
function replayed(build: RecordedBytes, recorded: BytesCase): Replayer {
  const replayer = REPLAYED.get(recorded) ?? replay(PROFILES[RECORDED_BYTES[build]], recorded);
  REPLAYED.set(recorded, replayer);
  return replayer;
}

function replay(profile: Profile, { ops }: BytesCase): Replayer {
  const directives: Directives = { misalign: 0, arenaCap: Number.POSITIVE_INFINITY };
  const operations = ops.flatMap((text, index) => {
    if (readDirective(text, index + 1, directives)) return [];
    const operation = parseOperation(text, index + 1, true);
    return operation.kind === 'macro' ? operation.operations : [operation];
  });
  const replayer = new Replayer(profile, directives);
  for (const operation of operations) replayer.perform(operation);
  return replayer;
}

describe.each(CASES)('a recorded CPython, %s, %s', (build, _, recorded) => {
  it('has the same outcomes', () => {
    const [operations, fnv] = replayed(build, recorded).hashLine().split(' ');
    expect([Number(operations), fnv]).toEqual([recorded.operations, recorded.fnv]);
  });
  it('prints the same statistics', () => {
    expect(renderMallocStats(mallocStats(replayed(build, recorded).allocator.heap))).toBe(recorded.stats);
  });
  it('left the same bytes in every carved pool', () => {
    const { heap } = replayed(build, recorded).allocator;
    const here = takeCensus(heap).arenas.map(({ carved }) => carved.map(({ address }) => address));
    const there = relocatePools(recorded, heap);
    expect(here.map(({ length }) => length)).toEqual(there.map(({ length }) => length));
    for (const [arena, pools] of there.entries()) {
      for (const [pool, bytes] of pools.entries()) {
        const address = here[arena]?.[pool] as Address;
        expect({ arena, pool, bytes: heap.system.memory.dump(address, bytes.length / 2) }).toEqual({
          arena,
          pool,
          bytes,
        });
      }
    }
  });
});

describe('renderPoolDump', () => {
  const recordedPool = (name: string) => {
    const arena = obmallocBytes('amd64-3.11.7').find((recorded) => recorded.name === name)?.arenas[0];
    if (arena === undefined) throw new RangeError(`no recording ${name}`);
    const dump = dumpPoolBytes(PROFILES['amd64-3.11'], Number(arena.base) as Address, arena.pools[0] as string);
    return renderPoolDump(dump);
  };

  it("reads a real CPython's pool", () => {
    expect(recordedPool('two-blocks-used-two-free')).toMatchInlineSnapshot(`
      "pool at 0x7ffff7400000, class 6: blocks of 112 bytes
      +0x000  ref.count      02 00 00 00                                      2
      +0x008  freeblock      80 01 40 f7 ff 7f 00 00                          0x7ffff7400180, block 3
      +0x010  nextpool       90 c0 c5 f7 ff 7f 00 00                          0x7ffff7c5c090
      +0x018  prevpool       90 c0 c5 f7 ff 7f 00 00                          0x7ffff7c5c090
      +0x020  arenaindex     00 00 00 00                                      0
      +0x024  szidx          06 00 00 00                                      6
      +0x028  nextoffset     60 02 00 00                                      608
      +0x02c  maxnextoffset  90 3f 00 00                                      16272
      +0x030  block 0   used 11 11 11 11 11 11 11 11 11 11 11 11 11 11 11 11 …
      +0x0a0  block 1   free f0 01 40 f7 ff 7f 00 00 22 22 22 22 22 22 22 22 …  → block 4
      +0x110  block 2   used 33 33 33 33 33 33 33 33 33 33 33 33 33 33 33 33 …
      +0x180  block 3   free a0 00 40 f7 ff 7f 00 00 44 44 44 44 44 44 44 44 …  → block 1
      +0x1f0  block 4   free 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 …  → NULL
      free list: freeblock → block 3 → block 1 → block 4 → NULL
      virgin: 140 blocks; behind the last block: 96 bytes
      "
    `);
  });
});
