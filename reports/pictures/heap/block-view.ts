import type { Address } from '../../../exercises/kit/memory.ts';
import { linked } from '../../../reference/memory/obmalloc/census.ts';
import type { HeapReplay } from './heap-replay.ts';
import { capacityOf } from './heap-scan.ts';
import { addressName, figure } from './operation-words.ts';

/** One block of a pool. */
export interface BlockView {
  readonly block: number;
  readonly state: 'used' | 'free' | 'virgin';
  readonly touched: boolean;
  readonly address: string;
  /** What stands in the block: the id that owns it, or its place in the free list. */
  readonly label: string;
  readonly words: string;
}

/** The blocks of a pool, and what the header says of them. */
export interface PoolBlocks {
  readonly blocks: readonly BlockView[];
  /** Numbers of the free blocks, the head of the list first. */
  readonly freeList: readonly number[];
  /** Blocks ever carved: all before the untouched ones. */
  readonly carved: number;
  /** The number of a block by its address. */
  numberOf(block: number): number;
}

/** Whose block it is, and how many bytes were asked for. */
interface Owner {
  readonly id: number;
  readonly asked: number;
}

/** Reads the pool that was carved at `pool`, and follows its free list. */
export function poolBlocks(replay: HeapReplay, pool: Address): PoolBlocks {
  const { heap, step } = replay;
  const { pools, profile } = heap;
  const szidx = pools.szidx(pool);
  const size = heap.classes.blockSize(szidx);
  const first = pool + profile.poolOverhead;
  const numberOf = (block: number) => (block - first) / size;
  const links = linked(pools.freeblock(pool), (block) => heap.memory.readPointer(block), profile.poolSize);
  const freeList = [...links].map(numberOf);
  const order = new Map(freeList.map((block, index) => [block, index + 1]));
  const owners = ownersIn(replay, pool, numberOf);
  const carved = numberOf(pool + pools.nextoffset(pool));
  const touched = [step?.from, step?.to].filter((place) => place?.address === pool).map((place) => place?.block);
  const blocks = Array.from({ length: capacityOf(heap, szidx) }, (_, block) => ({
    block,
    touched: touched.includes(block),
    address: addressName((first + block * size) as Address),
    ...blockState(block, carved, order, owners),
  }));
  return { blocks, freeList, carved, numberOf };
}

function blockState(
  block: number,
  carved: number,
  order: ReadonlyMap<number, number>,
  owners: ReadonlyMap<number, Owner>,
): Pick<BlockView, 'state' | 'label' | 'words'> {
  if (block >= carved) return { state: 'virgin', label: '', words: 'untouched' };
  const place = order.get(block);
  if (place !== undefined)
    return { state: 'free', label: String(place), words: `free, number ${place} in the free list` };
  const owner = owners.get(block);
  if (owner === undefined) return { state: 'used', label: '', words: 'in use' };
  return {
    state: 'used',
    label: String(owner.id),
    words: `in use, id ${owner.id}, ${figure(owner.asked)} bytes asked for`,
  };
}

/** Live ids in the pool, by block number. */
function ownersIn(
  { blocks, asked, heap }: HeapReplay,
  pool: Address,
  numberOf: (block: number) => number,
): ReadonlyMap<number, Owner> {
  const owners = new Map<number, Owner>();
  const end = pool + heap.profile.poolSize;
  for (let id = 1; id < blocks.length; id += 1) {
    const block = blocks[id] as number;
    if (block >= pool && block < end) owners.set(numberOf(block), { id, asked: asked[id] as number });
  }
  return owners;
}
