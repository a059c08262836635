import { join } from 'node:path';
import pico from 'picocolors';
import { CELLS_PATH, readCellSources } from '../../reference/lecture/cell-sources.ts';
import { type CellOutcome, NOTEBOOK_PATH, outcomeText, readNotebook } from '../../reference/lecture/notebook.ts';
import { NOTES, type Note } from '../../reference/lecture/notes.ts';
import { PROBES_PATH, readProbes } from '../../reference/lecture/probes.ts';
import { type ReplayedCell, type ReplayedProbe, replayLecture, replayProbe } from '../../reference/lecture/replay.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { beside, fold } from './columns.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { terminal, writeJson } from './terminal.ts';

/** What `ouro lecture` was asked. */
export interface LectureArgs {
  readonly cell: readonly number[];
  readonly typescript: boolean;
  readonly probes: boolean;
  readonly json: boolean;
}

/** A cell, and what is known about it. */
interface ShownCell extends ReplayedCell {
  readonly notes: readonly Note[];
  /** Empty unless asked for. */
  readonly probes: readonly ReplayedProbe[];
}

/** Prints the notebook. Exit 0, or 1 if an answer differs. @throws {UsageError} for a cell that there is not. */
export function runLecture(asked: LectureArgs, notebook = readNotebook(inReference(NOTEBOOK_PATH))): number {
  const missing = asked.cell.find((number) => notebook.cells[number] === undefined);
  if (missing !== undefined) {
    throw new UsageError(`There is no cell ${missing}.`, `Cells are numbered from 0 to ${notebook.cells.length - 1}.`);
  }
  const probes = asked.probes ? readProbes(inReference(PROBES_PATH)) : [];
  const cells = replayLecture(notebook)
    .filter(({ recorded }) => asked.cell.length === 0 || asked.cell.includes(recorded.cell))
    .map((cell) => ({
      ...cell,
      notes: NOTES.filter(({ cell: number }) => number === cell.recorded.cell),
      probes: probes
        .filter(({ afterCell }) => afterCell === cell.recorded.cell)
        .flatMap((probe) => replayProbe(notebook, probe) ?? []),
    }));
  if (asked.json) writeJson(cells);
  else printNotebook(cells, `CPython ${notebook.python}`, asked.typescript);
  const agrees = cells.every((cell) => [cell, ...cell.probes].every(({ agrees }) => agrees));
  return agrees ? EXIT.ok : EXIT.no;
}

/** Both the program and its build find it. */
function inReference(path: string): string {
  return join(PROJECT_ROOT, 'reference', path);
}

function printNotebook(cells: readonly ShownCell[], python: string, typescript: boolean): void {
  const sources = typescript ? readCellSources(inReference(CELLS_PATH)) : new Map<number, string>();
  for (const [at, cell] of cells.entries()) {
    const { section, cell: number } = cell.recorded;
    if (section !== cells[at - 1]?.recorded.section) terminal.write(`${colors.bold(`## ${section}`)}\n\n`);
    terminal.write(`${cellText(cell, sources.get(number), python)}\n\n`);
  }
  terminal.write(`${verdict(cells)}\n`);
}

const colors = pico.createColors(terminal.color);

/** Source, what it did there and here, notes, probes. */
function cellText(
  { recorded, replayed, agrees, notes, probes }: ShownCell,
  typescript: string | undefined,
  python: string,
): string {
  const label = `In [${recorded.cell}]: `;
  const indent = ' '.repeat(label.length);
  const parts = [labelled(label, recorded.source)];
  if (typescript !== undefined) parts.push(labelled('TS: '.padStart(label.length), typescript));
  parts.push(...outcomes(recorded, replayed, { agrees, python, indent }));
  parts.push(...notes.map((note) => noteText(note, indent)));
  for (const { recorded: probe, ...tried } of probes) {
    parts.push(`${indent}${colors.dim(`probe ${probe.name}`)}\n${labelled(`${indent}>>> `, probe.source)}`);
    parts.push(...outcomes(probe.outcome, tried.replayed, { agrees: tried.agrees, python, indent: `${indent}    ` }));
  }
  return parts.join('\n\n');
}

function labelled(label: string, source: string): string {
  const [first = '', ...others] = source.split('\n');
  const indent = ' '.repeat(label.length);
  return [colors.dim(label) + first, ...others.map((line) => (indent + line).trimEnd())].join('\n');
}

/** Nothing, where nothing was shown. */
function outcomes(
  recorded: CellOutcome,
  replayed: CellOutcome,
  { agrees, python, indent }: { readonly agrees: boolean; readonly python: string; readonly indent: string },
): readonly string[] {
  const [theirs, ours] = [outcomeText(recorded), outcomeText(replayed)];
  if (theirs === '' && ours === '') return [];
  const same = theirs === ours ? colors.green('✓') : colors.yellow('≈ varies, see below');
  const left = { head: colors.dim(python), text: theirs };
  const right = { head: `${colors.dim('ouroboros')} ${agrees ? same : colors.red('✗')}`, text: ours };
  return [beside(left, right, { indent, columns: Math.min(terminal.width, MOST_COLUMNS) })];
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

function verdict(cells: readonly ShownCell[]): string {
  const probes = cells.flatMap((cell) => cell.probes);
  const differing = [
    ...cells.filter(({ agrees }) => !agrees).map(({ recorded }) => `cell ${recorded.cell}`),
    ...probes.filter(({ agrees }) => !agrees).map(({ recorded }) => `probe ${recorded.name}`),
  ];
  const count = [counted(cells.length, 'cell'), ...(probes.length === 0 ? [] : [counted(probes.length, 'probe')])];
  const how = differing.length === 0 ? 'as CPython does' : `otherwise than CPython in ${differing.join(', ')}`;
  return `${count.join(' and ')}: the reference answers ${how}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

const BAR = '│ ';
const MOST_COLUMNS = 160;
const MOST_COLUMNS_OF_TEXT = 100;
