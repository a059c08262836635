/**
 * Colours of size classes: a sequential scale, small blocks nearest to the page's ground and large ones farthest from
 * it. A test computes that each can be told from the ground, and that text of the ground's colour can be read on it.
 */
const ANCHORS = {
  light: ['#4d7c0f', '#0d7468', '#1d5a9c', '#5b2d9e', '#5c0a3d'],
  dark: ['#7f93e8', '#4fb0cc', '#5fc79a', '#a9d86e', '#f3e27a'],
} as const;

export type Scheme = keyof typeof ANCHORS;

/** The colour of class `szidx` of `classes`: `#17688f`. */
export function classColour(szidx: number, classes: number, scheme: Scheme): string {
  const anchors = ANCHORS[scheme];
  const place = (Math.min(szidx, classes - 1) / Math.max(1, classes - 1)) * (anchors.length - 1);
  const below = Math.min(Math.floor(place), anchors.length - 2);
  return mix(anchors[below] ?? anchors[0], anchors[below + 1] ?? anchors[0], place - below);
}

/** The scale as CSS custom properties: `--class-5` and so on. */
export function classProperties(classes: number, scheme: Scheme): readonly { name: string; value: string }[] {
  return Array.from({ length: classes }, (_, szidx) => ({
    name: `class-${szidx}`,
    value: classColour(szidx, classes, scheme),
  }));
}

/** `share` 0: all of `from`; 1: all of `to`. */
function mix(from: string, to: string, share: number): string {
  const channels = [1, 3, 5].map((start) => {
    const [a, b] = [from, to].map((colour) => Number.parseInt(colour.slice(start, start + 2), 16)) as [number, number];
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
