import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../../../reference/memory/workloads/trace.ts';
import { traceFromText, traceToText } from './trace-text.ts';

describe('traceToText', () => {
  it('is undone by traceFromText', () => {
    const builder = new TraceBuilder();
    builder.malloc(1, 0);
    builder.calloc(2, 512);
    builder.realloc(2 ** 24 - 1, 2 ** 64);
    builder.free(1);
    builder.malloc(300, 2 ** 53 + 2);
    const trace = builder.build('all kinds');
    expect(traceFromText('all kinds', traceToText(trace))).toEqual(trace);
  });
  it('takes about four characters an operation', () => {
    const builder = new TraceBuilder();
    for (let id = 1; id <= 1000; id += 1) builder.malloc(id, 100);
    for (let id = 1; id <= 1000; id += 1) builder.free(id);
    expect(traceToText(builder.build('ramp')).length / 2000).toBeLessThan(4.5);
  });
});

describe('traceFromText', () => {
  it('refuses a text that ends within an operation', () =>
    expect(() => traceFromText('x', btoa('\x04'))).toThrow(RangeError));
});
