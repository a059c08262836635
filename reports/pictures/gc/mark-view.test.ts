import { describe, expect, it } from 'vitest';
import { contrast } from '../../contrast.ts';
import { DARK, LIGHT } from '../../palette.ts';
import { MARK_VIEWS } from './mark-view.ts';

describe('MARK_VIEWS', () => {
  const views = Object.values(MARK_VIEWS);

  it('gives every state a word and a sign of its own, not a colour alone', () => {
    expect(new Set(views.map(({ word }) => word)).size).toBe(views.length);
    expect(new Set(views.map(({ sign }) => sign)).size).toBe(views.length);
  });
  it.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('lets text, soft text and signs be read on every node, %s', (_, { tones, text, soft, page }) => {
    for (const { tone } of views) {
      const { tint, ink } =
        tone === 'plain' ? { tint: page, ink: soft } : { tint: tones[tone].tint, ink: tones[tone].text };
      for (const colour of [text, soft, ink]) expect([tone, contrast(colour, tint) >= 4.5]).toEqual([tone, true]);
    }
  });
});
