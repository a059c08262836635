import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from './exit-code.ts';
import { loadTrace, type TraceSourceArgs } from './trace-source.ts';

const NOTHING: TraceSourceArgs = { dialect: undefined, operations: undefined, seed: undefined, live: undefined };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trace-'));
  writeFileSync(join(folder, 'good.ops'), '% misalign 64\nm 1 8\nM 2 3 16\n');
  writeFileSync(join(folder, 'bad.ops'), 'm 1 8\nm one 8\n');
  writeFileSync(join(folder, 'lab.rep'), '20000\n1\n2\n1\na 0 8\nf 0\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function refusal(source: string, args: Partial<TraceSourceArgs>): string {
  try {
    loadTrace(source, { ...NOTHING, ...args });
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}\n${error.advice}`;
    throw error;
  }
  return 'loaded';
}

describe('loadTrace', () => {
  it('generates a shape', () => {
    const { trace, directives } = loadTrace('shape:churn', { ...NOTHING, operations: 100, live: 10 });
    expect(trace).toMatchObject({ name: 'churn', maxId: 10 });
    expect(trace.kinds).toHaveLength(100);
    expect(directives.misalign).toBe(0);
  });
  it("reads the project's own files", () => {
    const { trace, directives } = loadTrace(join(folder, 'good.ops'), NOTHING);
    expect(trace).toMatchObject({ name: 'good.ops', maxId: 4 });
    expect(directives.misalign).toBe(64);
  });
  it("reads a malloc lab's file in the dialect named", () => {
    expect(loadTrace(join(folder, 'lab.rep'), { ...NOTHING, dialect: 'csapp' }).trace.kinds).toHaveLength(2);
  });
  it.each<readonly [string, Partial<TraceSourceArgs>, RegExp]>([
    ['shape:chrun', {}, /There is no shape "chrun"\.\nName one of ramp/],
    ['shape:toString', {}, /There is no shape/],
    ['shape:churn', { dialect: 'csapp' }, /in no dialect/],
    ['shape:churn', { live: 0 }, /--live: found 0, expected a whole number from 1/],
    ['good.ops', { seed: 3 }, /--seed is for generated traces/],
    ['missing.ops', {}, /There is no file .*missing\.ops/],
    ['.', {}, /cannot be read: .*directory/],
    ['bad.ops', {}, /bad\.ops:2: not a decimal number: one/],
    ['lab.rep', {}, /whose cannot be told from it\.\n.*--dialect: csapp, cmu-ranges/],
    ['lab.rep', { dialect: 'cmu-peak' }, /lab\.rep:1: found 20000, expected the weight, 0 to 3/],
  ])('says of %s with %j what is wrong and what to do', (source, args, message) => {
    expect(refusal(source.startsWith('shape:') ? source : join(folder, source), args)).toMatch(message);
  });
});
