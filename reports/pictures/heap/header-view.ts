import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Heap } from '../../../reference/memory/obmalloc/index.ts';
import { poolName } from '../../../reference/memory/obmalloc/place.ts';
import { usedpoolsHead } from '../../../reference/memory/obmalloc/usedpools.ts';
import { FREE, FULL } from './heap-scan.ts';
import { addressName, poolLabel } from './operation-words.ts';

/** A field of `struct pool_header`. */
export interface FieldView {
  readonly offset: number;
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/**
 * The header's fields where the build has them. `numberOf`: the number of a block by its address.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, `struct pool_header`.
 */
export function fieldViews(
  heap: Heap,
  pool: Address,
  state: number,
  numberOf: (block: number) => number,
): readonly FieldView[] {
  const { pools } = heap;
  const [szidx, freeblock] = [pools.szidx(pool), pools.freeblock(pool)];
  const head = usedpoolsHead(heap, szidx);
  const neighbour = (address: Address) => {
    if (address === NULL) return 'none';
    if (address === head) return `head of usedpools[${szidx}]`;
    return `pool ${poolLabel(poolName(heap, address))}`;
  };
  const left = state === FULL ? 'left over: a full pool is on no list' : 'left over: freepools are linked one way';
  const at = (offset: number, name: string, value: number, meaning: string, pointer = false): FieldView => ({
    offset,
    name,
    value: pointer ? addressName(value as Address) : String(value),
    meaning,
  });
  const isUsed = state !== FULL && state !== FREE;
  const [next, previous] = [pools.nextpool(pool), pools.prevpool(pool)];
  return [
    at(0, 'ref.count', pools.refCount(pool), 'blocks in use'),
    at(
      pools.freeblockOffset,
      'freeblock',
      freeblock,
      freeblock === NULL ? 'no block is free' : `block ${numberOf(freeblock)}`,
      true,
    ),
    at(pools.nextpoolOffset, 'nextpool', next, state === FULL ? left : neighbour(next), true),
    at(pools.prevpoolOffset, 'prevpool', previous, isUsed ? neighbour(previous) : left, true),
    at(pools.arenaindexOffset, 'arenaindex', pools.arenaindex(pool), 'its arena object'),
    at(pools.szidxOffset, 'szidx', szidx, `blocks of ${heap.classes.blockSize(szidx)} bytes`),
    at(pools.nextoffsetOffset, 'nextoffset', pools.nextoffset(pool), 'where the untouched blocks begin'),
    at(pools.maxnextoffsetOffset, 'maxnextoffset', pools.maxnextoffset(pool), 'beyond it all blocks are carved'),
  ];
}
