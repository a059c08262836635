import type { Results } from '../grader/core/results.ts';
import { DARK, LIGHT, propertiesOf } from './palette.ts';
import { showMessage } from './view-text.ts';

type Property = ReturnType<typeof propertiesOf>[number];

/** What the layout and the footer of every page name. */
export interface LayoutView {
  readonly title: string;
  readonly light: readonly Property[];
  readonly dark: readonly Property[];
  readonly seed: string;
  readonly versions: { readonly ouroboros: string; readonly node: string };
  readonly isolation: { readonly sentence: string; readonly lost: readonly string[] };
  /** True when student code was kept in by less than the highest level. */
  readonly lowered: boolean;
}

export function layoutView(title: string, { seed, versions, isolation }: Results): LayoutView {
  return {
    title,
    light: propertiesOf(LIGHT),
    dark: propertiesOf(DARK),
    seed: String(seed),
    versions: { ouroboros: showMessage(versions.ouroboros), node: showMessage(versions.node) },
    isolation: { sentence: showMessage(isolation.sentence), lost: isolation.lost.map(showMessage) },
    lowered: isolation.level !== 'bubblewrap',
  };
}
