import { join } from 'node:path';
import pico from 'picocolors';
import { CELLS_PATH, readCellSources } from '../../reference/lecture/cell-sources.ts';
import { NOTEBOOK_PATH, type Notebook, outcomeText, readNotebook } from '../../reference/lecture/notebook.ts';
import { NOTES, type Note } from '../../reference/lecture/notes.ts';
import { type ReplayedCell, replayLecture } from '../../reference/lecture/replay.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { terminal, writeJson } from './terminal.ts';

/** What `ouro lecture` was asked. */
export interface LectureArgs {
  readonly cell: readonly number[];
  readonly typescript: boolean;
  readonly json: boolean;
}

/** Prints the notebook. Exit 0, or 1 if an answer differs. @throws {UsageError} for a cell that there is not. */
export function runLecture({ cell: wanted, typescript, json }: LectureArgs, notebook = carriedNotebook()): number {
  const missing = wanted.find((number) => notebook.cells[number] === undefined);
  if (missing !== undefined) {
    throw new UsageError(`There is no cell ${missing}.`, `Cells are numbered from 0 to ${notebook.cells.length - 1}.`);
  }
  const cells = replayLecture(notebook).filter(({ recorded }) => wanted.length === 0 || wanted.includes(recorded.cell));
  if (json) writeJson(cells.map((cell) => ({ ...cell, notes: notesOf(cell) })));
  else {
    const sources = typescript
      ? readCellSources(join(PROJECT_ROOT, 'reference', CELLS_PATH))
      : new Map<number, string>();
    for (const [at, cell] of cells.entries()) {
      const { section } = cell.recorded;
      if (section !== cells[at - 1]?.recorded.section) terminal.write(`${colors.bold(`## ${section}`)}\n\n`);
      terminal.write(`${cellText(cell, sources.get(cell.recorded.cell), `CPython ${notebook.python}`)}\n\n`);
    }
    terminal.write(`${verdict(cells)}\n`);
  }
  return cells.every(({ agrees }) => agrees) ? EXIT.ok : EXIT.no;
}

/** The recording that the project carries. */
function carriedNotebook(): Notebook {
  return readNotebook(join(PROJECT_ROOT, 'reference', NOTEBOOK_PATH));
}

const colors = pico.createColors(terminal.color);

/** Source, what it did there and here, and notes. */
function cellText(
  { recorded, replayed, agrees }: ReplayedCell,
  typescript: string | undefined,
  python: string,
): string {
  const label = `In [${recorded.cell}]: `;
  const indent = ' '.repeat(label.length);
  const parts = [labelled(label, recorded.source)];
  if (typescript !== undefined) parts.push(labelled('TS: '.padStart(label.length), typescript));
  const [theirs, ours] = [outcomeText(recorded), outcomeText(replayed)];
  if (theirs !== '' || ours !== '') {
    const same = theirs === ours ? colors.green('✓') : colors.yellow('≈ varies, see below');
    const mark = agrees ? same : colors.red('✗');
    parts.push(beside({ head: python, text: theirs }, { head: 'ouroboros', mark, text: ours }, indent));
  }
  for (const note of notesOf({ recorded })) parts.push(noteText(note, indent));
  return parts.join('\n\n');
}

function labelled(label: string, source: string): string {
  const [first = '', ...others] = source.split('\n');
  const indent = ' '.repeat(label.length);
  return [colors.dim(label) + first, ...others.map((line) => (indent + line).trimEnd())].join('\n');
}

function notesOf({ recorded }: Pick<ReplayedCell, 'recorded'>): readonly Note[] {
  return NOTES.filter(({ cell }) => cell === recorded.cell);
}

/** Under a bar, so that it is told from what the cell printed. */
function noteText({ says, so, shownBy }: Note, indent: string): string {
  const recordings = [...new Set(shownBy.map(([recording]) => recording))];
  const text = `${says === undefined ? '' : `The lecture: ${says}\n`}${so}\nShown by ${recordings.join(', ')}.`;
  const lines = fold(text.replaceAll('`', ''), Math.max(LEAST_COLUMN, columns - indent.length - 2));
  return lines.map((line) => `${indent}${colors.dim(`│ ${line}`)}`).join('\n');
}

function verdict(cells: readonly ReplayedCell[]): string {
  const differing = cells.filter(({ agrees }) => !agrees).map(({ recorded }) => recorded.cell);
  const count = `${cells.length} cell${cells.length === 1 ? '' : 's'}`;
  if (differing.length === 0) return `${count}: the reference answers as CPython does.`;
  return `${count}, of which ${differing.length} otherwise than CPython: ${differing.join(', ')}.`;
}

const GAP = '  ';
const MOST_COLUMNS = 160;
/** Narrower than this, a column holds no line of output; then one comes under the other. */
const LEAST_COLUMN = 32;
const columns = Math.min(terminal.width, MOST_COLUMNS);

interface Column {
  readonly head: string;
  readonly mark?: string;
  readonly text: string;
}

/** Two columns of half the width each, where there is room. */
function beside(left: Column, right: Column, indent: string): string {
  const width = Math.floor((columns - indent.length - GAP.length) / 2);
  if (width < LEAST_COLUMN) return `${under(left, indent)}\n\n${under(right, indent)}`;
  const [lines, others] = [fold(left.text, width), fold(right.text, width)];
  const rows = Array.from({ length: Math.max(lines.length, others.length) }, (_, at) =>
    `${indent}${(lines[at] ?? '').padEnd(width)}${GAP}${others[at] ?? ''}`.trimEnd(),
  );
  return [`${indent}${colors.dim(left.head.padEnd(width))}${GAP}${headOf(right)}`, ...rows].join('\n');
}

function under(column: Column, indent: string): string {
  const lines = fold(column.text, Math.max(LEAST_COLUMN, columns - indent.length));
  return [headOf(column), ...lines].map((line) => `${indent}${line}`.trimEnd()).join('\n');
}

function headOf({ head, mark }: Column): string {
  return mark === undefined ? colors.dim(head) : `${colors.dim(head)} ${mark}`;
}

/** Lines of at most `width` columns, broken at the last space that fits, else anywhere. */
function fold(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width);
      const end = rest.slice(0, space).trim() === '' ? width : space;
      lines.push(rest.slice(0, end));
      rest = rest.slice(end).trimStart();
    }
    return [...lines, rest];
  });
}
