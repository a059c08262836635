import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../../../reference/memory/workloads/index.ts';
import { HeapReplay } from './heap-replay.ts';
import { poolAddress, scanHeap } from './heap-scan.ts';
import { DEFAULT_SETTINGS, type HeapSettings } from './heap-settings.ts';
import { poolBytes } from './pool-bytes.ts';
import { poolView } from './pool-view.ts';

/** Four blocks of 48 bytes, of which the second and then the first are given back. */
function fourAndTwo(settings: HeapSettings = DEFAULT_SETTINGS) {
  const builder = new TraceBuilder();
  for (let id = 11; id <= 14; id += 1) builder.malloc(id, 42);
  builder.free(12);
  builder.free(11);
  const replay = new HeapReplay(builder.build('four'), settings);
  replay.seek(6);
  const [arena] = scanHeap(replay.heap);
  if (arena === undefined) throw new Error('no arena is mapped');
  return { replay, arena };
}

describe('poolView', () => {
  it('tells free blocks in the order of the list, live ones by their id, and untouched ones', () => {
    const { replay, arena } = fourAndTwo();
    const { blocks, freeList, sentence } = poolView(replay, arena, 0);
    expect(blocks.slice(0, 6).map(({ state, label }) => `${state} ${label}`)).toEqual([
      'free 1',
      'free 2',
      'used 13',
      'used 14',
      'free 3',
      'virgin ',
    ]);
    expect(freeList).toBe('freeblock → 0 → 1 → 4 → NULL');
    expect(sentence).toBe('Used, on the list of its class: 84 blocks of 48 bytes, 2 in use, 3 free, 79 untouched.');
    expect(blocks.filter(({ touched }) => touched).map(({ block }) => block)).toEqual([0]);
  });
  it('tells the fields of the header where CPython has them', () => {
    const { replay, arena } = fourAndTwo();
    const { fields } = poolView(replay, arena, 0);
    expect(fields.map(({ offset, name }) => `${offset} ${name}`)).toEqual([
      '0 ref.count',
      '8 freeblock',
      '16 nextpool',
      '24 prevpool',
      '32 arenaindex',
      '36 szidx',
      '40 nextoffset',
      '44 maxnextoffset',
    ]);
    const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ 'ref.count': '2', szidx: '5', nextoffset: '288', maxnextoffset: '4048' });
    expect(values['freeblock']).toBe(`0x${(arena.firstPool + 48).toString(16)}`);
    expect(fields[2]?.meaning).toBe('head of usedpools[5]');
  });
  it('has the narrow header in a 32-bit build', () => {
    const { replay, arena } = fourAndTwo({ ...DEFAULT_SETTINGS, profile: 'i386-3.11' });
    const { fields } = poolView(replay, arena, 0);
    expect(fields.map(({ offset }) => offset)).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
  });
  it('says that a pool was never carved', () => {
    const { replay, arena } = fourAndTwo();
    expect(poolView(replay, arena, 1)).toMatchObject({ name: '0:1', carved: false, blocks: [] });
  });
  it.each([
    [8, 506, true],
    [24, 168, true],
    [32, 126, false],
    [512, 7, false],
  ])('draws the blocks of %i bytes small where they are many', (size, blocks, small) => {
    const builder = new TraceBuilder();
    builder.malloc(1, size);
    const replay = new HeapReplay(builder.build('one'), DEFAULT_SETTINGS);
    replay.seek(1);
    const [arena] = scanHeap(replay.heap);
    expect(arena && poolView(replay, arena, 0)).toMatchObject({ small, blocks: { length: blocks } });
  });
  it('names the neighbours on the list of the class, in misaligned arenas too', () => {
    const builder = new TraceBuilder();
    for (let id = 1; id <= 15; id += 1) builder.malloc(id, 512);
    builder.free(9);
    builder.free(2);
    const replay = new HeapReplay(builder.build('two'), { ...DEFAULT_SETTINGS, misalign: 64 });
    replay.seek(17);
    const [arena] = scanHeap(replay.heap);
    expect(
      arena &&
        poolView(replay, arena, 0)
          .fields.slice(2, 4)
          .map(({ meaning }) => meaning),
    ).toEqual(['pool 0:1', 'head of usedpools[63]']);
  });
});

describe('poolBytes', () => {
  it('shows the header and the links of the free list, and lines alike once', () => {
    const { replay, arena } = fourAndTwo();
    const lines = poolBytes(replay.heap, poolAddress(replay.heap, arena, 0)).split('\n');
    expect(lines[0]).toBe('0000  0200000000000000 3000040000000000');
    expect(lines).toContain('0030  6000040000000000 0000000000000000');
    expect(lines).toContain('0060  f000040000000000 0000000000000000');
    expect(lines.slice(-2)).toEqual(['*', '0ff0  0000000000000000 0000000000000000']);
  });
});
