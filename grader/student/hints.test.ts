import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findManifest } from '../../exercises/manifests.ts';
import { nextHint } from './hints.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hints-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function manifest() {
  const found = findManifest('02');
  if (found === undefined) throw new Error('no exercise 02');
  return found;
}

describe('nextHint', () => {
  it('gives one hint after the other, then none, then starts over when asked', () => {
    const numbers = [1, 2, 3, 4].map(() => nextHint(root, manifest(), false)?.number ?? null);
    expect(numbers).toEqual([1, 2, 3, null]);
    expect(nextHint(root, manifest(), true)).toMatchObject({ number: 1, of: 3, text: manifest().hints[0] });
  });
  it.each(['not json', '[]', '{"02-method-resolution-order":"x"}', '{"02-method-resolution-order":-5}'])(
    'starts over when its notes hold %s',
    (notes) => {
      mkdirSync(join(root, '.ouro'));
      writeFileSync(join(root, '.ouro', 'hints.json'), notes);
      expect(nextHint(root, manifest(), false)?.number).toBe(1);
    },
  );
});
