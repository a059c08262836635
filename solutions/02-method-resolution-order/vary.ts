import { driver } from '../../exercises/02-method-resolution-order/driver.ts';
import { scenarios } from '../../exercises/02-method-resolution-order/scenarios.ts';
import type { Step } from '../../exercises/02-method-resolution-order/steps.ts';
import { replay } from '../../exercises/kit/driver.ts';
import type { Expected, Observation, Scenario } from '../../exercises/kit/scenario.ts';
import type { Random } from '../random.ts';
import { oracle } from './oracle.ts';

const VARIATIONS = 2;
const ATTEMPTS = 10;

/**
 * Concepts whose scenarios say nothing of depth: they get roots, which stand last in every order. Classes between
 * would make them fail for an answer that is wrong in another concept alone.
 */
const TAKES_ROOTS: readonly string[] = ['local-precedence', 'bases-untouched'];

/** As many as a scenario can need with what is added to it; the public scenarios use none of them. */
const NAMES: readonly string[] = [
  ...['Ant', 'Bat', 'Bee', 'Cat', 'Cow', 'Crab', 'Deer', 'Dog', 'Duck', 'Eel', 'Elk', 'Emu', 'Fox', 'Frog', 'Gnu'],
  ...['Goat', 'Hare', 'Hawk', 'Ibex', 'Jay', 'Kite', 'Lark', 'Lynx', 'Mole', 'Newt', 'Owl', 'Seal', 'Toad', 'Wren'],
];

/** A step and what it does in the public scenario; `null` for a step that was added. */
interface Line {
  readonly step: Step;
  readonly shown: Expected | null;
}

/**
 * Hidden variations of a concept's public scenarios: other names, longer lines of descent, and classes that have
 * nothing to do with the rest. What is added aside, the orders are the public ones, and the same statements raise:
 * an answer that fails a variation fails in the concept.
 *
 * @throws {RangeError} for a concept without public scenarios.
 */
export function vary(concept: string, random: Random): readonly Scenario<Step>[] {
  const shown = scenarios.filter((scenario) => scenario.concept === concept);
  if (shown.length === 0) throw new RangeError(`vary: no public scenarios of '${concept}'`);
  const order = random.sample(shown, shown.length);
  const picked = Array.from({ length: VARIATIONS }, () => order).flat();
  return picked.slice(0, VARIATIONS).map(({ id, title, steps, expect }, index) => {
    const lines = steps.map((step, at): Line => ({ step, shown: expect[at] ?? null }));
    const wanted = concept === 'chain' ? random.int(3, 4) : random.int(1, 2);
    const longer = TAKES_ROOTS.includes(concept) ? addRoots(lines, wanted) : lengthen(lines, wanted, random);
    const varied = rename(addStrangers(longer, random), random);
    return { id: `${id}-varied-${index + 1}`, concept, title, steps: varied };
  });
}

/** `wanted` new classes, one on top of another, from which all classes derive that had no bases. */
function addRoots(lines: readonly Line[], wanted: number): readonly Line[] {
  let rooted = lines;
  for (let count = 1; count <= wanted; count += 1) {
    const name = `root${count}`;
    const below = rooted.map((line): Line => {
      const { step, shown } = line;
      return step.op === 'class' && step.bases.length === 0 ? { step: { ...step, bases: [name] }, shown } : line;
    });
    rooted = [{ step: { op: 'class', name, bases: [] }, shown: null }, ...below];
  }
  return rooted;
}

/** Puts `wanted` new classes between classes and their bases: fewer where that does not keep the concept. */
function lengthen(lines: readonly Line[], wanted: number, random: Random): readonly Line[] {
  let longer = lines;
  let orders = observe(lines).map(orderOf);
  for (let attempt = 1; attempt <= ATTEMPTS && longer.length < lines.length + wanted; attempt += 1) {
    const candidate = insertBase(longer, orders, `new${attempt}`, random);
    if (candidate === null) continue;
    const observed = observe(candidate);
    if (!keepsConcept(candidate, observed)) continue;
    longer = candidate;
    orders = observed.map(orderOf);
  }
  return longer;
}

