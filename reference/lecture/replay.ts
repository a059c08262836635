import type { Cell } from './cell.ts';
import { CELLS } from './cells/index.ts';
import type { CellOutcome, Notebook, RecordedCell } from './notebook.ts';
import { PROBES } from './probes/index.ts';
import type { RecordedProbe } from './probes.ts';
import { NotebookSession } from './session.ts';

/** A cell, what CPython did and what the reference did. */
export interface ReplayedCell {
  readonly recorded: RecordedCell;
  readonly replayed: CellOutcome;
  /** In all that does not vary from run to run in CPython itself. */
  readonly agrees: boolean;
}

/** Runs all cells in order, in one session. */
export function replayLecture({ cells }: Notebook): readonly ReplayedCell[] {
  const session = new NotebookSession();
  return cells.map((recorded) => {
    const replayed = session.run(cellOf(recorded), recorded.source);
    return { recorded, replayed, agrees: agree(recorded, replayed) };
  });
}

/** Runs the cells up to the one that the probe comes after, in a session of its own, and then the probe. */
export function replayProbe({ cells }: Notebook, { name, afterCell, source }: RecordedProbe): CellOutcome {
  const session = new NotebookSession();
  for (const recorded of cells) if (recorded.cell <= afterCell) session.run(cellOf(recorded), recorded.source);
  const probe = PROBES[name];
  if (probe === undefined) throw new RangeError(`probe ${name} has no counterpart`);
  return session.run(probe, source);
}

function cellOf({ cell }: RecordedCell): Cell {
  const found = CELLS[cell];
  if (found === undefined) throw new RangeError(`cell ${cell} has no counterpart`);
  return found;
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
