import type { Tone } from './words.ts';

/** The pages' colours. Text colours stand on `page`, `raised` and their own tint; a test computes their contrast. */
export interface Palette {
  readonly page: string;
  readonly raised: string;
  readonly code: string;
  readonly line: string;
  readonly text: string;
  readonly soft: string;
  readonly link: string;
  readonly tones: Readonly<Record<Tone, { readonly text: string; readonly tint: string; readonly fill: string }>>;
}

export const LIGHT: Palette = {
  page: '#faf9f6',
  raised: '#ffffff',
  code: '#f3f1ec',
  line: '#dedbd2',
  text: '#1c2128',
  soft: '#58606b',
  link: '#1d5a8c',
  tones: {
    good: { text: '#17633a', tint: '#e3f2e8', fill: '#2f8a57' },
    bad: { text: '#a3251b', tint: '#fbe7e4', fill: '#c8453a' },
    open: { text: '#735300', tint: '#f8efd4', fill: '#a37a12' },
    quiet: { text: '#545c66', tint: '#eceae4', fill: '#81868e' },
    ours: { text: '#69359c', tint: '#f1e8f8', fill: '#8b5bb8' },
    unsure: { text: '#1d5a8c', tint: '#e4eff8', fill: '#3f7fb3' },
  },
};

export const DARK: Palette = {
  page: '#14171b',
  raised: '#1b1f24',
  code: '#11141a',
  line: '#343a42',
  text: '#e6e4df',
  soft: '#a3abb5',
  link: '#86bdec',
  tones: {
    good: { text: '#7fd3a0', tint: '#173224', fill: '#4fae78' },
    bad: { text: '#f6a199', tint: '#3c1c1a', fill: '#d9665b' },
    open: { text: '#e5c26a', tint: '#352b12', fill: '#c39a36' },
    quiet: { text: '#b3b9c1', tint: '#2a2f36', fill: '#858c95' },
    ours: { text: '#cfaaf0', tint: '#2f2140', fill: '#a47ad0' },
    unsure: { text: '#8fc3ee', tint: '#16293a', fill: '#5a9acb' },
  },
};

/** The palette as CSS custom properties, for the template: `--good-text` and so on. */
export function propertiesOf({
  tones,
  ...plain
}: Palette): readonly { readonly name: string; readonly value: string }[] {
  const toned = Object.entries(tones).flatMap(([tone, shades]) =>
    Object.entries(shades).map(([shade, value]) => ({ name: `${tone}-${shade}`, value })),
  );
  return [...Object.entries(plain).map(([name, value]) => ({ name, value })), ...toned];
}
