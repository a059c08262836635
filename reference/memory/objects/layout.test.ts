import { describe, expect, it } from 'vitest';
import type { Address } from '../../../exercises/kit/memory.ts';
import {
  dictSet,
  GC_HEAD_BYTES,
  internedStr,
  intValue,
  listAppend,
  listPop,
  locateObject,
  newAtom,
  newClass,
  newDict,
  newInstance,
  newInt,
  newList,
  newStr,
  newTuple,
  newWeakref,
  ObjectHeap,
  strText,
} from './index.ts';

/** Bytes that making an object asks the allocator for, in one or more blocks. */
function bytesOf(make: (heap: ObjectHeap) => unknown): readonly number[] {
  const heap = new ObjectHeap();
  const malloc = heap.allocator.malloc.bind(heap.allocator);
  const asked: number[] = [];
  heap.allocator.malloc = (nbytes) => {
    asked.push(nbytes);
    return malloc(nbytes);
  };
  make(heap);
  return asked;
}

describe('an object in memory', () => {
  it('begins with its reference count and its type', () => {
    const heap = new ObjectHeap();
    const int = newInt(heap, 2337n);
    expect(heap.memory.dump(int, 8)).toBe('0100000000000000');
    expect(heap.memory.readPointer(int + 8)).toBe(heap.builtins.int.address);
  });

  it('is an int of digits of 30 bits, signed by their number', () => {
    const heap = new ObjectHeap();
    expect(heap.memory.dump(newInt(heap, 2337n) + 16, 12)).toBe(`0100000000000000${'21090000'}`);
    expect(heap.memory.dump(newInt(heap, -(2n ** 30n)) + 16, 16)).toBe(`feffffffffffffff${'00000000'}${'01000000'}`);
  });

  it('is a str of as many bytes a character as the widest one needs', () => {
    const heap = new ObjectHeap();
    expect(heap.memory.dump(newStr(heap, 'hi') + 48, 3)).toBe('686900');
    expect(heap.memory.dump(newStr(heap, 'hé') + 72, 3)).toBe('68e900');
    expect(heap.memory.dump(newStr(heap, 'հ') + 72, 4)).toBe('70050000');
  });

  it.each([0n, 1n, -1n, 2337n, 2n ** 30n, -(2n ** 60n), 10n ** 20n + 2337n])('gives the int back: %s', (value) => {
    const heap = new ObjectHeap();
    expect(intValue(heap, newInt(heap, value))).toBe(value);
  });

  it.each(['', 'hello', 'café', 'հայ', '😀!'])('gives the str back: %j', (text) => {
    const heap = new ObjectHeap();
    expect(strText(heap, newStr(heap, text))).toBe(text);
  });
});

/**
 * CPython 3.11.7, `sys.getsizeof`. A list's and a dict's include their items and keys; an instance's not its values.
 */
describe('the size of an object', () => {
  const item = (heap: ObjectHeap): Address => newInt(heap, 2337n);
  it.each<readonly [string, (heap: ObjectHeap) => unknown, readonly number[]]>([
    ['0', (heap) => newInt(heap, 0n), [28]],
    ['2337', (heap) => newInt(heap, 2337n), [28]],
    ['2 ** 30', (heap) => newInt(heap, 2n ** 30n), [32]],
    ['-2 ** 60', (heap) => newInt(heap, -(2n ** 60n)), [36]],
    ["''", (heap) => newStr(heap, ''), [49]],
    ["'hello'", (heap) => newStr(heap, 'hello'), [54]],
    ["'é'", (heap) => newStr(heap, 'é'), [74]],
    ["'ա'", (heap) => newStr(heap, 'ա'), [76]],
    ["'😀'", (heap) => newStr(heap, '😀'), [80]],
    ['[]', (heap) => newList(heap, []), [56]],
    ['[2337, 2337]', (heap) => newList(heap, [item(heap), item(heap)]), [28, 28, 56, 16]],
    ['(2337, 2337)', (heap) => newTuple(heap, [item(heap), item(heap)]), [28, 28, 56]],
    ['{}', (heap) => newDict(heap), [64]],
  ])('%s', (_, make, bytes) => {
    expect(bytesOf(make)).toEqual(bytes);
  });

  it('grows with the slots of a class, and has 56 bytes without', () => {
    const slots = ['f2', 'f0', 'f1'];
    expect(bytesOf((heap) => newInstance(heap, newClass(heap, { name: 'Node', slots })))).toEqual([64]);
    expect(bytesOf((heap) => newInstance(heap, newClass(heap, { name: 'Obj' })))[1]).toBe(56);
  });

  it('is 80 bytes for a weak reference', () => {
    expect(bytesOf((heap) => newWeakref(heap, newAtom(heap)))).toEqual([24, 80]);
  });

  it('of a list grows by an eighth and a little, and shrinks below a half', () => {
    const heap = new ObjectHeap();
    const list = newList(heap, []);
    const room: number[] = [];
    const note = () => room.push(heap.memory.readPointer(list + 32));
    for (let count = 0; count < 40; count += 1, note()) listAppend(heap, list, heap.none);
    for (let count = 0; count < 40; count += 1, note()) listPop(heap, list);
    const times = (n: number, value: number) => Array.from({ length: n }, () => value);
    const growing = [
      ...times(4, 4),
      ...times(4, 8),
      ...times(8, 16),
      ...times(8, 24),
      ...times(8, 32),
      ...times(8, 40),
    ];
    const shrinking = [...times(20, 40), ...times(8, 24), ...times(4, 16), 12, 12, ...times(4, 8), 4, 0];
    expect(room).toEqual([...growing, ...shrinking]);
  });

  it('of a dict: keys for 5 entries, then for 10', () => {
    const bytes = bytesOf((heap) => {
      const dict = newDict(heap);
      for (const name of 'abcdef') dictSet(heap, dict, internedStr(heap, name), heap.none);
    });
    expect(bytes.filter((asked) => asked !== 50)).toEqual([64, 120, 208]);
  });
});

describe('locateObject', () => {
  it('follows 2337 to a block of 32 bytes, its pool and its arena', () => {
    const heap = new ObjectHeap();
    const int = newInt(heap, 2337n);
    const place = locateObject(heap, int);
    expect(place).toMatchObject({ kind: 'pool', block: int, szidx: 1, blockSize: 32, name: { arena: 0 } });
    expect(int).toBeGreaterThanOrEqual(place.kind === 'pool' ? place.pool + 48 : 0);
  });

  it('finds the block of a container before its address', () => {
    const heap = new ObjectHeap();
    const list = newList(heap, []);
    expect(locateObject(heap, list)).toMatchObject({ kind: 'pool', block: list - GC_HEAD_BYTES, blockSize: 64 });
  });

  it('knows what is too large for a pool, and what was always there', () => {
    const heap = new ObjectHeap();
    const large = newTuple(
      heap,
      Array.from({ length: 100 }, () => heap.none),
    );
    expect([locateObject(heap, large).kind, locateObject(heap, heap.none).kind]).toEqual(['raw', 'static']);
  });
});
