import { PythonError } from '../../exercises/kit/errors.ts';
import type { ErrorView } from '../../exercises/kit/scenario.ts';
import { GcModule } from '../memory/gc/index.ts';
import { Interpreter } from '../memory/names/interpreter.ts';
import { ObjectHeap } from '../memory/objects/index.ts';
import { str } from '../object-model/protocols/repr.ts';
import type { Print, Session } from './cell.ts';
import { CELLS } from './cells/index.ts';
import { newMain } from './main-module.ts';
import { type CellOutcome, type Notebook, type RecordedCell, steady } from './notebook.ts';

/** A cell, what CPython did and what the reference did. */
export interface ReplayedCell {
  readonly recorded: RecordedCell;
  readonly replayed: CellOutcome;
  /** In all that does not vary from run to run in CPython itself. */
  readonly agrees: boolean;
}

/** Runs all cells in order, in one session. */
export function replayLecture({ cells }: Notebook): readonly ReplayedCell[] {
  const lines: string[] = [];
  const heap = new ObjectHeap();
  const programs = new Interpreter(heap);
  const gc = new GcModule(heap);
  programs.defineModule('gc', {
    enable: (values) => {
      gc.enable();
      return values.none();
    },
    disable: (values) => {
      gc.disable();
      return values.none();
    },
    collect: (values) => values.int(BigInt(gc.collect())),
  });
  const print: Print = (...values) => lines.push(`${values.map(str).join(' ')}\n`);
  const session: Session = { print, main: newMain(), programs, gc };
  return cells.map((recorded) => {
    lines.length = 0;
    const { result, error } = runCell(session, recorded);
    const replayed = { stdout: steady(lines.join('')), result: result === null ? null : steady(result), error };
    return { recorded, replayed, agrees: agree(recorded, replayed) };
  });
}

function runCell(session: Session, { cell, source }: RecordedCell): Pick<CellOutcome, 'result' | 'error'> {
  const run = CELLS[cell];
  if (run === undefined) throw new RangeError(`cell ${cell} has no counterpart`);
  try {
    return { result: run(session, source), error: null };
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return { result: null, error: viewOf(error) };
  }
}

function viewOf({ type, message, cause }: PythonError): ErrorView {
  return cause instanceof PythonError ? { type, message, cause: viewOf(cause) } : { type, message };
}

/** The result of a cell that counts what earlier cells left behind is CPython's own affair; what it prints is not. */
function agree(recorded: RecordedCell, replayed: CellOutcome): boolean {
  const varies = recorded.cell === COLLECTING_CELL;
  return (
    recorded.stdout === replayed.stdout &&
    (varies || recorded.result === replayed.result) &&
    JSON.stringify(recorded.error) === JSON.stringify(replayed.error)
  );
}

/** `collected = gc.collect()`. */
const COLLECTING_CELL = 73;
