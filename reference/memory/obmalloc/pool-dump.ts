import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Heap } from './heap.ts';
import type { Profile } from './profile.ts';
import { SizeClasses } from './size-class.ts';

/** A field of a pool's header, as it lies in memory. */
export interface DumpedField {
  /** As `struct pool_header` spells it. */
  readonly name: string;
  /** Bytes from the pool's start. */
  readonly offset: number;
  /** Hexadecimal digits, in the order of the addresses. */
  readonly bytes: string;
  readonly value: number;
}

/** A block that was carved. */
export interface DumpedBlock {
  readonly index: number;
  readonly offset: number;
  readonly bytes: string;
  /** Of a free block, its first word: the next free block or NULL. Of one in use, null: its bytes are its user's. */
  readonly next: Address | null;
}

/** A carved pool, taken apart. Holds for the bytes of any pool of the build, a real CPython's as well. */
export interface PoolDump {
  readonly address: Address;
  readonly fields: readonly DumpedField[];
  readonly szidx: number;
  /** Bytes in a block. */
  readonly size: number;
  readonly blocks: readonly DumpedBlock[];
  /** Free blocks, head first: their indexes. It ends where it leaves the carved blocks or comes back. */
  readonly freeList: readonly number[];
  readonly virginBlocks: number;
  /** Bytes behind the last block. */
  readonly leftover: number;
}

/** Takes apart a pool of the heap. Reads all of it through the counted memory. */
export function dumpPool(heap: Heap, pool: Address): PoolDump {
  return dumpPoolBytes(heap.profile, pool, heap.system.memory.dump(pool, heap.profile.poolSize));
}

/**
 * Takes apart the bytes of a carved pool that lies, or lay, at `address`.
 *
 * @throws {RangeError} if they are not as many as a pool's, or have no size class
 */
export function dumpPoolBytes(profile: Profile, address: Address, bytes: string): PoolDump {
  if (bytes.length !== 2 * profile.poolSize) throw new RangeError(`${bytes.length / 2} bytes are no pool`);
  const classes = new SizeClasses(profile);
  const at = (offset: number, length: number) => bytes.slice(2 * offset, 2 * (offset + length));
  const fields = layout(profile).map(({ name, offset, length }) => {
    return { name, offset, bytes: at(offset, length), value: littleEndian(at(offset, length)) };
  });
  const field = (name: string) => fields.find((found) => found.name === name)?.value as number;
  const szidx = field('szidx');
  if (szidx >= classes.count) throw new RangeError(`szidx ${szidx} is no size class`);
  const size = classes.blockSize(szidx);
  const carved = Math.floor((field('nextoffset') - profile.poolOverhead) / size);
  const offsetOf = (index: number) => profile.poolOverhead + index * size;
  const linkAt = (index: number) => littleEndian(at(offsetOf(index), profile.pointerSize)) as Address;

  const freeList: number[] = [];
  for (let block = field('freeblock') as Address; block !== NULL; ) {
    const index = (block - address - profile.poolOverhead) / size;
    if (!Number.isInteger(index) || index < 0 || index >= carved || freeList.includes(index)) break;
    freeList.push(index);
    block = linkAt(index);
  }
  return {
    address,
    fields,
    szidx,
    size,
    blocks: Array.from({ length: carved }, (_, index) => ({
      index,
      offset: offsetOf(index),
      bytes: at(offsetOf(index), size),
      next: freeList.includes(index) ? linkAt(index) : null,
    })),
    freeList,
    virginBlocks: Math.floor((profile.poolSize - profile.poolOverhead) / size) - carved,
    leftover: (profile.poolSize - profile.poolOverhead) % size,
  };
}

/** Source: CPython 3.11, Objects/obmalloc.c, `struct pool_header`. `ref` is a union with a pointer. */
function layout({ pointerSize }: Profile): readonly { name: string; offset: number; length: number }[] {
  return [
    { name: 'ref.count', offset: 0, length: 4 },
    ...['freeblock', 'nextpool', 'prevpool'].map((name, index) => {
      return { name, offset: (index + 1) * pointerSize, length: pointerSize };
    }),
    ...['arenaindex', 'szidx', 'nextoffset', 'maxnextoffset'].map((name, index) => {
      return { name, offset: 4 * pointerSize + 4 * index, length: 4 };
    }),
  ];
}

function littleEndian(bytes: string): number {
  const digits = bytes.match(/../g) ?? [];
  return Number(`0x${digits.reverse().join('')}`);
}
