import { stripVTControlCharacters } from 'node:util';

/** A text with a line above it. */
export interface Column {
  /** May have colours. */
  readonly head: string;
  readonly text: string;
}

const GAP = '    ';
/** Narrower than this, a column holds no line of output; then one comes under the other. Text is never folded narrower. */
const LEAST_COLUMN = 32;

/** Two columns of half the width each; one under the other where there is no room. */
export function beside(
  left: Column,
  right: Column,
  { indent, columns }: { readonly indent: string; readonly columns: number },
): string {
  const width = Math.floor((columns - indent.length - GAP.length) / 2);
  if (width < LEAST_COLUMN) return [left, right].map((column) => under(column, indent, columns)).join('\n\n');
  const [lines, others] = [linesOf(left, width), linesOf(right, width)];
  return Array.from({ length: Math.max(lines.length, others.length) }, (_, at) =>
    `${indent}${pad(lines[at] ?? '', width)}${GAP}${others[at] ?? ''}`.trimEnd(),
  ).join('\n');
}

function under(column: Column, indent: string, columns: number): string {
  const lines = linesOf(column, columns - indent.length);
  return lines.map((line) => `${indent}${line}`.trimEnd()).join('\n');
}

function linesOf({ head, text }: Column, width: number): readonly string[] {
  return [head, ...fold(text, width)];
}

function pad(line: string, width: number): string {
  return line + ' '.repeat(Math.max(0, width - stripVTControlCharacters(line).length));
}

/** Lines of at most `width` columns, broken at the last space that fits, else anywhere. */
export function fold(text: string, width: number): readonly string[] {
  const most = Math.max(width, LEAST_COLUMN);
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let rest = line;
    while (rest.length > most) {
      const space = rest.lastIndexOf(' ', most);
      const end = rest.slice(0, Math.max(space, 0)).trim() === '' ? most : space;
      lines.push(rest.slice(0, end));
      rest = rest.slice(end).trimStart();
    }
    return [...lines, rest];
  });
}
