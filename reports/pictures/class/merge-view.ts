import type { PyType } from '../../../reference/object-model/type/py-type.ts';
import type { ClassMark, ClassNames } from './class-names.ts';
import type { Merge, MergeStep, RefusedHead } from './merge.ts';
import type { Subject } from './subject.ts';

/** The merge of C3, in words and lists. */
export interface MergeView {
  readonly isStuck: boolean;
  /** What is merged, or why nothing is. */
  readonly lead: string;
  readonly steps: readonly MergeStepView[];
  /** Steps that are not shown. */
  readonly left: string;
  /** False where there is no class, but for another reason than its MRO. */
  readonly isReason: boolean;
}

export interface MergeStepView {
  readonly number: number;
  readonly sentence: string;
  /** Why heads have to wait, one sentence each. */
  readonly reasons: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly entries: readonly EntryView[];
    readonly more: string;
  }[];
  /** Lists that are not shown; empty if all are. */
  readonly otherLists: string;
  /** Entries of the MRO that are not shown; empty if all are. */
  readonly before: string;
  /** The MRO before the step, and the class that it adds; null if it is stuck. */
  readonly order: readonly ClassMark[];
  readonly taken: ClassMark | null;
  /** Ids for the script to mark in the graph, with spaces between. */
  readonly marks: { readonly done: string; readonly taken: string; readonly waiting: string };
}

export interface EntryView extends ClassMark {
  /** `waits`: a head that is refused. `blocks`: that class again, in a tail: the reason. */
  readonly state: 'taken' | 'waits' | 'blocks' | 'plain';
  readonly word: string;
}

const WORDS: Readonly<Record<EntryView['state'], string>> = {
  taken: 'taken',
  waits: 'has to wait',
  blocks: 'the reason',
  plain: '',
};
/** Steps and entries of a list that are shown. */
const STEPS = 120;
const ENTRIES = 14;
/** Lists of a step, and entries of the MRO so far, that are shown. */
const LISTS = 12;
const SO_FAR = 30;

export function mergeView({ cls, bases, merge, statement, isMade }: Subject, names: ClassNames): MergeView {
  const own = names.mark(cls);
  const steps = merge.steps.slice(0, STEPS);
  const left = merge.steps.length - steps.length;
  const order: PyType[] = [cls];
  const views = steps.map((step, index) => {
    const view = stepView(step, index + 1, merge, bases, order, names);
    if (step.taken !== null) order.push(step.taken.head);
    return view;
  });
  return {
    isStuck: merge.kind === 'stuck',
    lead: leadOf(merge, own.label, bases, names),
    steps: views,
    left: left > 0 ? `${left.toLocaleString('en-US')} more steps` : '',
    isReason: isMade || merge.message === statement.error?.message,
  };
}

function leadOf(merge: Merge, own: string, bases: readonly PyType[], names: ClassNames): string {
  const [only] = bases;
  switch (merge.kind) {
    case 'copied':
      return only === undefined
        ? `${own} has no base: it is its own MRO.`
        : `A single base, so there is nothing to merge: ${own}, then the MRO of ${names.mark(only).label} as it is.`;
    case 'refused':
      return 'Refused before anything is merged.';
    default:
      return `${own} comes first. Then, again and again: the first head of a list, from the top, that stands in no tail. It is struck off every list it heads.`;
  }
}

function stepView(
  { cursors, refused, taken }: MergeStep,
  number: number,
  { lists }: Merge,
  bases: readonly PyType[],
  order: readonly PyType[],
  names: ClassNames,
): MergeStepView {
  const rest = lists.map((list, at) => list.slice(cursors[at] ?? 0));
  const mark = (cls: PyType) => names.mark(cls);
  const shown = shownLists(rest);
  const others = rest.length - shown.length;
  const waiting = new Set(refused.map(({ head }) => head));
  const stateOf = (cls: PyType, at: number): EntryView['state'] => {
    if (cls === taken?.head && at === 0) return 'taken';
    if (!waiting.has(cls)) return 'plain';
    return at === 0 ? 'waits' : 'blocks';
  };
  const listName = (at: number) => {
    const base = bases[at];
    return at === lists.length - 1 || base === undefined ? 'the bases' : `the MRO of ${mark(base).label}`;
  };
  return {
    number,
    sentence:
      taken === null
        ? 'Stuck: every head that is left stands in a tail.'
        : `${mark(taken.head).label} comes next, from ${listName(taken.list)}.`,
    reasons: distinct(refused).map(
      ({ head, behind }) => `${mark(head).label} has to wait: it is behind ${reasons(head, behind)}.`,
    ),
    rows: shown.map(({ entries, at }) => ({
      label: capital(listName(at)),
      entries: entries.slice(0, ENTRIES).map((cls, index) => {
        const state = stateOf(cls, index);
        return { ...mark(cls), state, word: WORDS[state] };
      }),
      more: entries.length > ENTRIES ? `and ${entries.length - ENTRIES} more` : '',
    })),
    otherLists: others > 0 ? `and ${others} more lists` : '',
    before: order.length > SO_FAR ? `${order.length - SO_FAR} before` : '',
    order: order.slice(-SO_FAR).map(mark),
    taken: taken === null ? null : mark(taken.head),
    marks: {
      done: order.map((cls) => mark(cls).id).join(' '),
      taken: taken === null ? '' : String(mark(taken.head).id),
      waiting: [...waiting].map((cls) => mark(cls).id).join(' '),
    },
  };

  /** `C in the bases`: what heads each list in whose tail the class stands. */
  function reasons(_head: PyType, behind: readonly number[]): string {
    return joined(
      behind.map((at) => {
        const first = rest[at]?.[0];
        return `${first === undefined ? '?' : mark(first).label} in ${listName(at)}`;
      }),
    );
  }
}

/** All, if they are few; else the first that are not used up, and the last, that of the bases. */
function shownLists(
  rest: readonly (readonly PyType[])[],
): readonly { readonly entries: readonly PyType[]; readonly at: number }[] {
  const all = rest.map((entries, at) => ({ entries, at }));
  if (all.length <= LISTS) return all;
  return [
    ...all
      .slice(0, -1)
      .filter(({ entries }) => entries.length > 0)
      .slice(0, LISTS - 1),
    ...all.slice(-1),
  ];
}

/** A class that heads several lists is refused at each, for the same reason. */
function distinct(refused: readonly RefusedHead[]): readonly RefusedHead[] {
  return refused.filter(({ head }, at) => refused.findIndex((other) => other.head === head) === at);
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
