import { nextLabel, type Step } from '../../exercises/02-method-resolution-order/steps.ts';
import { defineClass, object, type PyClass } from '../../exercises/kit/classes.ts';
import { PythonError } from '../../exercises/kit/errors.ts';
import type { Scenario } from '../../exercises/kit/scenario.ts';
import type { Random } from '../random.ts';
import { oracle } from './oracle.ts';
import { vary } from './vary.ts';

/**
 * Private scenarios of a concept, for a public concept variations of its public scenarios: the same for the same seed.
 *
 * @throws {RangeError} for a concept that there is not.
 */
export function generate(concept: string, random: Random): readonly Scenario<Step>[] {
  if (!isPrivate(concept)) return vary(concept, random);
  return MAKERS[concept].map((make, index) => {
    const hierarchy = new Hierarchy();
    make(hierarchy, random);
    const { steps } = hierarchy;
    return { id: `${concept}-${index + 1}`, concept, title: 'A generated hierarchy', steps };
  });
}

type Maker = (hierarchy: Hierarchy, random: Random) => void;

const MAKERS = {
  'any-hierarchy': [shared, loose, wide, deep, lattice],
  'any-conflict': [opposed, opposedDeep, clashing, repeating, fewNamesOpposed],
  'any-names': [fewNames, fewNames],
} as const satisfies Readonly<Record<string, readonly Maker[]>>;

function isPrivate(concept: string): concept is keyof typeof MAKERS {
  return Object.hasOwn(MAKERS, concept);
}

/** The scenario so far, and what the reference made of it. */
class Hierarchy {
  readonly steps: Step[] = [];
  readonly #classes = new Map<string, PyClass>();

