import type { Cell } from './cell.ts';
import { CELLS } from './cells/index.ts';
import type { CellOutcome, Notebook, RecordedCell } from './notebook.ts';
import { LEFT_OUT, PROBES } from './probes/index.ts';
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

/** A probe, and what the reference did. */
export interface ReplayedProbe {
  readonly recorded: RecordedProbe;
  readonly replayed: CellOutcome;
  readonly agrees: boolean;
}

/**
 * Runs the cells up to the one that the probe comes after, in a session of its own, and then the probe. Null if the probe
 * is left out.
 */
export function replayProbe({ cells }: Notebook, recorded: RecordedProbe): ReplayedProbe | null {
  const { name, afterCell, source, outcome } = recorded;
  if (name in LEFT_OUT) return null;
  const probe = PROBES[name];
  if (probe === undefined) throw new RangeError(`probe ${name} has no counterpart`);
  const session = new NotebookSession();
  for (const before of cells) if (before.cell <= afterCell) session.run(cellOf(before), before.source);
  const replayed = session.run(probe, source);
  return { recorded, replayed, agrees: isSame(outcome, replayed) };
}

function cellOf({ cell }: RecordedCell): Cell {
  const found = CELLS[cell];
  if (found === undefined) throw new RangeError(`cell ${cell} has no counterpart`);
  return found;
}

/** The result of a cell that counts what earlier cells left behind is CPython's own affair; what it prints is not. */
function agree(recorded: RecordedCell, replayed: CellOutcome): boolean {
  return isSame(recorded.cell === COLLECTING_CELL ? { ...recorded, result: replayed.result } : recorded, replayed);
}

function isSame(one: CellOutcome, other: CellOutcome): boolean {
  return (
    one.stdout === other.stdout &&
    one.result === other.result &&
    JSON.stringify(one.error) === JSON.stringify(other.error)
  );
}

/** `collected = gc.collect()`. */
const COLLECTING_CELL = 73;
