import { describe, expect, it } from 'vitest';
import { Malformed } from '../../conformance/malformed.ts';
import { DIALECT_NAMES, DIALECTS, type DialectName } from './dialects.ts';
import { readRep } from './read-rep.ts';
import { generate } from './shape.ts';
import { SHAPE_NAMES, SHAPES } from './shapes.ts';
import { CALLOC, FREE, MALLOC, REALLOC, type Trace, TraceBuilder } from './trace.ts';
import { Unwritable, writeRep } from './write-rep.ts';

/** Three ids, seven operations, 200 bytes at most: after the realloc. */
const BODY = ['a 0 100', 'a 1 20', 'f 0', 'a 2 30', 'r 2 180', 'f 1', 'f 2'];

/** The body under the header that each dialect wants. */
const FILES: Readonly<Record<DialectName, string>> = {
  csapp: file(['20000', '3', '7', '1'], BODY),
  'cmu-ranges': file(['1', '3', '7', '0'], BODY),
  'cmu-peak': file(['1', '3', '7', '200'], BODY),
  'ut-429': file(['3', '6'], BODY.toSpliced(4, 1)),
  'stanford-107': file(['# seven requests'], BODY),
};

function file(header: readonly string[], body: readonly string[]): string {
  return `${[...header, ...body].join('\n')}\n`;
}

function rows(trace: Trace): readonly (readonly number[])[] {
  return Array.from(trace.kinds, (kind, index) => [kind, trace.ids[index] ?? 0, trace.sizes[index] ?? 0]);
}

function thrownBy(text: string, dialect: DialectName): { line: number; message: string } {
  try {
    readRep(text, 'x.rep', dialect);
  } catch (error) {
    if (error instanceof Malformed) return { line: error.line, message: error.message };
    throw error;
  }
  throw new Error('read without complaint');
}

describe('readRep', () => {
  it.each(DIALECT_NAMES)('reads %s', (dialect) => {
    const { trace, directives } = readRep(FILES[dialect], 'x.rep', dialect);
    const all = [
      [MALLOC, 1, 100],
      [MALLOC, 2, 20],
      [FREE, 1, 0],
      [MALLOC, 3, 30],
      [REALLOC, 3, 180],
      [FREE, 2, 0],
      [FREE, 3, 0],
    ];
    expect(rows(trace)).toEqual(dialect === 'ut-429' ? all.toSpliced(4, 1) : all);
    expect(trace).toMatchObject({ name: 'x.rep', maxId: 3 });
    expect(directives).toEqual({ misalign: 0, arenaCap: Number.POSITIVE_INFINITY });
  });
  it('takes blanks at the end, empty lines and CR LF as drivers do', () => {
    expect(rows(readRep('1\r\n1\r\n2\r\n8\r\n\r\na\t0  8 \r\nf 0 \r\n', 'x', 'cmu-peak').trace)).toHaveLength(2);
  });
  it('frees an id that is never in use for f -1', () => {
    const text = file(['0', '2', '4', '0'], ['f -1', 'a 0 8', 'a 1 8', 'f -1']);
    expect(rows(readRep(text, 'x', 'cmu-ranges').trace)).toEqual([
      [FREE, 3, 0],
      [MALLOC, 1, 8],
      [MALLOC, 2, 8],
      [FREE, 3, 0],
    ]);
  });
  it('takes f of an id that is dead for free(NULL) where the driver forgets what it freed', () => {
    expect(rows(readRep('a 0 8\nf 0\nf 0\n', 'x', 'stanford-107').trace)[2]).toEqual([FREE, 1, 0]);
  });
  it('stops where the driver does, at the number of operations', () => {
    const text = file(['0', '1', '2', '0'], ['a 0 8', 'f 0', 'f 22']);
    expect(rows(readRep(text, 'x', 'cmu-ranges').trace)).toHaveLength(2);
    expect(rows(readRep(file(['0', '0', '0', '0'], ['f 22']), 'x', 'cmu-ranges').trace)).toEqual([]);
  });
  it('keeps the realloc of an id that is new: it is malloc', () => {
    const text = file(['1', '1', '2', '9'], ['r 0 9', 'f 0']);
    expect(rows(readRep(text, 'x', 'cmu-peak').trace)[0]).toEqual([REALLOC, 1, 9]);
  });
  it('takes r ID 0 for a free where the driver wants NULL for it', () => {
    const body = ['a 0 9', 'r 0 0', 'a 0 9'];
    expect(rows(readRep(file([], body), 'x', 'stanford-107').trace)[1]).toEqual([FREE, 1, 0]);
    expect(rows(readRep(file(['0', '1', '2', '0'], body.slice(0, 2)), 'x', 'csapp').trace)[1]).toEqual([REALLOC, 1, 0]);
  });
  it.each<readonly [DialectName, DialectName, number, string]>([
    ['csapp', 'cmu-ranges', 1, 'found 20000, expected the weight, 0 to 3'],
    ['csapp', 'cmu-peak', 1, 'found 20000, expected the weight, 0 to 3'],
    ['csapp', 'ut-429', 3, 'found 7, expected a line with a or f first'],
    ['csapp', 'stanford-107', 1, 'found 20000, expected a line with a, f or r first'],
    ['cmu-ranges', 'cmu-peak', 4, 'the header gives the peak of the payload in bytes as 0, the body has 200'],
    ['cmu-peak', 'cmu-ranges', 4, 'found 200, expected the flag that ignores ranges, 0 to 1'],
    ['ut-429', 'csapp', 3, 'found a 0 100, expected the number of operations'],
    ['stanford-107', 'csapp', 1, 'found # seven requests, expected the suggested heap size'],
  ])('says of a file in %s, read as %s, what contradicts it', (written, read, line, message) => {
    const thrown = thrownBy(FILES[written], read);
    expect(thrown).toEqual({ line, message: expect.stringContaining(message) });
    expect(thrown.message).toContain(`Read as ${read}; other dialects: `);
    expect(thrown.message).toContain(written);
  });
  it.each<readonly [string, readonly string[], readonly string[], number, string]>([
    ['too many operations', ['0', '3', '6', '1'], BODY, 3, 'the number of operations as 6, the body has 7'],
    ['too few operations', ['0', '3', '8', '1'], BODY, 3, 'the number of operations as 8, the body has 7'],
    ['another number of ids', ['0', '4', '7', '1'], BODY, 2, 'the number of ids as 4, the body has 3'],
    ['an id taken twice', ['0', '1', '2', '1'], ['a 0 1', 'a 0 1'], 6, 'id 0 is in use already'],
    ['an id given back twice', ['0', '1', '3', '1'], ['a 0 1', 'f 0', 'f 0'], 7, 'id 0 is not in use'],
    ['a size that is missing', ['0', '1', '1', '1'], ['a 0'], 5, 'found a 0, expected a ID BYTES'],
    ['a size below 0', ['0', '1', '1', '1'], ['a 0 -5'], 5, 'found -5, expected a number of bytes'],
    ['f -1', ['0', '1', '1', '1'], ['f -1'], 5, 'found -1, expected an id from 0'],
    ['a header cut off', ['0', '1'], [], 3, 'found the end, expected the number of operations'],
  ])('reports %s', (_, header, body, line, message) => {
    expect(thrownBy(file(header, body), 'csapp')).toEqual({ line, message: expect.stringContaining(message) });
  });
});