  /** Labels of the classes that came to be, oldest first. */
  get labels(): readonly string[] {
    return [...this.#classes.keys()];
  }

  /** Appends a class statement. Gives the label of the new class, or `null` where the statement raises. */
  define(name: string, bases: readonly string[]): string | null {
    this.steps.push({ op: 'class', name, bases });
    const cls = this.#make(name, bases);
    if (cls === null) return null;
    const label = nextLabel(name, this.#classes);
    this.#classes.set(label, cls);
    return label;
  }

  /** Appends a class statement over bases of which the reference makes a class; `null`, and no step, if it does not. */
  defineIfConsistent(name: string, bases: readonly string[]): string | null {
    return this.#make(name, bases) === null ? null : this.define(name, bases);
  }

  read(label: string): void {
    this.steps.push({ op: 'mro', of: label });
  }

  #make(name: string, bases: readonly string[]): PyClass | null {
    try {
      const found = bases.map((label) => this.#classes.get(label) ?? object);
      return defineClass(name, found, oracle.mro);
    } catch (error) {
      if (error instanceof PythonError) return null;
      throw error;
    }
  }
}

/** Two to four bases among the youngest classes: most of them share ancestors. */
function shared(hierarchy: Hierarchy, random: Random): void {
  hierarchy.define('K0', []);
  for (let number = 1; number < 11; number += 1) {
    const young = hierarchy.labels.slice(-5);
    const bases = random.sample(young, random.int(1, number < 5 ? 1 : 4)).sort(youngestFirst(hierarchy));
    hierarchy.defineIfConsistent(`K${number}`, bases);
  }
  for (const label of random.sample(hierarchy.labels, 1)) hierarchy.read(label);
}

/** Any bases in any order of which a class can be made, `object` now and then. */
function loose(hierarchy: Hierarchy, random: Random): void {
  for (let number = 0; number < 12; number += 1) {
    const bases = random.sample([...hierarchy.labels, ...(random.chance(8) ? ['object'] : [])], random.int(0, 4));
    hierarchy.defineIfConsistent(`K${number}`, bases);
  }
}

/** One class with many bases, which have bases of their own in common. */
function wide(hierarchy: Hierarchy, random: Random): void {
  const roots = names('R', random.int(2, 4)).filter((name) => hierarchy.define(name, []) !== null);
  const sides = names('S', random.int(8, 12));
  for (const side of sides) hierarchy.define(side, random.sample(roots, random.int(0, 2)).sort());
  hierarchy.define('Wide', sides);
  hierarchy.define('Half', random.sample(sides, 5));
}

/** A ladder of diamonds whose sides differ in length. */
function deep(hierarchy: Hierarchy, random: Random): void {
  let joint = hierarchy.define('J0', []);
  for (let rung = 1; rung <= 5 && joint !== null; rung += 1) {
    const sides = ['L', 'M', 'R'].slice(0, random.int(2, 3)).map((side) => {
      let top = hierarchy.define(`${side}${rung}`, [joint ?? 'object']);
      if (random.chance(3) && top !== null) top = hierarchy.define(`${side}${rung}b`, [top]);
      return top ?? 'object';
    });
    joint = hierarchy.define(`J${rung}`, sides);
  }
}

/** Every class derives from two neighbours of the row above. */
function lattice(hierarchy: Hierarchy, random: Random): void {
  const width = random.int(3, 4);
  let above = names('P', width);
  for (const name of above) hierarchy.define(name, []);
  for (let row = 1; above.length > 1; row += 1) {
    above = above.slice(1).map((right, column) => {
      const left = above[column] ?? 'object';
      return hierarchy.define(`P${row}x${column}`, [left, right]) ?? left;
    });
  }
}

/** Two classes that order two bases differently, and one that derives from both, among others. */
function opposed(hierarchy: Hierarchy, random: Random): void {
  const roots = names('R', random.int(2, 4));
  for (const root of roots) hierarchy.define(root, []);
  const order = random.sample(roots, roots.length);
  hierarchy.define('X', order);
  hierarchy.define('Y', [...order].reverse());
  hierarchy.define('W', []);
  hierarchy.define('Z', random.sample(['X', 'Y', 'W'], 3));
  hierarchy.define('Z2', random.sample(['X', 'Y', 'W'], 3));
  hierarchy.define('V', random.sample(['X', 'W'], 2));
}

/** The same with classes between. */
function opposedDeep(hierarchy: Hierarchy, random: Random): void {
  for (const root of ['R0', 'R1']) hierarchy.define(root, []);
  let [left, right] = ['X', 'Y'];
  hierarchy.define(left, ['R0', 'R1']);
  hierarchy.define(right, ['R1', 'R0']);
  for (let depth = 0; depth < random.int(1, 3); depth += 1) {
    hierarchy.define(`X${depth}`, [left]);
    hierarchy.define(`Y${depth}`, [right]);
    [left, right] = [`X${depth}`, `Y${depth}`];
  }
  hierarchy.define('Z', [left, right]);
  hierarchy.define('Z2', [right, left]);
  hierarchy.read(left);
}

/** Random bases until several statements have raised, with consistent ones between. */
function clashing(hierarchy: Hierarchy, random: Random): void {
  let refused = 0;
  for (let number = 0; number < 40 && (refused < 3 || number < 8); number += 1) {
    const bases = random.sample(hierarchy.labels, random.int(number < 3 ? 0 : 2, 4));
    if (hierarchy.define(`K${number}`, bases) === null) refused += 1;
  }
}

/** A base again among the others, consistent or not. */
function repeating(hierarchy: Hierarchy, random: Random): void {
  hierarchy.define('A', []);
  hierarchy.define('B', ['A']);
  hierarchy.define('C', ['A']);
  hierarchy.define('D', random.chance(2) ? ['B', 'C'] : ['C', 'B']);
  for (const name of names('E', 3)) {
    const bases = random.sample(hierarchy.labels, random.int(2, 4));
    const again = random.sample(bases, random.int(1, 2));
    hierarchy.define(name, random.sample([...bases, ...again], bases.length + again.length));
  }
}

/** Three names for all classes. */
function fewNames(hierarchy: Hierarchy, random: Random): void {
  for (let number = 0; number < 12; number += 1) {
    const bases = random.sample(hierarchy.labels.slice(-6), random.int(0, 3));
    if (!random.chance(3)) bases.sort(youngestFirst(hierarchy));
    hierarchy.defineIfConsistent(random.pick(['A', 'B', 'C']), bases);
  }
}

/** A conflict between classes of one name. */
function fewNamesOpposed(hierarchy: Hierarchy, random: Random): void {
  const roots = names('A', random.int(2, 3)).map(() => hierarchy.define('A', []) ?? 'object');
  const order = random.sample(roots, roots.length);
  const left = hierarchy.define('B', order) ?? 'object';
  const right = hierarchy.define(random.pick(['A', 'B']), [...order].reverse()) ?? 'object';
  hierarchy.define('B', random.sample([left, right], 2));
  hierarchy.define('A', [left, ...roots]);
  hierarchy.define('A', random.sample([left, ...roots], 3));
}

function names(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index}`);
}

function youngestFirst(hierarchy: Hierarchy): (a: string, b: string) => number {
  const order = hierarchy.labels;
  return (a, b) => order.indexOf(b) - order.indexOf(a);
}
