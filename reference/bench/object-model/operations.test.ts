import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startContender } from '../contender.ts';
import { findCpython } from '../cpython.ts';
import { OPERATIONS } from './operations.ts';
import { GROUPS } from './workloads.ts';

const SCRIPT = join(import.meta.dirname, 'object_model.py');
const operations = GROUPS.flatMap((group) => group.operations);

/** From Python's rules: the length of an MRO, the value of an attribute. */
const ANSWERS: Readonly<Record<string, number>> = {
  'simple class': 2,
  'three bases': 5,
  'five descriptors': 2,
  'diamond ladder': 451,
  'hundred bases': 102,
};
const VALUE = 5;

describe('OPERATIONS', () => {
  it('has every operation, and no other', () => {
    expect(Object.keys(OPERATIONS).sort()).toEqual(operations.map(({ name }) => name).sort());
  });
  it.each(operations)('does "$name"', ({ name }) => {
    expect(OPERATIONS[name]?.()(1)).toBe(ANSWERS[name] ?? VALUE);
  });
});

const python = findCpython();
describe.skipIf(typeof python === 'string')('CPython, as a contender', () => {
  const command = [...(python as readonly [string]), SCRIPT] as const;
  it.each(operations)('does "$name"', { timeout: 20_000 }, async ({ name, byName }) => {
    for (const how of byName ? [[], ['by name']] : [[]]) {
      const contender = await startContender('CPython', [...command, name, '100', ...how]);
      expect(contender.ready.figures).toEqual({ answer: ANSWERS[name] ?? VALUE });
      expect(await contender.slice(1)).toBeGreaterThan(0);
      contender.close();
    }
  });
  it('says what it does not know', async () => {
    await expect(startContender('CPython', [...command, 'dance', '1'])).rejects.toThrow("KeyError: 'dance'");
  });
});
