import type { PyType } from '../../../reference/object-model/type/py-type.ts';
import { lookup } from '../../../reference/object-model/type/type-cache.ts';
import { showName } from '../../view-text.ts';
import { type AttributeRule, type Place, ruleOf } from './attribute-rules.ts';
import type { ClassNames } from './class-names.ts';
import { type Rules, rulesOf, type SearchView, searchView } from './search-view.ts';

/** Every attribute of a class: where it is found, and by which rule. */
export interface AttributesView {
  readonly own: string;
  readonly groups: readonly GroupView[];
  /** Attributes of builtin classes, and those that every class gets. */
  readonly usual: readonly GroupView[];
  readonly usualCount: number;
  /** The five places, for an instance and for the class. */
  readonly rules: Rules;
  /** Hooks that decide before the rules do. */
  readonly hooks: readonly string[];
  /** The attribute whose search is shown first. */
  readonly chosen: string;
  readonly searches: readonly SearchView[];
}

export interface GroupView {
  readonly name: string;
  readonly rows: readonly RowView[];
}

export interface RowView {
  readonly key: string;
  readonly name: string;
  readonly foundIn: string;
  /** Classes farther on that have the name too. */
  readonly hides: string;
  readonly kind: string;
  readonly instance: readonly { readonly place: Place; readonly gives: string }[];
  readonly class: readonly { readonly place: Place; readonly gives: string }[];
}

/** What every class statement puts into a class. */
const USUAL: ReadonlySet<string> = new Set(['__module__', '__qualname__', '__doc__', '__dict__', '__weakref__']);

/** `asked`: an attribute that is wanted, there or not. */
export function attributesView(cls: PyType, names: ClassNames, asked: string | undefined): AttributesView {
  const own = names.mark(cls).label;
  const all = namesOn(cls.mro ?? []).map((name) => ruleOf(cls, name));
  const onMeta = namesOn(cls.type.mro ?? [])
    .filter((name) => !all.some((rule) => rule.name === name))
    .map((name) => ruleOf(cls, name));
  const isUsual = ({ name, holders, metaHolders }: AttributeRule) =>
    name !== asked && (USUAL.has(name) || (holders[0] ?? metaHolders[0])?.isHeapType !== true);
  const rules = [...all, ...onMeta];
  const missing = asked !== undefined && !rules.some(({ name }) => name === asked) ? [ruleOf(cls, asked)] : [];
  const shown = [...missing, ...rules.filter((rule) => !isUsual(rule))];
  const chosen = asked ?? mostTelling(shown) ?? '__init__';
  const keys = new Map([...missing, ...rules].map(({ name }, index) => [name, `a${index}`]));
  const usual = rules.filter(isUsual);
  return {
    own,
    groups: groupsOf(cls, shown, names, keys),
    usual: groupsOf(cls, usual, names, keys),
    usualCount: usual.length,
    rules: rulesOf(cls),
    hooks: hooksOf(cls, names),
    chosen: keys.get(chosen) ?? '',
    searches: [...shown, ...usual].map((rule) =>
      searchView(cls, rule, names, keys.get(rule.name) ?? '', rule.name === chosen),
    ),
  };
}

/** The one with the longest way: found far from the class, or hiding others. */
function mostTelling(rules: readonly AttributeRule[]): string | undefined {
  const plain = rules.filter(({ name }) => !name.startsWith('__'));
  const open = plain.filter(({ name }) => !name.startsWith('_'));
  return (open.find(({ holders }) => holders.length > 1) ?? open[0] ?? plain[0] ?? rules[0])?.name;
}

/** Names in the dicts of the classes, each once, where it is met first. */
function namesOn(classes: readonly PyType[]): readonly string[] {
  return [...new Set(classes.flatMap(({ dict }) => [...dict.keys()]))].filter((name) => typeof name === 'string');
}

function groupsOf(
  cls: PyType,
  rules: readonly AttributeRule[],
  names: ClassNames,
  keys: ReadonlyMap<string, string>,
): readonly GroupView[] {
  const groups = new Map<PyType | null, AttributeRule[]>();
  for (const rule of rules) {
    const holder = rule.holders[0] ?? rule.metaHolders[0] ?? null;
    groups.set(holder, [...(groups.get(holder) ?? []), rule]);
  }
  return [...groups].map(([holder, members]) => ({
    name:
      holder === null
        ? 'Not found'
        : holder === cls
          ? `${names.mark(cls).label} itself`
          : (cls.mro ?? []).includes(holder)
            ? `inherited from ${names.mark(holder).label}`
            : `on the metaclass ${holder === cls.type ? '' : 'side: '}${names.mark(holder).label}`,
    rows: members.map((rule) => rowView(rule, names, keys.get(rule.name) ?? '')),
  }));
}

function rowView(rule: AttributeRule, names: ClassNames, key: string): RowView {
  const [holder, ...hidden] = rule.holders;
  const [metaHolder] = rule.metaHolders;
  const shownIn = holder ?? metaHolder;
  return {
    key,
    name: showName(rule.name),
    foundIn: shownIn === undefined ? 'nowhere' : names.mark(shownIn).label,
    hides: hidden.length === 0 ? '' : `hides ${hidden.map((each) => names.mark(each).label).join(', ')}`,
    kind: showName((rule.kind ?? rule.metaKind)?.words ?? '–'),
    instance: answers(rule.instance),
    class: answers(rule.class),
  };
}

function answers(list: AttributeRule['instance']): RowView['instance'] {
  return list.map(({ place, gives }) => ({ place, gives: showName(gives) }));
}

/** Program-made hooks before and behind the rules. */
function hooksOf(cls: PyType, names: ClassNames): readonly string[] {
  const holder = (on: PyType, name: string) => (on.mro ?? []).find(({ dict }) => dict.has(name));
  const told: readonly (readonly [PyType, string, string])[] = [
    [
      cls,
      '__getattribute__',
      'is asked for every attribute of an instance; the rules hold where it hands on to object’s',
    ],
    [cls, '__setattr__', 'is asked for every assignment to an instance'],
    [
      cls.type,
      '__getattribute__',
      'is asked for every attribute of the class; the rules hold where it hands on to type’s',
    ],
  ];
  return told.flatMap(([on, name, words]) => {
    const where = holder(on, name);
    return where?.isHeapType === true && lookup(on, name) !== undefined
      ? [`${names.mark(where).label}.${name} ${words}.`]
      : [];
  });
}
