import { clip, neutralise, neutraliseLine } from './neutralise.ts';

/** UTF-16 units of a name, a message and a detail that a report shows; `results.json` has the whole. */
const NAME_SHOWN = 200;
const MESSAGE_SHOWN = 1_500;
const DETAIL_SHOWN = 20_000;

/** A name for people: visible, on one line, never empty, of bounded length. */
export function showName(name: string): string {
  return name.trim() === '' ? `‹${name === '' ? 'no name' : 'blank name'}›` : neutraliseLine(clip(name, NAME_SHOWN));
}

/** A message for people: visible, on one line, of bounded length. */
export function showMessage(message: string): string {
  return neutraliseLine(clip(message, MESSAGE_SHOWN));
}

/** Monospaced detail: visible, of bounded length. */
export function showDetail(detail: string): string {
  return neutralise(clip(detail, DETAIL_SHOWN));
}
