import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate } from '../../memory/workloads/shape.ts';
import { mixed } from '../../memory/workloads/shapes/mixed.ts';
import { readTraceFile, writeTraceFile } from './trace-file.ts';

describe('writeTraceFile', () => {
  it('writes what readTraceFile reads back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
    const trace = generate(mixed, { operations: 1_001 });
    writeTraceFile(join(folder, 'trace'), trace, 17);
    const read = readTraceFile(join(folder, 'trace'));
    rmSync(folder, { recursive: true });
    expect(read).toEqual({
      prologue: 17,
      maxId: trace.maxId,
      kinds: trace.kinds,
      ids: trace.ids,
      sizes: Uint32Array.from(trace.sizes),
    });
  });
});
