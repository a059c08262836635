import { describe, expect, it } from 'vitest';
import { RunningHash } from './running-hash.ts';

function hashOf(...parts: readonly string[]) {
  const hash = new RunningHash();
  for (const part of parts) hash.update(part);
  return hash;
}

describe('RunningHash', () => {
  /** From the authors' test vectors. */
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('is FNV-1a, 64 bit: %j', (text, fnv) => {
    expect(hashOf(text).fnv).toBe(fnv);
  });

  it('is CRC-32 of IEEE', () => {
    expect(hashOf('123456789').crc).toBe('cbf43926');
  });

  it('is the same whatever the portions', () => {
    expect(hashOf('foo', '', 'bar').fnv).toBe(hashOf('foobar').fnv);
    expect(hashOf('1234', '56789').crc).toBe('cbf43926');
  });
});
