import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FREE, MALLOC, TraceBuilder } from '../../memory/workloads/trace.ts';
import { readTraceFile, writeTraceFile } from './trace-file.ts';

describe('writeTraceFile', () => {
  it('writes what readTraceFile reads back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
    const builder = new TraceBuilder();
    builder.malloc(2 ** 24 - 1, 512);
    builder.free(2 ** 24 - 1);
    writeTraceFile(join(folder, 'trace'), builder.build('x'), 1);
    const read = readTraceFile(join(folder, 'trace'));
    rmSync(folder, { recursive: true });
    const id = (2 ** 24 - 1) * 4;
    expect(read).toEqual({ prologue: 1, maxId: 2 ** 24 - 1, calls: Uint32Array.of(id + MALLOC, 512, id + FREE, 0) });
  });
});
