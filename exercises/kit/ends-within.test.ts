import { describe, expect, it } from 'vitest';
import { endsWithin } from './ends-within.ts';

describe('endsWithin', () => {
  it('lets code come to its end', () => {
    const seen: string[] = [];
    expect(endsWithin(10_000, () => seen.push('ran'))).toBe(true);
    expect(seen).toEqual(['ran']);
  });
  it('ends a loop, whatever catches exceptions in it', () => {
    let rounds = 0;
    const loop = () => {
      for (;;) {
        try {
          for (;;) rounds += 1;
        } finally {
          rounds += 1;
        }
      }
    };
    expect(endsWithin(50, loop)).toBe(false);
    expect(rounds).toBeGreaterThan(0);
  });
  it('throws what the code throws', () => {
    const thrown = new RangeError('out of pools');
    const run = () => {
      throw thrown;
    };
    expect(() => endsWithin(10_000, run)).toThrow(thrown);
  });
});
