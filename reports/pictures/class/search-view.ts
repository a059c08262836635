import type { PyValue } from '../../../reference/object-model/object/py-object.ts';
import type { PyType } from '../../../reference/object-model/type/py-type.ts';
import { typeOf } from '../../../reference/object-model/type/static-types.ts';
import { showName } from '../../view-text.ts';
import { type AttributeKind, descriptorMethods } from './attribute-kind.ts';
import { type Answer, type AttributeRule, hasInstanceDict, isMetaclass, type Place } from './attribute-rules.ts';
import type { ClassMark, ClassNames } from './class-names.ts';

/** The search for one attribute, step by step. */
export interface SearchView {
  readonly key: string;
  readonly name: string;
  readonly isChosen: boolean;
  readonly parts: readonly {
    readonly title: string;
    readonly steps: readonly SearchStep[];
  }[];
}

export interface SearchStep {
  /** The class whose dict is looked into; null for a question or the outcome. */
  readonly mark: ClassMark | null;
  readonly state: 'missing' | 'found' | 'question' | 'outcome';
  readonly words: string;
}

/** The five places, for an instance and for the class. */
export interface Rules {
  readonly instance: readonly RuleView[];
  readonly class: readonly RuleView[];
}

interface RuleView {
  readonly place: Place;
  readonly short: string;
  readonly words: string;
}

const RULES: Rules = {
  instance: [
    { place: 1, short: 'a data descriptor', words: 'a data descriptor on the class: its __get__' },
    { place: 2, short: 'the instance’s dict', words: 'the instance’s own __dict__' },
    { place: 3, short: 'a non-data descriptor', words: 'a non-data descriptor on the class: its __get__' },
    { place: 4, short: 'a value on the class', words: 'any other value on the class, as it is' },
    { place: 5, short: '__getattr__', words: '__getattr__ of the class' },
  ],
  class: [
    { place: 1, short: 'a data descriptor on the metaclass', words: 'a data descriptor on the metaclass: its __get__' },
    {
      place: 2,
      short: 'the MRO of the class',
      words: 'the class and its MRO; a descriptor there: its __get__, without an instance',
    },
    {
      place: 3,
      short: 'a non-data descriptor on the metaclass',
      words: 'a non-data descriptor on the metaclass: its __get__',
    },
    { place: 4, short: 'a value on the metaclass', words: 'any other value on the metaclass, as it is' },
    { place: 5, short: '__getattr__ of the metaclass', words: '__getattr__ of the metaclass' },
  ],
};

/** Of a metaclass, whose instances are classes, both are the same. */
export function rulesOf(cls: PyType): Rules {
  return isMetaclass(cls) ? { ...RULES, instance: RULES.class } : RULES;
}

export function searchView(
  cls: PyType,
  rule: AttributeRule,
  names: ClassNames,
  key: string,
  isChosen: boolean,
): SearchView {
  const name = showName(rule.name);
  const own = names.mark(cls).label;
  return {
    key,
    name,
    isChosen,
    parts: [
      { title: `x.${name}, x being an instance of ${own}`, steps: instanceSteps(cls, rule, names, name) },
      { title: `${own}.${name}`, steps: classSteps(cls, rule, names, name) },
    ],
  };
}

function instanceSteps(cls: PyType, rule: AttributeRule, names: ClassNames, name: string): readonly SearchStep[] {
  const { found, kind, instance } = rule;
  const steps = walk(cls, rule.holders[0], found, kind, names, name);
  const say = (words: string) => steps.push({ mark: null, state: 'question', words });
  if (found !== undefined && kind !== null) steps.push(question(found, kind));
  const isComputed = instance[0]?.place === 1;
  if (instance.some(({ place }) => place === 2)) {
    if (isMetaclass(cls)) say(`x is a class: if its own MRO has ${name}, place 2 answers.`);
    else say(`x.__dict__ is asked before: if it has ${name}, place 2 answers.`);
  } else if (!isComputed && !isMetaclass(cls) && !hasInstanceDict(cls)) say('Instances have no __dict__ of their own.');
  const answers = instance.filter(({ place }) => place !== 2);
  for (const [at, answer] of answers.entries()) steps.push(outcome(answer, rulesOf(cls).instance, at > 0));
  if (answers.length === 0) {
    steps.push({
      mark: null,
      state: 'outcome',
      words: `AttributeError: ${nobody(cls, names)} has no attribute '${name}'.`,
    });
  }
  say(`Assigned, x.${name} = value: ${showName(rule.assignment)}.`);
  return steps;
}

