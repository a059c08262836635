import type { GcModule } from '../memory/gc/index.ts';
import type { Interpreter } from '../memory/names/interpreter.ts';
import { type Dynamic, repr } from '../object-model/comfort/index.ts';
import type { Main } from './main-module.ts';

/** What the cells of one run share. */
export interface Session {
  readonly print: Print;
  /** The names of the class track. */
  readonly main: Main;
  /** The names of the memory track: runs programs, on objects that count. */
  readonly programs: Interpreter;
  /** The collector of the heap on which those objects are. */
  readonly gc: GcModule;
}

/** `print(*values)`. */
export type Print = (...values: readonly Dynamic[]) => void;

/**
 * A cell of the lecture in TypeScript. Gives the repr of its last expression, null if that is None or none.
 *
 * @throws {PythonError} what the cell raises.
 */
export type Cell = (session: Session, source: string) => string | null;

/** Cells by their number. */
export type Cells = Readonly<Record<number, Cell>>;

/** A cell of the class track. Gives its last expression; undefined if that is none. */
export type ClassCell = (main: Main, print: Print) => Dynamic;

/** As a notebook shows the last expression: its repr, unless it is None. */
export function shown(cell: ClassCell): Cell {
  return ({ main, print }) => {
    const value = cell(main, print) ?? null;
    return value === null ? null : repr(value);
  };
}
