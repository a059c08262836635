import { neutralise, neutraliseLine } from './neutralise.ts';

/** What CI systems take for a command anywhere in a line: `##[error]`, `##vso[…]`, `##teamcity[…]`. */
const LOG_COMMAND = /##(?=\w*\[)/g;

/** What GitHub takes for a command at the start of a line, indented or not; wrapping may put any word there. */
const LINE_COMMAND = /(?<=^|\s)::/g;

/** One line for a terminal or a CI log: nothing in it acts, also when it is wrapped. */
export function terminalLine(text: string): string {
  return neutraliseLine(text).replace(LOG_COMMAND, '# #').replace(LINE_COMMAND, ': :');
}

/**
 * Several lines for a terminal of `width` columns, each behind `gutter`, which keeps them from the start of the line. A
 * line that is too long is cut, at a space where one is near, and goes on behind the gutter.
 */
export function terminalLines(text: string, gutter: string, width: number): string {
  const room = Math.max(1, width - gutter.length);
  return neutralise(text)
    .replace(LOG_COMMAND, '# #')
    .replaceAll('\t', '    ')
    .split('\n')
    .flatMap((line) => cut(line, room))
    .map((line) => `${gutter}${line}`.trimEnd())
    .join('\n');
}

/** At a space near the end of the room, else between any two characters: long rows of pictures hold none. */
function cut(line: string, room: number): readonly string[] {
  if (line.length <= room) return [line];
  const parts: string[] = [];
  let rest = Array.from(line);
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room);
    const end = space >= room * LEAST_FILLED ? space : room;
    parts.push(rest.slice(0, end).join(''));
    rest = rest.slice(end === space ? end + 1 : end);
  }
  return [...parts, rest.join('')];
}

/** Share of the room that a line cut at a space fills at least. */
const LEAST_FILLED = 2 / 3;

/** Breaks a line between words, so that with its indentation it fits `width` columns. A long word stays whole. */
export function wrap(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length <= width || current === '') current = longer;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}
