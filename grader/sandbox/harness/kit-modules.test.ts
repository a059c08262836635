import { describe, expect, it } from 'vitest';
import { MANIFESTS } from '../../../exercises/manifests.ts';
import { DRIVERS } from './exercises.ts';
import { KIT } from './kit-modules.ts';

describe('KIT', () => {
  it.each(MANIFESTS)('has every module that $id opens to its answer', ({ kit }) => {
    expect(Object.keys(KIT)).toEqual(expect.arrayContaining([...kit]));
  });
});

describe('DRIVERS', () => {
  it('lists every exercise there is', () => {
    expect(Object.keys(DRIVERS).sort()).toEqual(MANIFESTS.map(({ id }) => id).sort());
  });
});
