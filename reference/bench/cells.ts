import type { Quartiles } from './quartiles.ts';

/** Three significant digits at least. */
export function figure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** The median, or nothing. */
export function middle(quartiles: Quartiles | null): string {
  return quartiles === null ? '' : figure(quartiles.median);
}

/** The middle half, or nothing. */
export function spread(quartiles: Quartiles | null): string {
  return quartiles === null ? '' : `${figure(quartiles.low)} – ${figure(quartiles.high)}`;
}
