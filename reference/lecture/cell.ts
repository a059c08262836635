import type { GcModule } from '../memory/gc/index.ts';
import type { Interpreter } from '../memory/names/interpreter.ts';

/** What the cells of one run share. */
export interface Session {
  /** `print`, a line. */
  print(line: string): void;
  /** Runs programs of names, on objects that count. */
  readonly programs: Interpreter;
  /** The collector of the same heap. */
  readonly gc: GcModule;
}

/**
 * A cell of the lecture in TypeScript. Gives the repr of its last expression, null if that is None or none.
 *
 * @throws {PythonError} what the cell raises.
 */
export type Cell = (session: Session, source: string) => string | null;

/** Cells by their number. */
export type Cells = Readonly<Record<number, Cell>>;
