import type { Address } from '../../../exercises/kit/memory.ts';
import {
  decref,
  dictSet,
  internedStr,
  newDict,
  newInstance,
  newList,
  newTuple,
  type ObjectHeap,
  setAttribute,
} from '../../memory/objects/index.ts';
import { LABEL_ATTRIBUTE, LABEL_KEY, type Labels } from './labels.ts';
import { ImpossibleStep } from './place.ts';
import type { Classes } from './replayer.ts';
import type { GcStep, Path } from './step.ts';

/** What a replayer gives to the making of an object. */
interface Maker {
  readonly heap: ObjectHeap;
  readonly labels: Labels;
  readonly classes: Classes;
  bind(name: string, object: Address): void;
}

/** Makes an object, hides its label in it and binds the name; `at` finds the items. @throws {PythonError} */
export function makeObject(
  maker: Maker,
  { id, kind = 'node', items = [], finalizer = false }: Extract<GcStep, { readonly op: 'new' }>,
  at: (path: Path) => Address,
): void {
  const { heap, labels, classes } = maker;
  if (kind === 'atom') {
    maker.bind(id, labels.make(id, 'atom'));
    return;
  }
  if (kind === 'node' || kind === 'obj') {
    const object = newInstance(heap, classes[kind][finalizer === false ? 'plain' : 'finalizing']);
    maker.bind(id, object);
    const label = labels.make(id, 'hidden');
    setAttribute(heap, object, LABEL_ATTRIBUTE, label);
    decref(heap, label);
    return;
  }
  if (kind === 'dict') {
    const pairs = items.map((item) => {
      if (typeof item === 'string') throw new ImpossibleStep('the items of a dict are pairs [key, path]');
      return [item[0], at(item[1])] as const;
    });
    const label = labels.make(id, 'hidden');
    const dict = newDict(heap);
    for (const [key, value] of [[LABEL_KEY, label] as const, ...pairs]) store(heap, dict, key, value);
    decref(heap, label);
    maker.bind(id, dict);
    return;
  }
  const objects = items.map((item) => {
    if (typeof item !== 'string') throw new ImpossibleStep(`the items of a ${kind} are paths`);
    return at(item);
  });
  const label = labels.make(id, 'hidden');
  maker.bind(id, kind === 'list' ? newList(heap, [label, ...objects]) : newTuple(heap, [label, ...objects]));
  decref(heap, label);
}

function store(heap: ObjectHeap, dict: Address, key: string, value: Address): void {
  const name = internedStr(heap, key);
  dictSet(heap, dict, name, value);
  decref(heap, name);
}
