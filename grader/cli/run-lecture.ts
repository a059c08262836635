import { join } from 'node:path';
import pico from 'picocolors';
import { CELLS_PATH, readCellSources } from '../../reference/lecture/cell-sources.ts';
import { NOTEBOOK_PATH, type Notebook, outcomeText, readNotebook } from '../../reference/lecture/notebook.ts';
import { NOTES, type Note } from '../../reference/lecture/notes.ts';
import { type ReplayedCell, replayLecture } from '../../reference/lecture/replay.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { beside, fold } from './columns.ts';
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
    const left = { head: colors.dim(python), text: theirs };
    const right = { head: `${colors.dim('ouroboros')} ${mark}`, text: ours };
    parts.push(beside(left, right, { indent, columns: Math.min(terminal.width, MOST_COLUMNS) }));
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
  const width = Math.min(terminal.width, MOST_COLUMNS_OF_TEXT) - indent.length - BAR.length;
  return fold(text, width)
    .map((line) => `${indent}${colors.dim(`${BAR}${line}`)}`)
    .join('\n');
}

function verdict(cells: readonly ReplayedCell[]): string {
  const differing = cells.filter(({ agrees }) => !agrees).map(({ recorded }) => recorded.cell);
  const count = `${cells.length} cell${cells.length === 1 ? '' : 's'}`;
  if (differing.length === 0) return `${count}: the reference answers as CPython does.`;
  return `${count}, of which ${differing.length} otherwise than CPython: ${differing.join(', ')}.`;
}

const BAR = '│ ';
const MOST_COLUMNS = 160;
const MOST_COLUMNS_OF_TEXT = 100;
