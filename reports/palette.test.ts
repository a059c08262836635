import { describe, expect, it } from 'vitest';
import { contrast } from './contrast.ts';
import { DARK, LIGHT, propertiesOf } from './palette.ts';

describe('contrast', () => {
  it('of black on white is 21', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21));
});

describe.each([
  ['LIGHT', LIGHT],
  ['DARK', DARK],
])('%s', (_, palette) => {
  const grounds = { page: palette.page, raised: palette.raised, code: palette.code };
  const texts = { text: palette.text, soft: palette.soft, link: palette.link };
  const tones = Object.entries(palette.tones);

  for (const [ground, background] of Object.entries(grounds)) {
    it.each(Object.entries(texts))(`lets %s be read on ${ground} (WCAG AA)`, (_name, colour) => {
      expect(contrast(colour, background)).toBeGreaterThanOrEqual(4.5);
    });
    it.each(tones)(`lets the tone %s be read on ${ground} and its fill be told from it`, (_name, { text, fill }) => {
      expect(contrast(text, background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(fill, background)).toBeGreaterThanOrEqual(3);
    });
  }
  it.each(tones)('lets the tone %s be read on its tint', (_name, { text, tint }) => {
    expect(contrast(text, tint)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('propertiesOf', () => {
  it('gives both palettes the same names', () => {
    const names = (palette: typeof LIGHT) => propertiesOf(palette).map(({ name }) => name);
    expect(names(DARK)).toEqual(names(LIGHT));
  });
});
