import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { objectDel, objectNew } from './allocate.ts';
import { OB_SIZE, VAR_OBJECT_BYTES } from './layout.ts';
import type { ObjectHeap } from './object-heap.ts';
import type { TypeSpec } from './type-object.ts';

/** A digit has 30 bits, in four bytes. CPython: `PyLong_SHIFT`. */
const DIGIT_BITS = 30n;
const DIGIT_BYTES = 4;
const DIGIT_MASK = (1n << DIGIT_BITS) - 1n;
const OB_DIGIT = VAR_OBJECT_BYTES;

/**
 * An int of any size: digits of 30 bits, the lowest first. The sign is the sign of `ob_size`, the number of digits.
 *
 *     0           8         16        24        28
 *     │ ob_refcnt │ ob_type │ ob_size │ digit 0 │ digit 1 │ …
 *     │         1 │     int │       1 │    2337 │                 28 bytes: a block of 32
 *
 * Source: CPython 3.11, Include/cpython/longintrepr.h, `struct _longobject`; Objects/longobject.c.
 */
export const INT_TYPE: TypeSpec = {
  name: 'int',
  basicsize: OB_DIGIT,
  itemsize: DIGIT_BYTES,
  traverse: (_heap, _object, span) => span.set(NULL, 0, 0),
  clear: null,
  dealloc: (heap, object) => objectDel(heap, object),
};

/** A new int. The caller gets the only reference. */
export function newInt(heap: ObjectHeap, value: bigint): Address {
  const digits = digitsOf(value);
  // Source: `_PyLong_New`, which makes room for one digit at least.
  const int = objectNew(heap, heap.builtins.int, OB_DIGIT + Math.max(digits.length, 1) * DIGIT_BYTES);
  writeInt(heap, int, value);
  return int;
}

/** Writes value and sign into an int that has room for them. */
export function writeInt({ memory }: ObjectHeap, int: Address, value: bigint): void {
  const digits = digitsOf(value);
  const size = value < 0n ? -digits.length : digits.length;
  memory.writeU32(int + OB_SIZE, size >>> 0);
  memory.writeU32(int + OB_SIZE + 4, size < 0 ? 0xffff_ffff : 0);
  if (digits.length === 0) memory.writeU32(int + OB_DIGIT, 0);
  for (const [index, digit] of digits.entries()) memory.writeU32(int + OB_DIGIT + index * DIGIT_BYTES, digit);
}

/** The value, read from the bytes. */
export function intValue({ memory }: ObjectHeap, int: Address): bigint {
  const size = memory.readU32(int + OB_SIZE) | 0;
  let value = 0n;
  for (let index = Math.abs(size) - 1; index >= 0; index -= 1) {
    value = (value << DIGIT_BITS) | BigInt(memory.readU32(int + OB_DIGIT + index * DIGIT_BYTES));
  }
  return size < 0 ? -value : value;
}

function digitsOf(value: bigint): number[] {
  const digits: number[] = [];
  for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= DIGIT_BITS) digits.push(Number(rest & DIGIT_MASK));
  return digits;
}
