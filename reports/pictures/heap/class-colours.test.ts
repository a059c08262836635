import { describe, expect, it } from 'vitest';
import { contrast } from '../../contrast.ts';
import { DARK, LIGHT } from '../../palette.ts';
import { classColour, classProperties } from './class-colours.ts';

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as const)('classColour, %s', (scheme, { page, raised, code }) => {
  const colours = Array.from({ length: 64 }, (_, szidx) => classColour(szidx, 64, scheme));

  it('can be told from every ground (WCAG AA, graphics)', () => {
    for (const colour of colours) {
      for (const ground of [page, raised, code]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(3);
    }
  });
  it('lets text of the page’s ground be read on it (WCAG AA)', () => {
    for (const colour of colours) expect(contrast(colour, page)).toBeGreaterThanOrEqual(4.5);
  });
  it('goes away from the ground from class to class', () => {
    const contrasts = colours.map((colour) => contrast(colour, page));
    for (let szidx = 1; szidx < 64; szidx += 1) {
      expect(contrasts[szidx]).toBeGreaterThanOrEqual((contrasts[szidx - 1] ?? 0) - 0.05);
    }
  });
  it('gives each class a colour of its own', () => expect(new Set(colours).size).toBe(64));
});

describe('classProperties', () => {
  it('names a colour for each class', () => {
    const properties = classProperties(32, 'light');
    expect(properties).toHaveLength(32);
    expect(properties[5]).toEqual({ name: 'class-5', value: classColour(5, 32, 'light') });
  });
});
