import { describe, expect, it } from 'vitest';
import { Malformed } from '../../conformance/malformed.ts';
import { readOps } from './read-ops.ts';
import { writeOps } from './write-ops.ts';

function thrownBy(work: () => unknown): { line: number; message: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof Malformed) return { line: error.line, message: error.message };
  }
  throw new Error('nothing malformed');
}

describe('readOps', () => {
  it('reads every call, and takes macros apart', () => {
    const text = '# a comment\n\nm 5 64\nc 1 10 8\nr 5 0\nM 7 3 48\nF 7 2\nG 9 1\nw 1 255\nd 1 0 8\nf 1\n';
    const { trace } = readOps(text, 'all');
    const rows = Array.from(trace.kinds, (kind, index) => [kind, trace.ids[index], trace.sizes[index]]);
    expect(rows).toEqual([
      [0, 5, 64],
      [1, 1, 80],
      [2, 5, 0],
      [0, 7, 48],
      [0, 8, 48],
      [0, 9, 48],
      [3, 7, 0],
      [3, 8, 0],
      [3, 9, 0],
      [3, 1, 0],
    ]);
    expect(trace).toMatchObject({ name: 'all', maxId: 9 });
  });
  it('counts G down and F up', () => {
    expect(Array.from(readOps('F 1 3\nG 1 3\n', 'x').trace.ids)).toEqual([1, 2, 3, 3, 2, 1]);
  });
  it('takes in how the machine is set up', () => {
    const { directives } = readOps('% misalign 64\r\n# between\r\n% arenacap 2\r\nm 1 8\r\n', 'x');
    expect(directives).toEqual({ misalign: 64, arenaCap: 2 });
    expect(readOps('', 'x').directives).toEqual({ misalign: 0, arenaCap: Number.POSITIVE_INFINITY });
  });
  it.each([
    ['a line that is no operation', 'm 1 8\nx 1\n', 2, 'x 1'],
    ['a word that is no number', 'm 1 -8\n', 1, '-8'],
    ['an argument too many', 'f 1 2\n', 1, 'f 1 2'],
    ['a directive too late', 'm 1 8\n% misalign 8\n', 2, 'before the first operation'],
    ['a directive that does not exist', '% align 8\n', 1, 'expected % misalign N or % arenacap N'],
    ['an id beyond the greatest', 'm 16777216 8\n', 1, 'expected one up to 16777215'],
    ['a macro that runs beyond it', 'M 16777215 2 8\n', 1, 'found the id 16777216'],
  ])('reports %s', (_, text, line, message) => {
    expect(thrownBy(() => readOps(text, 'x'))).toEqual({ line, message: expect.stringContaining(message) });
  });
});

describe('writeOps', () => {
  it('writes what readOps reads back', () => {
    const text = '% misalign 16\n% arenacap 3\nm 1 8\nc 2 1 40\nr 1 1024\nf 2\n';
    const { trace, directives } = readOps(text, 'x');
    expect(writeOps(trace, directives)).toBe(text);
  });
  it('keeps a calloc that no computer could serve readable', () => {
    const written = writeOps(readOps('c 1 18446744073709551615 18446744073709551615\n', 'x').trace);
    expect(readOps(written, 'x').trace.sizes[0]).toBe(2 ** 64);
  });
});