function nobody(cls: PyType, names: ClassNames): string {
  return isMetaclass(cls) ? 'type object' : `'${names.mark(cls).label}' object`;
}

function classSteps(cls: PyType, rule: AttributeRule, names: ClassNames, name: string): readonly SearchStep[] {
  const { found, kind, onMeta, metaKind, metaHolders } = rule;
  const [answer] = rule.class;
  const metaNames = (cls.type.mro ?? []).map((each) => names.mark(each).label).join(', ');
  const steps: SearchStep[] = [];
  if (onMeta === undefined || metaKind === null) {
    steps.push({ mark: null, state: 'missing', words: `The metaclass side has no ${name}: ${metaNames}.` });
  } else {
    const [holder] = metaHolders;
    if (holder !== undefined) {
      steps.push({
        mark: names.mark(holder),
        state: 'found',
        words: `on the metaclass side: ${showName(metaKind.words)}`,
      });
    }
    steps.push(question(onMeta, metaKind));
  }
  if (answer?.place !== 1) {
    steps.push(...walk(cls, rule.holders[0], found, kind, names, name));
    if (found !== undefined && kind !== null) {
      const words = kind.hasGet
        ? `It has __get__: asked for the class, without an instance.`
        : 'It has no __get__: taken as it is.';
      steps.push({ mark: null, state: 'question', words });
    }
  }
  if (answer === undefined) {
    const words = `AttributeError: type object '${names.mark(cls).label}' has no attribute '${name}'`;
    steps.push({ mark: null, state: 'outcome', words });
  } else steps.push(outcome(answer, RULES.class, false));
  return steps;
}

/** Classes of a walk that are shown one by one. */
const WALKED = 24;

/** Along the MRO, to the first class that has the name; or to the end. */
function walk(
  cls: PyType,
  holder: PyType | undefined,
  found: PyValue | undefined,
  kind: AttributeKind | null,
  names: ClassNames,
  name: string,
): SearchStep[] {
  const mro = cls.mro ?? [];
  const end = holder === undefined ? mro.length : mro.indexOf(holder);
  const shown = end <= WALKED ? end : WALKED - 4;
  const steps = mro.slice(0, shown).map((each): SearchStep => {
    return { mark: names.mark(each), state: 'missing', words: `no ${name}` };
  });
  if (shown < end) steps.push({ mark: null, state: 'missing', words: `Nor in the next ${end - shown} classes.` });
  if (holder !== undefined && found !== undefined && kind !== null) {
    steps.push({ mark: names.mark(holder), state: 'found', words: showName(kind.words) });
  }
  return steps;
}

function question(value: PyValue, { hasGet, isData }: AttributeKind): SearchStep {
  const cls = typeOf(value);
  const methods = descriptorMethods(cls);
  const what = isData ? 'a data descriptor' : hasGet ? 'a non-data descriptor' : 'no descriptor';
  const has = methods.length === 0 ? 'has no __get__, __set__ or __delete__' : `has ${methods.join(', ')}`;
  const gap = isData && !hasGet ? ', but without __get__ it is a value when read' : '';
  return { mark: null, state: 'question', words: `Its type, ${showName(cls.name)}, ${has}: ${what}${gap}.` };
}

function outcome({ place, gives }: Answer, rules: readonly RuleView[], isAfterError: boolean): SearchStep {
  const rule = rules.find((each) => each.place === place)?.short ?? '';
  const when = isAfterError ? 'If that raises AttributeError: place' : 'Place';
  return { mark: null, state: 'outcome', words: `${when} ${place}, ${rule}: ${showName(gives)}.` };
}
