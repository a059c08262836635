import { scenarios } from '../../exercises/06-init-subclass/scenarios.ts';
import type { Argument, Hint, Pairs, Step } from '../../exercises/06-init-subclass/steps.ts';
import type { Scenario } from '../../exercises/kit/scenario.ts';
import type { Random } from '../random.ts';
import { CONSTRUCTORS } from './values.ts';
import { isValue, varyValue } from './vary-values.ts';

const VARIATIONS = 2;

/** The public scenarios use none of these names. */
const CLASS_NAMES: readonly string[] = [
  ...['Account', 'Book', 'City', 'Device', 'Event', 'File', 'Garden', 'House', 'Invoice', 'Journey', 'Lamp', 'Movie'],
];
const FIELD_NAMES: readonly string[] = [
  ...['title', 'count', 'weight', 'flag', 'tags', 'owner', 'city', 'score', 'level', 'depth', 'colour', 'price'],
  ...['rate', 'month', 'notes', 'width', 'height', 'origin', 'rank', 'volume'],
];
/** Names that need care, by what makes them hard; a name becomes another of its sort. */
const UNUSUAL_NAMES: readonly { readonly is: (name: string) => boolean; readonly names: readonly string[] }[] = [
  { is: (name) => name.includes("'"), names: ["o'clock", "don't", "rock'n'roll"] },
  { is: (name) => name.includes('"'), names: ['so "called"', '"quoted"', 'a "b" c'] },
  { is: (name) => name in {}, names: ['valueOf', 'hasOwnProperty', 'isPrototypeOf', 'constructor', 'toString'] },
];

/**
 * Concepts in which a field that no keyword names may be added: their scenarios rest on defaults anyhow. Not `repr`:
 * there it would show where in the dict of the instance a default is put.
 */
const TAKES_MORE_FIELDS: readonly string[] = ['initialisation', 'unknown-attributes', 'inheritance'];

/**
 * Hidden variations of a concept's public scenarios: other names of classes and attributes, other values of the same
 * kinds and, where defaults play a part anyhow, one more field. Each step does what it does in public, with other
 * names and values: an answer that fails a variation fails in the concept.
 *
 * @throws {RangeError} for a concept without public scenarios.
 */
export function vary(concept: string, random: Random): readonly Scenario<Step>[] {
  const shown = scenarios.filter((scenario) => scenario.concept === concept);
  if (shown.length === 0) throw new RangeError(`vary: no public scenarios of '${concept}'`);
  return random.sample(shown, VARIATIONS).map(({ id, title, steps }, index) => {
    const names = new Renaming(steps, random);
    const longer = TAKES_MORE_FIELDS.includes(concept) ? addField(steps, random) : steps;
    const varied = longer.map((step) => varyStep(step, names, random));
    return { id: `${id}-varied-${index + 1}`, concept, title, steps: varied };
  });
}

/** The name of the field that is added, before all names are changed. */
const ADDED = 'added';

/** A further field, in any place among those of one class. */
function addField(steps: readonly Step[], random: Random): readonly Step[] {
  const takers = steps.filter(
    (step) => step.op === 'class' && step.hints.length > 0 && step.hints.every(isConstructor),
  );
  if (takers.length === 0) return steps;
  const taker = random.pick(takers);
  return steps.map((step) => {
    if (step !== taker || step.op !== 'class') return step;
    const at = random.int(0, step.hints.length);
    const field = [ADDED, random.pick(CONSTRUCTORS)] as const;
    return { ...step, hints: [...step.hints.slice(0, at), field, ...step.hints.slice(at)] };
  });
}

function isConstructor([, hint]: readonly [string, Hint]): boolean {
  return CONSTRUCTORS.some((known) => known === hint);
}

/** One new name for each class and each attribute of a scenario. */
class Renaming {
  readonly #classes: ReadonlyMap<string, string>;
  readonly #attributes = new Map<string, string>();
  readonly #random: Random;

  constructor(steps: readonly Step[], random: Random) {
    this.#random = random;
    const classes = new Set(steps.flatMap((step) => (step.op === 'class' ? [step.name] : [])));
    const fresh = random.sample(CLASS_NAMES, classes.size);
    this.#classes = new Map([...classes].map((name, index) => [name, fresh[index] ?? name]));
  }

  /** Also of a variable that holds an instance, and of `Checked` and `object`: these stay, no answer sees them. */
  class(name: string): string {
    return this.#classes.get(name) ?? name;
  }

  attribute(name: string): string {
    const known = this.#attributes.get(name);
    if (known !== undefined) return known;
    const sort = UNUSUAL_NAMES.find(({ is }) => is(name))?.names ?? FIELD_NAMES;
    const taken = new Set(this.#attributes.values());
    const fresh = this.#random.pick(sort.filter((candidate) => !taken.has(candidate)));
    this.#attributes.set(name, fresh);
    return fresh;
  }
}

function varyStep(step: Step, names: Renaming, random: Random): Step {
  const argument = (value: Argument): Argument => varyArgument(value, names, random);
  const pairs = (values: Pairs<Argument>): Pairs<Argument> =>
    values.map(([name, value]) => [names.attribute(name), argument(value)]);
  const hint = (old: Hint): Hint => (typeof old === 'string' ? old : { value: varyValue(old.value, random) });
  switch (step.op) {
    case 'class': {
      const hints = step.hints.map(([name, old]) => [names.attribute(name), hint(old)] as const);
      return { ...step, name: names.class(step.name), base: names.class(step.base), hints, values: pairs(step.values) };
    }
    case 'field':
      return { ...step, name: names.attribute(step.name), hint: hint(step.hint) };
    case 'new':
      return { ...step, cls: names.class(step.cls), kwargs: pairs(step.kwargs) };
    case 'init':
      return { ...step, kwargs: pairs(step.kwargs) };
    case 'bare':
    case 'keys':
      return { ...step, cls: names.class(step.cls) };
    case 'set':
    case 'append':
      return { ...step, name: names.attribute(step.name), value: argument(step.value) };
    case 'get':
      return { ...step, of: names.class(step.of), name: names.attribute(step.name) };
    case 'repr':
    case 'asdict':
    case 'dict':
    case 'fields':
      return { ...step, of: names.class(step.of) };
    default:
      return step satisfies never;
  }
}

function varyArgument(argument: Argument, names: Renaming, random: Random): Argument {
  if (isValue(argument)) return varyValue(argument, random);
  if ('list' in argument) return { list: argument.list.map((item) => varyArgument(item, names, random)) };
  if ('attr' in argument) return { attr: [argument.attr[0], names.attribute(argument.attr[1])] };
  if ('newField' in argument) return { newField: [names.attribute(argument.newField[0]), argument.newField[1]] };
  return argument;
}