describe('writeRep', () => {
  it.each(DIALECT_NAMES)('writes what readRep reads back: %s', (dialect) => {
    const { trace } = readRep(FILES[dialect], 'x', dialect);
    expect(readRep(writeRep(trace, dialect), 'x', dialect).trace).toEqual(trace);
  });
  it.each(SHAPE_NAMES)('writes the shape %s in every dialect that has words for it', (name) => {
    const trace = generate(SHAPES[name], { operations: 2000 });
    // There is no calloc.
    const expected = { ...trace, kinds: trace.kinds.map((kind) => (kind === CALLOC ? MALLOC : kind)) };
    for (const dialect of DIALECT_NAMES) {
      if (trace.kinds.includes(REALLOC) && !DIALECTS[dialect].realloc) continue;
      expect(readRep(writeRep(trace, dialect), name, dialect).trace).toEqual(expected);
    }
  });
  it('says in the words of the format what it has no words for', () => {
    const builder = new TraceBuilder();
    builder.calloc(1, 40);
    builder.free(2);
    builder.realloc(3, 8);
    builder.realloc(3, 0);
    const trace = builder.build('x');
    expect(trace.kinds[0]).toBe(CALLOC);
    expect(writeRep(trace, 'cmu-ranges')).toBe('1\n3\n4\n0\na 0 40\nf -1\na 2 8\nr 2 1\n');
    expect(writeRep(trace, 'stanford-107')).toBe('a 0 40\nf 1\na 2 8\nr 2 1\n');
    expect(writeRep(trace, 'csapp')).toBe('48\n3\n3\n1\na 0 40\na 2 8\nr 2 0\n');
    expect(() => writeRep(trace, 'ut-429')).toThrow(Unwritable);
  });
});

describe('DIALECTS', () => {
  it('says of each whose it is', () => {
    for (const { description } of Object.values(DIALECTS)) expect(description).toMatch(/\(.*\).*: /);
  });
});
