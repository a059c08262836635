import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../../../reference/memory/workloads/index.ts';
import { HeapReplay } from './heap-replay.ts';
import { DEFAULT_SETTINGS } from './heap-settings.ts';
import { eventSentence, figure, ordinal, stepSentence } from './operation-words.ts';

/** Every kind of outcome, one after the other. */
function everyOutcome(): HeapReplay {
  const builder = new TraceBuilder();
  builder.malloc(1, 42);
  builder.calloc(2, 48);
  builder.realloc(2, 40);
  builder.realloc(2, 64);
  builder.realloc(2, 1000);
  builder.realloc(2, 2000);
  builder.free(2);
  builder.free(2);
  builder.malloc(3, 2 ** 63);
  builder.realloc(4, 8);
  builder.free(1);
  return new HeapReplay(builder.build('every'), DEFAULT_SETTINGS);
}

describe('stepSentence', () => {
  it.each([
    [1, 'malloc(42) for id 1: block 0 of pool 0:0 (48 bytes).'],
    [2, 'calloc(48) for id 2: block 1 of pool 0:0 (48 bytes).'],
    [3, 'realloc(40) for id 2: stays block 1 of pool 0:0 (48 bytes).'],
    [4, 'realloc(64) for id 2: moves from block 1 of pool 0:0 (48 bytes) to block 0 of pool 0:1 (64 bytes).'],
    [5, 'realloc(1,000) for id 2: moves from block 0 of pool 0:1 (64 bytes) to a raw block.'],
    [6, 'realloc(2,000) for id 2: moves from a raw block to a raw block.'],
    [7, 'free of id 2: a raw block, given back.'],
    [8, 'free of id 2: the id is dead, free(NULL) does nothing.'],
    [9, 'malloc(9.223e+18) for id 3: refused, NULL.'],
    [10, 'realloc(8) for id 4: block 0 of pool 0:1 (8 bytes).'],
    [11, 'free of id 1: block 0 of pool 0:0 (48 bytes) goes to the front of its free list.'],
  ])('tells operation %i', (position, sentence) => {
    const replay = everyOutcome();
    replay.seek(position);
    expect(replay.step && stepSentence(replay.step, (szidx) => replay.heap.classes.blockSize(szidx))).toBe(sentence);
  });
});

describe('eventSentence', () => {
  const told = (position: number) => {
    const replay = everyOutcome();
    replay.seek(position);
    return replay.step?.events.map((event) => eventSentence(event, (szidx) => replay.heap.classes.blockSize(szidx)));
  };
  it('tells what the first request of all does', () => {
    expect(told(1)).toEqual([
      'The table of arena objects grows from 0 to 16.',
      'Arena 0 is mapped: 64 free pools.',
      'Pool 0:0, never carved before, becomes a pool of class 5 (48 bytes); its header is written.',
    ]);
  });
  it('tells how a pool is emptied and taken by another class', () => {
    expect(told(5)).toEqual(['Pool 0:1 is empty: it is at the front of freepools of arena 0.']);
    expect(told(10)).toEqual([
      'Pool 0:1, the first of freepools, becomes a pool of class 0 (8 bytes); its header is written.',
    ]);
  });
});

describe('ordinal', () => {
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [113, '113th'],
    [22, '22nd'],
  ])('%i is %s', (number, text) => expect(ordinal(number)).toBe(text));
});

describe('figure', () => {
  it('groups thousands, and gives up where numbers are not exact', () => {
    expect(figure(1234567)).toBe('1,234,567');
    expect(figure(2 ** 64)).toBe('1.845e+19');
  });
});
