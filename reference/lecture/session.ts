import { PythonError } from '../../exercises/kit/errors.ts';
import type { ErrorView } from '../../exercises/kit/scenario.ts';
import { GcModule } from '../memory/gc/index.ts';
import { Interpreter } from '../memory/names/interpreter.ts';
import { ObjectHeap } from '../memory/objects/index.ts';
import { str } from '../object-model/comfort/index.ts';
import type { Cell, Session } from './cell.ts';
import { newMain } from './main-module.ts';
import { type CellOutcome, steady } from './notebook.ts';

/** Runs cells one after the other, with the names that earlier ones have bound. */
export class NotebookSession {
  readonly #session: Session;
  #printed = '';

  constructor() {
    const heap = new ObjectHeap();
    const gc = new GcModule(heap);
    const programs = new Interpreter(heap);
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
    this.#session = {
      print: (...values) => {
        this.#printed += `${values.map((value) => str(value)).join(' ')}\n`;
      },
      main: newMain(),
      programs,
      gc,
    };
  }

  run(cell: Cell, source: string): CellOutcome {
    this.#printed = '';
    const { result, error } = this.#attempt(cell, source);
    return { stdout: steady(this.#printed), result: result === null ? null : steady(result), error };
  }

  #attempt(cell: Cell, source: string): Pick<CellOutcome, 'result' | 'error'> {
    try {
      return { result: cell(this.#session, source), error: null };
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      return { result: null, error: viewOf(error) };
    }
  }
}

function viewOf({ type, message, cause }: PythonError): ErrorView {
  return cause instanceof PythonError ? { type, message, cause: viewOf(cause) } : { type, message };
}
