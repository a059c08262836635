import { PythonError } from '../../../exercises/kit/errors.ts';
import { mroImplementation } from '../../../reference/object-model/c3/c3.ts';
import type { PyType } from '../../../reference/object-model/type/py-type.ts';

/** C3 as the machine performs it for one class, step by step. */
export interface Merge {
  /** `copied`: with a single base nothing is merged. `refused`: before the merge began. */
  readonly kind: 'merged' | 'stuck' | 'copied' | 'refused';
  /** What is merged: the MRO of each base, then the bases. Empty if nothing is. */
  readonly lists: readonly (readonly PyType[])[];
  readonly steps: readonly MergeStep[];
  /** The order, the class itself first; as far as it came if the merge is stuck. */
  readonly order: readonly PyType[];
  /** CPython's; empty if there is none. */
  readonly message: string;
}

/** One class is looked for, from the first list to the last. */
export interface MergeStep {
  /** How much of each list is struck off when the step begins. */
  readonly cursors: readonly number[];
  /** Heads that have to wait. */
  readonly refused: readonly RefusedHead[];
  /** The head that comes next; null if there is none: the merge is stuck. */
  readonly taken: { readonly head: PyType; readonly list: number } | null;
}

export interface RefusedHead {
  readonly head: PyType;
  readonly list: number;
  /** The lists in whose tails it stands: each by its index, never none. */
  readonly behind: readonly number[];
}

/** Merges for `cls` what its bases are now, and keeps what is done on the way. */
export function traceMerge(cls: PyType, bases: readonly PyType[]): Merge {
  const recorder = new Recorder();
  try {
    const order = mroImplementation(cls, bases, undefined, recorder);
    const { lists, steps } = recorder;
    return { kind: lists.length === 0 ? 'copied' : 'merged', lists, steps, order, message: '' };
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const { lists, steps } = recorder.atTheEnd();
    const order = [cls, ...steps.flatMap(({ taken }) => (taken === null ? [] : [taken.head]))];
    return { kind: lists.length === 0 ? 'refused' : 'stuck', lists, steps, order, message: error.message };
  }
}

class Recorder {
  lists: readonly (readonly PyType[])[] = [];
  readonly steps: MergeStep[] = [];
  #cursors: readonly number[] = [];
  #refused: RefusedHead[] = [];

  start(lists: readonly (readonly PyType[])[]): void {
    this.lists = lists;
    this.#cursors = lists.map(() => 0);
  }

  refuse(head: PyType, list: number): void {
    const behind = this.lists.flatMap((entries, at) =>
      entries.includes(head, (this.#cursors[at] ?? 0) + 1) ? [at] : [],
    );
    this.#refused.push({ head, list, behind });
  }

  take(head: PyType, list: number): void {
    this.steps.push({ cursors: this.#cursors, refused: this.#refused, taken: { head, list } });
    this.#refused = [];
    this.#cursors = this.#cursors.map((cursor, at) => (this.lists[at]?.[cursor] === head ? cursor + 1 : cursor));
  }

  /** What was refused last, without anything taken, is where the merge is stuck. */
  atTheEnd(): Pick<Merge, 'lists' | 'steps'> {
    const stuck = { cursors: this.#cursors, refused: this.#refused, taken: null };
    return { lists: this.lists, steps: this.lists.length === 0 ? [] : [...this.steps, stuck] };
  }
}
