import { describe, expect, it } from 'vitest';
import { DARK, LIGHT, propertiesOf } from './palette.ts';

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((start) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

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
