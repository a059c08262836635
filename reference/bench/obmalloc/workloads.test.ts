import { describe, expect, it } from 'vitest';
import { CALLOC, FREE, MALLOC, REALLOC, TraceBuilder } from '../../memory/workloads/trace.ts';
import { peakPayload, WORKLOADS } from './workloads.ts';

/** Blocks live after each operation, and whether every request is a small one. */
function liveAfter({ kinds, ids }: { readonly kinds: Uint8Array; readonly ids: Uint32Array }): readonly number[] {
  const live = new Set<number>();
  return Array.from(kinds, (kind, index) => {
    if (kind === FREE) live.delete(ids[index] as number);
    else live.add(ids[index] as number);
    return live.size;
  });
}

describe.each(WORKLOADS.map((workload) => [workload.name, workload] as const))('%s', (_, workload) => {
  const trace = workload.trace();
  it('asks for 1 to 512 bytes: what pymalloc serves itself', () => {
    const asked = trace.sizes.filter((_, index) => trace.kinds[index] !== FREE);
    expect(asked.every((size) => size >= 1 && size <= 512)).toBe(true);
  });
  it('has built up what it needs when the prologue ends', () => {
    const live = liveAfter(trace);
    const before = live[workload.prologue - 1] ?? 0;
    const least = Math.min(
      ...live
        .slice(workload.prologue)
        .filter((_, index) => index % 2 === 1)
        .slice(0, 10_000),
    );
    if (workload.name.startsWith('churn')) expect(least).toBe(before);
    expect(before).toBeGreaterThanOrEqual(workload.prologue === 0 ? 0 : 1);
  });
});

describe('WORKLOADS', () => {
  it('have all four calls in the mixed one', () => {
    const mixed = WORKLOADS.find(({ name }) => name === 'small mixed')?.trace();
    expect(new Set(mixed?.kinds)).toEqual(new Set([MALLOC, CALLOC, REALLOC, FREE]));
  });
});

describe('peakPayload', () => {
  it('is the most that was asked for and not given back', () => {
    const builder = new TraceBuilder();
    builder.malloc(1, 100);
    builder.malloc(2, 50);
    builder.realloc(2, 70);
    builder.free(1);
    builder.calloc(1, 90);
    expect(peakPayload(builder.build('x'))).toBe(170);
  });
});
