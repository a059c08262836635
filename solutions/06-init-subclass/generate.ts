import type { Argument, Hint, Pairs, Step } from '../../exercises/06-init-subclass/steps.ts';
import type { Scenario } from '../../exercises/kit/scenario.ts';
import type { Random } from '../random.ts';
import { anyValue, CONSTRUCTORS, type Constructor, fittingValue, refusedHint } from './values.ts';
import { vary } from './vary.ts';

/** `constructor` and `toString` are names like any other here, and a trap for lookups in JavaScript's objects. */
const NAMES = ['name', 'age', 'salary', 'x', 'y', 'items', 'constructor', 'toString', 'size'];
const UNKNOWN = ['first_name', 'year', "it's", 'valueOf', 'Age'];

type Fields = ReadonlyMap<string, Constructor>;

/** What each concept's scenarios are: its title, how many scenarios there are, and the steps of one. */
const CONCEPTS: Readonly<
  Record<string, { readonly title: string; readonly count: number; steps(random: Random): readonly Step[] }>
> = {
  'any-value': { title: 'Values are converted or refused', count: 4, steps: assignments },
  'any-keywords': { title: 'Keywords initialise or are refused', count: 4, steps: initialisations },
  'any-hierarchy': { title: 'Fields are inherited', count: 3, steps: hierarchy },
  'any-program': { title: 'Descriptors, instances and lists keep apart', count: 3, steps: program },
};

/**
 * Private scenarios of a concept, for a public concept variations of its public scenarios: the same for the same seed.
 *
 * @throws {RangeError} for a concept that there is not.
 */
export function generate(concept: string, random: Random): readonly Scenario<Step>[] {
  const made = CONCEPTS[concept];
  if (made === undefined) return vary(concept, random);
  const { title, count, steps } = made;
  return Array.from({ length: count }, (_, index) => ({
    id: `${concept}-${index + 1}`,
    concept,
    title: `${title} (generated, ${index + 1})`,
    steps: steps(random),
  }));
}

/** One instance, many assignments of any value; now and then `__init__` with any values, and what that leaves. */
function assignments(random: Random): readonly Step[] {
  const fields = someFields(random, 3, 5);
  const steps: Step[] = [classStep('P', 'Checked', fields), { op: 'new', as: 'p', cls: 'P', kwargs: [] }];
  for (let count = 0; count < 8; count += 1) {
    const name = random.pick([...fields.keys()]);
    steps.push({ op: 'set', of: 'p', name, value: anyValue(random) }, { op: 'get', of: 'p', name });
    if (!random.chance(6)) continue;
    const kwargs = random.sample([...fields.keys()], 2).map((keyword) => [keyword, anyValue(random)] as const);
    steps.push({ op: 'bare', as: 'q', cls: 'P' }, { op: 'init', of: 'q', kwargs }, { op: 'dict', of: 'q' });
  }
  return [...steps, { op: 'repr', of: 'p' }];
}

/** Values fit, names need not: instances are made bare and then initialised, so that what is left can be seen. */
function initialisations(random: Random): readonly Step[] {
  const fields = someFields(random, 2, 5);
  const steps: Step[] = [classStep('P', 'Checked', fields)];
  for (let count = 0; count < 3; count += 1) {
    const known = random.sample([...fields.keys()], random.int(0, fields.size));
    const unknown = random.sample(UNKNOWN, random.chance(2) ? 0 : random.int(1, 3));
    const kwargs = random.sample([...known, ...unknown], known.length + unknown.length).map((name) => {
      const hint = fields.get(name);
      return [name, hint === undefined ? anyValue(random) : fittingValue(random, hint)] as const;
    });
    steps.push({ op: 'new', as: 'p', cls: 'P', kwargs }, { op: 'bare', as: 'q', cls: 'P' });
    steps.push({ op: 'init', of: 'q', kwargs }, { op: 'dict', of: 'q' });
    steps.push({ op: 'set', of: 'q', name: random.pick(UNKNOWN), value: anyValue(random) }, { op: 'dict', of: 'q' });
  }
  return steps;
}

