import { describe, expect, it } from 'vitest';
import { findCpython } from './cpython.ts';

describe('findCpython', () => {
  it('says so where there is none', () => {
    expect(findCpython('./no-such-python')).toBe('./no-such-python cannot be run');
  });
  it('refuses what is no CPython', () => {
    expect(findCpython('echo')).toContain('not CPython');
  });
});