/**
 * `class D(B, C)` becomes `class new1(B)` and `class D(new1, C)`; `class A` becomes `class new1` and `class A(new1)`.
 * `null` where B is a base of C as well: a class between would make a diamond of what is none.
 */
function insertBase(
  lines: readonly Line[],
  orders: readonly (readonly string[])[],
  name: string,
  random: Random,
): readonly Line[] | null {
  const at = random.int(0, lines.length - 1);
  const step = lines[at]?.step;
  if (step?.op !== 'class') return null;
  const place = random.int(0, Math.max(0, step.bases.length - 1));
  const base = step.bases.slice(place, place + 1);
  const others = step.bases.filter((_, index) => index !== place);
  if (orders.some((order) => others.includes(order[0] ?? '') && order.includes(base[0] ?? ''))) return null;
  const bases = [...step.bases.slice(0, place), name, ...step.bases.slice(place + 1)];
  const between: Line = { step: { op: 'class', name, bases: base }, shown: null };
  return lines.flatMap((line, index) => (index === at ? [between, { ...line, step: { ...step, bases } }] : [line]));
}

/** Whether the scenario's own steps do what they do in public, seen without the classes that were added. */
function keepsConcept(lines: readonly Line[], observed: readonly Observation[]): boolean {
  const added = new Set(lines.flatMap(({ step, shown }) => (shown === null && step.op === 'class' ? [step.name] : [])));
  return lines.every(({ shown }, index) => {
    if (shown === null) return true;
    const seen = observed[index];
    if (shown.kind === 'error') return seen?.kind === 'error' && sort(seen.error.message) === sort(shown.error.message);
    return (
      orderOf(seen)
        .filter((label) => !added.has(label))
        .join() === orderOf(shown).join()
    );
  });
}

/** `duplicate` or `Cannot`: which of the two errors it is. */
function sort(message: string): string {
  return message.slice(0, message.indexOf(' '));
}

function observe(lines: readonly Line[]): readonly Observation[] {
  const steps = lines.map(({ step }) => step);
  return replay(driver, oracle, { id: 'varied', concept: 'varied', title: 'varied', steps });
}

/** The labels of the order that a step gives; the class's own comes first. */
function orderOf(outcome: Observation | undefined): readonly string[] {
  if (outcome?.kind !== 'value' || !Array.isArray(outcome.value)) return [];
  return outcome.value.map(String);
}

/** One or two classes that no other derives from but the next of them. */
function addStrangers(lines: readonly Line[], random: Random): readonly Line[] {
  const all = [...lines];
  let at = 0;
  let bases: readonly string[] = [];
  for (let count = random.int(1, 2); count > 0; count -= 1) {
    const name = `stranger${count}`;
    at = random.int(at, all.length);
    all.splice(at, 0, { step: { op: 'class', name, bases }, shown: null });
    at += 1;
    bases = random.chance(2) ? [name] : [];
  }
  return all;
}

/** New names for all classes. Those that had one name have one name. */
function rename(lines: readonly Line[], random: Random): readonly Step[] {
  const old = new Set(lines.flatMap(({ step }) => (step.op === 'class' ? [step.name] : [])));
  const fresh = random.sample(NAMES, NAMES.length);
  const names = new Map([...old].map((name, index) => [name, fresh[index] ?? name]));
  const relabel = (label: string): string => {
    const [name = '', ordinal] = label.split('#');
    const renamed = names.get(name) ?? name;
    return ordinal === undefined ? renamed : `${renamed}#${ordinal}`;
  };
  return lines.map(({ step }) =>
    step.op === 'mro'
      ? { op: 'mro', of: relabel(step.of) }
      : { op: 'class', name: relabel(step.name), bases: step.bases.map(relabel) },
  );
}
