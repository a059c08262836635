import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { System } from '../../../exercises/kit/system.ts';
import { Obmalloc } from '../../memory/obmalloc/obmalloc.ts';
import { PROFILES } from '../../memory/obmalloc/profile.ts';
import { replay } from '../../memory/workloads/replay.ts';
import { generate } from '../../memory/workloads/shape.ts';
import { sawtooth } from '../../memory/workloads/shapes/sawtooth.ts';
import { startContender } from '../contender.ts';
import { compilePymalloc } from './compile-pymalloc.ts';
import { writeTraceFile } from './trace-file.ts';

const scratch = mkdtempSync(join(tmpdir(), 'bench-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const compiled = compilePymalloc(scratch);

describe.skipIf(typeof compiled === 'string')('pymalloc in C', () => {
  it('holds as many bytes as the reference after the same calls, and answers each slice with a time', async () => {
    const trace = generate(sawtooth, { operations: 60_000, seed: 5 });
    const path = join(scratch, 'trace');
    writeTraceFile(path, trace, 100);
    const contender = await startContender('C', [...(compiled as readonly [string, string]), path]);
    const system = new System({ arenaSize: PROFILES['amd64-3.11'].arenaSize });
    replay(trace, new Obmalloc(system, PROFILES['amd64-3.11']));
    expect(contender.ready.figures).toEqual({ footprint: system.peak * system.arenaSize });
    expect(contender.ready.detail).toMatch(/^CPython 3\.1[01]/);
    expect(await contender.slice(2)).toBeGreaterThan(0);
    contender.close();
  });
  it('says what is wrong with a trace', async () => {
    const command = compiled as readonly [string, string];
    await expect(startContender('C', [...command, join(scratch, 'none')])).rejects.toThrow('not a trace');
  });
});

describe('compilePymalloc', () => {
  it('gives a command, or a sentence that says what is missing', () => {
    expect(typeof compiled === 'string' ? compiled.length : compiled.length).toBeGreaterThan(1);
  });
});