/** A tree of classes with names that repeat, values in class bodies and now and then a hint that is refused. */
function hierarchy(random: Random): readonly Step[] {
  const steps: Step[] = [];
  const classes = new Map<string, Fields>([['Checked', new Map()]]);
  for (const name of ['A', 'B', 'C', 'D']) {
    const base = random.pick([...classes.keys()]);
    const own = someFields(random, 0, 3);
    const values = random.sample(NAMES, random.chance(3) ? 2 : 0).map((key) => [key, anyValue(random)] as const);
    if (random.chance(8)) {
      steps.push(classStep(name, base, new Map<string, Hint>([...own, ['bad', refusedHint(random)]]), values));
      steps.push({ op: 'new', as: 'p', cls: name, kwargs: [] });
      continue;
    }
    const fields = new Map([...(classes.get(base) ?? []), ...own]);
    classes.set(name, fields);
    steps.push(classStep(name, base, own, values), { op: 'keys', cls: name }, { op: 'fields', of: name });
    steps.push({ op: 'new', as: 'p', cls: name, kwargs: fittingKeywords(random, fields) }, { op: 'repr', of: 'p' });
    for (const [target, hint] of random.sample([...fields], 1)) {
      steps.push({ op: 'set', of: 'p', name: target, value: fittingValue(random, hint) }, { op: 'dict', of: 'p' });
    }
  }
  return steps;
}

/** A class with Fields alone beside one that is Checked; several instances of each, lists that are appended to. */
function program(random: Random): readonly Step[] {
  const plain = someFields(random, 2, 3);
  const fields: Fields = new Map<string, Constructor>([...someFields(random, 1, 3), ['items', 'list']]);
  const descriptors = Array.from(plain, ([name, hint]) => [name, { newField: [name, hint] }] as const);
  const steps: Step[] = [
    { op: 'class', name: 'Plain', base: 'object', hints: [], values: descriptors },
    classStep('P', 'Checked', fields),
  ];
  for (const as of ['a', 'b']) steps.push({ op: 'new', as, cls: 'Plain', kwargs: [] });
  for (const as of ['p', 'q']) steps.push({ op: 'new', as, cls: 'P', kwargs: fittingKeywords(random, fields) });
  for (let count = 0; count < 3; count += 1) {
    const of = random.pick(['a', 'b']);
    const name = random.pick([...plain.keys()]);
    const checked = random.pick(['p', 'q']);
    const field = random.pick([...fields.keys()]);
    steps.push(
      { op: 'set', of, name, value: fittingValue(random, plain.get(name) ?? 'str') },
      { op: 'dict', of },
      { op: 'get', of: 'Plain', name },
    );
    steps.push({ op: 'get', of: random.pick(['a', 'b']), name });
    steps.push({ op: 'append', of: checked, name: 'items', value: { int: String(count) } });
    steps.push({ op: 'set', of: 'p', name: field, value: { attr: ['q', field] } });
    steps.push({ op: 'asdict', of: 'p' }, { op: 'repr', of: checked });
  }
  return steps;
}

function someFields(random: Random, fewest: number, most: number): Map<string, Constructor> {
  return new Map(random.sample(NAMES, random.int(fewest, most)).map((name) => [name, random.pick(CONSTRUCTORS)]));
}

function fittingKeywords(random: Random, fields: Fields): Pairs<Argument> {
  const names = random.sample([...fields.keys()], random.int(0, fields.size));
  return names.map((name) => [name, fittingValue(random, fields.get(name) ?? 'str')] as const);
}

function classStep(name: string, base: string, fields: ReadonlyMap<string, Hint>, values: Pairs<Argument> = []): Step {
  return { op: 'class', name, base, hints: [...fields], values };
}
