import { clip, neutralise, neutraliseLine } from './neutralise.ts';

/** UTF-16 units of a name, a message and a detail that a report shows; `results.json` has the whole. */
const NAME_SHOWN = 120;
const MESSAGE_SHOWN = 1_500;
const DETAIL_SHOWN = 20_000;

/** A name for people: visible, on one line, never empty, of bounded length. */
export function showName(name: string): string {
  return name.trim() === '' ? `‹${name === '' ? 'no name' : 'blank name'}›` : bounded(name, NAME_SHOWN, neutraliseLine);
}

/** A message for people: visible, on one line, of bounded length. */
export function showMessage(message: string): string {
  return bounded(message, MESSAGE_SHOWN, neutraliseLine);
}

/** Monospaced detail: visible, of bounded length. */
export function showDetail(detail: string): string {
  return bounded(detail, DETAIL_SHOWN, neutralise);
}

/** Clipped before, so that a megabyte costs nothing, and after, because what was invisible takes room when shown. */
function bounded(text: string, limit: number, show: (text: string) => string): string {
  return clip(show(clip(text, limit)), 2 * limit);
}
