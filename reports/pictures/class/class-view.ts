import { isType, type PyType } from '../../../reference/object-model/type/py-type.ts';
import { type } from '../../../reference/object-model/type/static-types.ts';
import { showDetail, showMessage, showName } from '../../view-text.ts';
import { hasInstanceDict, isMetaclass } from './attribute-rules.ts';
import { type AttributesView, attributesView } from './attributes-view.ts';
import { type ClassMark, ClassNames } from './class-names.ts';
import { type GraphView, graphView } from './graph-view.ts';
import { type MergeView, mergeView } from './merge-view.ts';
import { type Subject, subjectOf } from './subject.ts';
import type { ClassStatement, World } from './world.ts';

/** A class as it is drawn, on a page or in a terminal: all words are made. */
export interface ClassView {
  readonly title: string;
  readonly rule: string;
  /** The class statement in Python; empty if it is not known. */
  readonly statement: string;
  /** Why there is no class; null if there is one. */
  readonly error: { readonly type: string; readonly lines: readonly string[] } | null;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** The MRO; as far as the merge came if there is no class. Empty if there was no merge. */
  readonly order: readonly (ClassMark & { readonly isBuiltin: boolean })[];
  /** What is to be known of the order beside the merge; empty if nothing is. */
  readonly orderNote: string;
  readonly metaclass: string;
  /** Null where it would be no picture. */
  readonly graph: GraphView | null;
  readonly merge: MergeView;
  /** Null if there is no class. */
  readonly attributes: AttributesView | null;
}

/** `attribute`: one whose search is to be shown first. */
export function classView(world: World, statement: ClassStatement, attribute?: string): ClassView {
  const subject = subjectOf(statement);
  const { cls, isMade, bases, merge } = subject;
  const names = new ClassNames();
  const own = names.mark(cls).label;
  const isStuck = merge.kind === 'stuck' && merge.message === statement.error?.message;
  const order = isMade ? (cls.mro ?? []) : isStuck ? merge.order : [];
  return {
    title: `class ${own}`,
    rule: showMessage(world.rule),
    statement: showDetail(statement.text),
    error: errorOf(statement),
    facts: [
      { name: 'from', value: showName(world.name) },
      {
        name: bases.length === 1 ? 'base' : 'bases',
        value: bases.map((base) => names.mark(base).label).join(', ') || 'none',
      },
      ...(isMade ? [{ name: 'metaclass', value: names.mark(cls.type).label }, ...instanceFacts(cls)] : []),
    ],
    order: order.map((each) => ({ ...names.mark(each), isBuiltin: !each.isHeapType })),
    orderNote: orderNote(subject, names),
    metaclass: metaclassWords(subject, names),
    graph: graphView(subject, names),
    merge: mergeView(subject, names),
    attributes: isMade ? attributesView(cls, names, attribute) : null,
  };
}

function errorOf({ error, made }: ClassStatement): ClassView['error'] {
  if (error !== null) return { type: showName(error.type), lines: error.message.split('\n').map(showMessage) };
  return isType(made) ? null : { type: 'No class', lines: ['The name is bound to something that is no class.'] };
}

function instanceFacts(cls: PyType): ClassView['facts'] {
  if (isMetaclass(cls)) return [{ name: 'instances', value: 'classes' }];
  const slots = (cls.mro ?? []).toReversed().flatMap(({ ownSlots }) => ownSlots ?? []);
  const room = hasInstanceDict(cls) ? ['__dict__'] : ['no __dict__'];
  return [
    {
      name: 'instances',
      value: [...room, ...(slots.length > 0 ? [`slots ${slots.map(showName).join(', ')}`] : [])].join(', '),
    },
    ...(cls.isAbstract ? [{ name: 'abstract', value: 'yes' }] : []),
  ];
}

/** A metaclass can make another order of it. */
function orderNote({ cls, isMade, merge }: Subject, names: ClassNames): string {
  if (!isMade) return '';
  const { mro } = cls;
  const isMerged = mro?.length === merge.order.length && mro.every((each, at) => each === merge.order[at]);
  if (isMerged) return '';
  const merged = merge.order.map((each) => names.mark(each).label).join(', ');
  const whose = cls.type.mro?.find(({ dict }) => dict.has('mro'));
  const by = whose?.isHeapType === true ? `${names.mark(whose).label}.mro` : 'the metaclass';
  return `C3 gives ${merged}; ${by} made this order of it.`;
}

function metaclassWords({ cls, isMade, statement, bases }: Subject, names: ClassNames): string {
  const asked = statement.metaclass === undefined ? '' : `The statement asks for ${names.label(statement.metaclass)}.`;
  const ofBases = bases
    .filter((base) => base.type !== type)
    .map((base) => `${names.mark(base).label} has the metaclass ${names.mark(base.type).label}.`);
  if (!isMade) return [asked, ...ofBases].filter((part) => part !== '').join(' ');
  const own = names.mark(cls).label;
  const meta = names.mark(cls.type).label;
  if (cls.type === type) return asked === '' ? '' : `${asked} ${own} is an instance of type.`;
  const line = (cls.type.mro ?? []).map((each) => names.mark(each).label).join(' → ');
  const like = bases.find((base) => base.type === cls.type);
  const why =
    statement.metaclass === cls.type
      ? ', as the statement asks'
      : like === undefined
        ? ''
        : `, as ${names.mark(like).label} is`;
  const but =
    isType(statement.metaclass) && statement.metaclass !== cls.type
      ? ` ${asked.slice(0, -1)}, from which ${meta} derives.`
      : '';
  return `${own} is an instance of ${meta}${why}.${but} What is not found on the MRO of ${own} is looked for on ${line}.`;
}
