import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import {
  decref,
  deleteAttribute,
  deleteListItem,
  deleteTupleItem,
  dictDelete,
  dictGet,
  dictSet,
  getAttribute,
  internedStr,
  keyError,
  listItem,
  type ObjectHeap,
  setAttribute,
  setListItem,
  setTupleItem,
  tupleItem,
} from '../../memory/objects/index.ts';
import type { Field } from './step.ts';

/** A part of a path, or a field: an attribute, an index, a key. */
export type Part =
  | { readonly kind: 'attribute' | 'key'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number };

/** `a.f0#2:k` → `a` and three parts. */
export function splitPath(path: string): { readonly head: string; readonly parts: readonly Part[] } {
  const [head = ''] = path.split(/[.#:]/, 1);
  const parts = [...path.slice(head.length).matchAll(/([.#:])([^.#:]+)/g)].map(([, mark, text = '']): Part => {
    if (mark === '#') return { kind: 'index', index: Number(text) };
    return { kind: mark === '.' ? 'attribute' : 'key', name: text };
  });
  return { head, parts };
}

/** The field of a `set` or `clear`. */
export function fieldPart(field: Field): Part {
  if (typeof field === 'number') return { kind: 'index', index: field };
  return field.startsWith(':') ? { kind: 'key', name: field.slice(1) } : { kind: 'attribute', name: field };
}

/** A step that asks an object for what its kind does not have: not a difference, the file is wrong. */
export class ImpossibleStep extends Error {
  override readonly name = 'ImpossibleStep';
}

/** What is stored there, no new reference. @throws {PythonError} if nothing is. @throws {ImpossibleStep} */
export function readPart(heap: ObjectHeap, object: Address, part: Part): Address {
  const { dict, list, tuple } = heap.builtins;
  const type = heap.types.of(object);
  if (part.kind === 'attribute') return getAttribute(heap, object, part.name);
  if (part.kind === 'index' && type === list) return listItem(heap, object, behindLabel(part.index));
  if (part.kind === 'index' && type === tuple) return tupleItem(heap, object, behindLabel(part.index));
  if (part.kind === 'index' || type !== dict) throw impossible(heap, object, part);
  return withKey(heap, part.name, (key) => {
    const value = dictGet(heap, object, key);
    if (value === NULL) throw keyError(heap, key);
    return value;
  });
}

/** Stores a reference there. @throws {PythonError} @throws {ImpossibleStep} */
export function writePart(heap: ObjectHeap, object: Address, part: Part, value: Address): void {
  const { dict, list, tuple } = heap.builtins;
  const type = heap.types.of(object);
  if (part.kind === 'attribute') setAttribute(heap, object, part.name, value);
  else if (type === tuple) setTupleItem();
  else if (part.kind === 'index' && type === list) setListItem(heap, object, behindLabel(part.index), value);
  else if (part.kind === 'key' && type === dict) withKey(heap, part.name, (key) => dictSet(heap, object, key, value));
  else throw impossible(heap, object, part);
}

/** Deletes what is stored there. @throws {PythonError} @throws {ImpossibleStep} */
export function deletePart(heap: ObjectHeap, object: Address, part: Part): void {
  const { dict, list, tuple } = heap.builtins;
  const type = heap.types.of(object);
  if (part.kind === 'attribute') deleteAttribute(heap, object, part.name);
  else if (type === tuple) deleteTupleItem();
  else if (part.kind === 'index' && type === list) deleteListItem(heap, object, behindLabel(part.index));
  else if (part.kind === 'key' && type === dict) {
    withKey(heap, part.name, (key) => {
      if (!dictDelete(heap, object, key)) throw keyError(heap, key);
    });
  } else throw impossible(heap, object, part);
}

/** The recorded lists and tuples have a label in front. */
function behindLabel(index: number): number {
  return index + 1;
}

function withKey<T>(heap: ObjectHeap, text: string, body: (key: Address) => T): T {
  const key = internedStr(heap, text);
  try {
    return body(key);
  } finally {
    decref(heap, key);
  }
}

function impossible(heap: ObjectHeap, object: Address, part: Part): ImpossibleStep {
  const { name } = heap.types.of(object);
  return new ImpossibleStep(`a ${name} has no ${part.kind} ${part.kind === 'index' ? part.index : part.name}`);
}
