import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DIALECTS } from './dialects.ts';
import { drawPayload, payloadOverTime } from './draw-payload.ts';
import { generate } from './shape.ts';
import { SHAPES } from './shapes.ts';
import { TraceBuilder } from './trace.ts';

function stairs(): TraceBuilder {
  const builder = new TraceBuilder();
  builder.malloc(1, 100);
  builder.calloc(2, 300);
  builder.realloc(1, 500);
  builder.free(2);
  builder.free(2);
  builder.free(1);
  return builder;
}

describe('payloadOverTime', () => {
  it('is the greatest payload within each part', () => {
    expect([...payloadOverTime(stairs().build('x'), 6)]).toEqual([100, 400, 800, 800, 500, 500]);
    expect([...payloadOverTime(stairs().build('x'), 2)]).toEqual([800, 800]);
  });
});

describe('drawPayload', () => {
  it('draws eight levels, the highest for the peak', () => {
    expect(drawPayload(stairs().build('x'), 6)).toBe('▂▅██▆▆');
  });
  it('draws nothing asked for as the lowest', () => {
    expect(drawPayload(new TraceBuilder().build('empty'), 3)).toBe('▁▁▁');
  });
});

describe('README.md', () => {
  const text = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  it.each(Object.values(SHAPES).map((shape) => [shape.name, shape] as const))('draws %s as it is', (name, shape) => {
    expect(text).toContain(`    ${name.padEnd(16)}${drawPayload(generate(shape), 64)}\n`);
    expect(text).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
  });
  it.each(Object.entries(DIALECTS))('tells the header of %s', (name, { header }) => {
    const [, told] = new RegExp(`^\\| \`${name}\` +\\| (.*?) +\\|`, 'm').exec(text) ?? [];
    expect(told).toBe(header.join(', ').replace(/peak$/, 'peak payload') || 'none');
  });
});
