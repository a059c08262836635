import { describe, expect, it } from 'vitest';
import { takeCensus } from '../../../reference/memory/obmalloc/index.ts';
import { generate, SHAPES } from '../../../reference/memory/workloads/index.ts';
import { HeapReplay } from './heap-replay.ts';
import { countOf, scanHeap, stateOf, szidxOf } from './heap-scan.ts';
import { DEFAULT_SETTINGS } from './heap-settings.ts';

const STATES = ['fresh', 'free', 'used', 'full'];

describe('scanHeap', () => {
  it.each([
    ['phases', 0],
    ['phases', 64],
    ['sawtooth', 0],
  ] as const)('tells what the census tells: %s, arenas off by %i', (shape, misalign) => {
    const replay = new HeapReplay(generate(SHAPES[shape], { operations: 20_000 }), { ...DEFAULT_SETTINGS, misalign });
    for (const position of [0, 1000, 7777, 20_000]) {
      replay.seek(position);
      const census = takeCensus(replay.heap);
      const scan = scanHeap(replay.heap);
      expect(scan.map(({ arena, slot, pools }) => ({ arena, slot, pools: pools.length }))).toEqual(
        census.arenas.map(({ arena, slot, pools }) => ({ arena, slot, pools })),
      );
      const usable = scan.filter(({ rank }) => rank > 0).sort((a, b) => a.rank - b.rank);
      expect(usable.map(({ arena, nfreepools }) => ({ arena, nfreepools }))).toEqual(census.usable);
      scan.forEach(({ pools }, index) => {
        const carved = census.arenas[index]?.carved ?? [];
        expect([...pools].slice(carved.length).every((word) => word === 0)).toBe(true);
        const told = [...pools]
          .slice(0, carved.length)
          .map((word) => [STATES[stateOf(word)], szidxOf(word), countOf(word)]);
        expect(told).toEqual(carved.map(({ state, szidx, count }) => [state, szidx, count]));
      });
    }
  });
});
