import type { Json } from '../kit/json.ts';
import { type Expected, firstDifference, type Observation } from '../kit/scenario.ts';
import { nameOf, nextLabel, type Step } from './steps.ts';

/** Lines and entries shown before a picture is cut. */
const LINES_SHOWN = 16;
const ENTRIES_SHOWN = 16;

interface Drawn {
  readonly label: string;
  readonly bases: readonly string[];
  readonly order: readonly string[];
}

/**
 * The classes above the one that went wrong, and the lists that C3 merges for it, as they stand at the first entry
 * that differs, or where the merge sticks. Works on labels alone; what was expected says which entries were taken before.
 */
export function draw(steps: readonly Step[], expected: readonly Expected[], actual: readonly Observation[]): string {
  const at = firstDifference(expected, actual);
  const step = steps[at];
  const wanted = expected[at];
  if (step?.op !== 'class' || wanted === undefined) return '';
  const known = classesBefore(steps.slice(0, at), expected);
  const bases = step.bases.length === 0 ? ['object'] : step.bases;
  const label = nextLabel(step.name, known);
  const lists = [
    ...bases.map((base) => ({ title: `order of ${base}`, entries: known.get(base)?.order ?? [] })),
    { title: `bases of ${label}`, entries: bases },
  ];
  return [
    'classes',
    ...cut(ancestors(bases, known).map(({ label, bases }) => `  ${label}(${bases.join(', ')})`)),
    `→ ${label}(${bases.join(', ')})`,
    '',
    ...drawMerge(lists, label, wanted, actual[at]),
  ].join('\n');
}

/** The classes that the steps made, by label, as they must be. */
function classesBefore(steps: readonly Step[], expected: readonly Expected[]): ReadonlyMap<string, Drawn> {
  const known = new Map<string, Drawn>([['object', { label: 'object', bases: [], order: ['object'] }]]);
  for (const [index, step] of steps.entries()) {
    const outcome = expected[index];
    if (step.op !== 'class' || outcome?.kind !== 'value') continue;
    const label = nextLabel(step.name, known);
    known.set(label, {
      label,
      bases: step.bases.length === 0 ? ['object'] : step.bases,
      order: labels(outcome.value) ?? [],
    });
  }
  return known;
}

/** All classes above the bases, `object` aside, in the order in which they were made. */
function ancestors(bases: readonly string[], known: ReadonlyMap<string, Drawn>): readonly Drawn[] {
  const above = new Set(bases.flatMap((base) => known.get(base)?.order ?? []));
  return [...known.values()].filter(({ label }) => above.has(label) && label !== 'object');
}

interface MergeList {
  readonly title: string;
  readonly entries: readonly string[];
}

function drawMerge(
  lists: readonly MergeList[],
  label: string,
  wanted: Expected,
  actual: Observation | undefined,
): readonly string[] {
  const whole = ['lists to merge', ...drawLists(lists)];
  const given = actual?.kind === 'value' ? (labels(actual.value) ?? []) : undefined;
  if (wanted.kind === 'error') {
    const left = listsInConflict(lists, wanted.error.message);
    const breach = given === undefined ? [] : explainBreach(lists, given);
    return [...(left === undefined ? whole : drawConflict(left)), ...breach];
  }
  if (given === undefined) return whole;
  const order = labels(wanted.value) ?? [];
  const same = order.findIndex((entry, index) => entry !== given[index]);
  const taken = order.slice(0, same === -1 ? order.length : same);
  if (taken.length < 2) return [...whole, ...explainPick(lists, order[taken.length], given[taken.length], label)];
  const left = lists.map(({ title, entries }) => ({
    title,
    entries: entries.filter((entry) => !taken.includes(entry)),
  }));
  return [
    `lists left after ${shorten(taken)}`,
    ...drawLists(left),
    ...explainPick(left, order[taken.length], given[taken.length], label),
  ];
}

/**
 * The lists where the merge sticks: each begins with one of the heads that the error names. Undefined for a duplicate,
 * and where it cannot be told which of several classes of one name is meant.
 */
function listsInConflict(lists: readonly MergeList[], message: string): readonly MergeList[] | undefined {
  const names = /for bases (.+)$/.exec(message)?.[1]?.split(', ') ?? [];
  const heads = new Set(lists.flatMap(({ entries }) => entries).filter((entry) => names.includes(nameOf(entry))));
  if (names.length === 0 || heads.size !== names.length) return undefined;
  return lists.map(({ title, entries }) => {
    const head = entries.findIndex((entry) => heads.has(entry));
    return { title, entries: head === -1 ? [] : entries.slice(head) };
  });
}

function drawConflict(left: readonly MergeList[]): readonly string[] {
  return ['lists left where the merge sticks', ...drawLists(left), '', 'next: nothing, every head stands in a tail'];
}

/** Where an order that should not be there breaks one of the lists. */
function explainBreach(lists: readonly MergeList[], given: readonly string[]): readonly string[] {
  const places = new Map(given.map((entry, index) => [entry, index]));
  for (const { title, entries } of lists) {
    for (const [index, entry] of entries.entries()) {
      const next = entries[index + 1];
      if (next === undefined || next === entry) continue;
      if ((places.get(entry) ?? -1) < (places.get(next) ?? given.length)) continue;
      return ['', `actual: ${next} before ${entry}; ${title}: ${entry} before ${next}`];
    }
  }
  return [];
}

/** Why the entry that was given cannot come next. */
function explainPick(
  left: readonly MergeList[],
  next: string | undefined,
  given: string | undefined,
  label: string,
): readonly string[] {
  if (next === undefined) return ['', `next: nothing, the order is complete; actual: ${given}`];
  if (given === undefined) return ['', `next: ${next}; actual: nothing, the order ends here`];
  return ['', `next: ${next}; actual: ${given}, ${reason(left, given, label)}`];
}

function reason(left: readonly MergeList[], given: string, label: string): string {
  const blocking = left.find(({ entries }) => entries.indexOf(given) > 0);
  if (blocking !== undefined) return `which still stands in the tail of the ${blocking.title}`;
  const heading = left.find(({ entries }) => entries[0] === given);
  if (heading !== undefined) return `which is the head of a later list, the ${heading.title}`;
  return given === label ? 'the class itself' : 'which stands in none of the lists that are left';
}

function drawLists(lists: readonly MergeList[]): readonly string[] {
  const width = Math.max(...lists.map(({ title }) => title.length));
  return cut(lists.map(({ title, entries }) => `  ${title.padEnd(width)}  ${shorten(entries) || '(used up)'}`));
}

function shorten(entries: readonly string[]): string {
  const hidden = entries.length - ENTRIES_SHOWN;
  return hidden > 0 ? `${entries.slice(0, ENTRIES_SHOWN).join(' ')} … ${hidden} more` : entries.join(' ');
}

function cut(lines: readonly string[]): readonly string[] {
  const hidden = lines.length - LINES_SHOWN;
  return hidden > 0 ? [`  … ${hidden} more`, ...lines.slice(hidden)] : lines;
}

/** The labels of an order, if it is one: what a hostile module gave may be anything. */
function labels(value: Json): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}
