import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { objectDel, objectNew } from './allocate.ts';
import { OBJECT_BYTES, WORD } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import { incref } from './refcount.ts';
import type { TypeSpec } from './type-object.ts';

const LENGTH = OBJECT_BYTES;
const HASH = LENGTH + WORD;
const STATE = HASH + WORD;
/** `sizeof(PyASCIIObject)`: the characters of an ASCII string follow. */
const ASCII_BYTES = 48;
/** `sizeof(PyCompactUnicodeObject)`: those of any other. */
const COMPACT_BYTES = 72;

/** Fields of `state`. */
const INTERNED = 1;
const KIND_SHIFT = 2;
const COMPACT = 1 << 5;
const ASCII = 1 << 6;
const READY = 1 << 7;

/** Bytes of a character. */
type Width = 1 | 2 | 4;

/**
 * A str: as many bytes a character as its widest character needs, and a zero behind them.
 *
 *     0           8         16       24     32      36  40      48
 *     │ ob_refcnt │ ob_type │ length │ hash │ state │   │ wstr  │ characters, 0 │                      ASCII
 *     │ …                                                       │ utf8 … │ characters, 0 │  from 72    any other
 *
 * Differs from CPython: the hash is FNV-1a, and not keyed; it is there from the beginning.
 *
 * Source: CPython 3.11, Include/cpython/unicodeobject.h; Objects/unicodeobject.c, `PyUnicode_New`, `unicode_dealloc`.
 */
export const STR_TYPE: TypeSpec = {
  name: 'str',
  basicsize: ASCII_BYTES,
  itemsize: 1,
  traverse: (_heap, _object, span) => span.set(NULL, 0, 0),
  clear: null,
  dealloc: (heap, object) => {
    if (isInterned(heap, object)) heap.interned.delete(strText(heap, object));
    objectDel(heap, object);
  },
};

/** A new str. The caller gets the only reference. */
export function newStr(heap: ObjectHeap, text: string): Address {
  const { memory } = heap;
  const points = [...text].map((character) => character.codePointAt(0) as number);
  const widest = points.reduce((most, point) => Math.max(most, point), 0);
  const width: Width = widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4;
  const header = widest < 0x80 ? ASCII_BYTES : COMPACT_BYTES;
  const str = objectNew(heap, heap.builtins.str, header + (points.length + 1) * width);
  memory.writePointer(str + LENGTH, points.length);
  memory.writePointer(str + HASH, hashOf(points));
  memory.writeU32(str + STATE, (width << KIND_SHIFT) | COMPACT | READY | (header === ASCII_BYTES ? ASCII : 0));
  for (let at = STATE + WORD; at < header; at += WORD) memory.writePointer(str + at, NULL);
  for (let index = 0; index <= points.length; index += 1) {
    writeCharacter(heap, str + header + index * width, width, points[index] ?? 0);
  }
  return str;
}

/**
 * The one str of this text that names and keys share, made if need be: a new reference. CPython:
 * `PyUnicode_InternFromString`.
 */
export function internedStr(heap: ObjectHeap, text: string): Address {
  const found = heap.interned.get(text);
  if (found !== undefined) return incref(heap, found);
  const str = newStr(heap, text);
  internStr(heap, str);
  return str;
}

/** Makes a str the one of its text, if there is none yet. Source: `PyUnicode_InternInPlace`. */
export function internStr(heap: ObjectHeap, str: Address): void {
  heap.interned.set(strText(heap, str), str);
  heap.memory.writeU32(str + STATE, heap.memory.readU32(str + STATE) | INTERNED);
}

export function isInterned(heap: ObjectHeap, str: Address): boolean {
  return (heap.memory.readU32(str + STATE) & 3) !== 0;
}

/** The text, read from the bytes. */
export function strText({ memory }: ObjectHeap, str: Address): string {
  const state = memory.readU32(str + STATE);
  const width = ((state >>> KIND_SHIFT) & 7) as Width;
  const start = str + ((state & ASCII) !== 0 ? ASCII_BYTES : COMPACT_BYTES);
  const points: number[] = [];
  for (let index = 0; index < memory.readPointer(str + LENGTH); index += 1) {
    let point = 0;
    for (let byte = width - 1; byte >= 0; byte -= 1) point = point * 256 + memory.readU8(start + index * width + byte);
    points.push(point);
  }
  return points.map((point) => String.fromCodePoint(point)).join('');
}

export function strHash({ memory }: ObjectHeap, str: Address): number {
  return memory.readU32(str + HASH);
}

function writeCharacter({ memory }: ObjectHeap, at: number, width: Width, point: number): void {
  for (let byte = 0; byte < width; byte += 1) memory.writeU8(at + byte, point >>> (8 * byte));
}

function hashOf(points: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const point of points) hash = Math.imul(hash ^ point, 0x01000193) >>> 0;
  return hash;
}
