import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { linked } from '../../../reference/memory/obmalloc/census.ts';
import type { Heap } from '../../../reference/memory/obmalloc/index.ts';
import { poolName as placed } from '../../../reference/memory/obmalloc/place.ts';
import { usedpoolsHead } from '../../../reference/memory/obmalloc/usedpools.ts';
import type { HeapReplay } from './heap-replay.ts';
import { type ArenaScan, FREE, FRESH, FULL, stateOf } from './heap-scan.ts';
import { addressName, counted, figure, poolName } from './operation-words.ts';

/** Free blocks of which the list's line names the numbers; the rest are counted. */
const LIST_SHOWN = 24;
/** With more blocks they are drawn small, without their ids. */
const BLOCKS_LABELLED = 128;

/** One pool: its header's fields and its blocks. */
export interface PoolView {
  readonly name: string;
  /** `never carved`: then nothing else is told. */
  readonly carved: boolean;
  readonly szidx: number;
  readonly sentence: string;
  readonly fields: readonly FieldView[];
  readonly small: boolean;
  readonly blocks: readonly BlockView[];
  readonly freeList: string;
}

/** A field of `struct pool_header`. */
interface FieldView {
  readonly offset: number;
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

export interface BlockView {
  readonly block: number;
  readonly state: 'used' | 'free' | 'virgin';
  readonly touched: boolean;
  readonly address: string;
  /** What stands in the block: the id that owns it, or its place in the free list. */
  readonly label: string;
  readonly words: string;
}

/** For an empty heap. */
export const NO_POOL: PoolView = {
  name: '',
  carved: false,
  szidx: 0,
  sentence: 'No arena is mapped.',
  fields: [],
  small: false,
  blocks: [],
  freeList: '',
};

/** `pool`: its number in the arena. */
export function poolView(replay: HeapReplay, arena: ArenaScan, pool: number): PoolView {
  const { heap, step } = replay;
  const name = poolName({ arena: arena.arena, pool });
  const state = stateOf(arena.pools[pool] ?? 0);
  const none = { name, carved: false, szidx: 0, fields: [], small: false, blocks: [], freeList: '' };
  if (state === FRESH)
    return { ...none, sentence: 'Never carved since the arena was mapped: nothing is written in it.' };

  const address = poolAddress(heap, arena, pool);
  const { pools, classes, profile } = heap;
  const szidx = pools.szidx(address);
  const size = classes.blockSize(szidx);
  const numberOf = (block: number) => (block - address - profile.poolOverhead) / size;
  const free = [...linked(pools.freeblock(address), (block) => heap.memory.readPointer(block), profile.poolSize)];
  const order = new Map(free.map((block, index) => [numberOf(block), index + 1]));
  const owners = ownersIn(replay, address, numberOf);
  const carved = numberOf(address + pools.nextoffset(address));
  const all = capacityOf(heap, szidx);
  const touched = [step?.from, step?.to].filter((place) => place?.address === address).map((place) => place?.block);
  const blocks = Array.from({ length: all }, (_, block): BlockView => {
    const at = addressName((address + profile.poolOverhead + block * size) as Address);
    return { block, touched: touched.includes(block), address: at, ...blockState(block, carved, order, owners) };
  });
  const inUse = pools.refCount(address);
  return {
    name,
    carved: true,
    szidx,
    sentence: `${stateWord(state)}: ${all} blocks of ${size} bytes, ${inUse} in use, ${free.length} free, ${all - carved} untouched.`,
    fields: fieldViews(heap, address, state, numberOf),
    small: all > BLOCKS_LABELLED,
    blocks,
    freeList: listWords(free.map(numberOf)),
  };
}

/** Address of a pool by its number. */
export function poolAddress(heap: Heap, arena: ArenaScan, pool: number): Address {
  return (arena.firstPool + pool * heap.profile.poolSize) as Address;
}

/** Blocks that a pool of the class has. */
export function capacityOf(heap: Heap, szidx: number): number {
  const { poolSize, poolOverhead } = heap.profile;
  return Math.floor((poolSize - poolOverhead) / heap.classes.blockSize(szidx));
}

function stateWord(state: number): string {
  if (state === FREE) return 'Free, in freepools of its arena';
  return state === FULL ? 'Full, on no list' : 'Used, on the list of its class';
}

function blockState(
  block: number,
  carved: number,
  order: ReadonlyMap<number, number>,
  owners: ReadonlyMap<number, { readonly id: number; readonly asked: number }>,
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
): ReadonlyMap<number, { readonly id: number; readonly asked: number }> {
  const owners = new Map<number, { readonly id: number; readonly asked: number }>();
  const end = pool + heap.profile.poolSize;
  for (let id = 1; id < blocks.length; id += 1) {
    const block = blocks[id] as number;
    if (block >= pool && block < end) owners.set(numberOf(block), { id, asked: asked[id] as number });
  }
  return owners;
}

function listWords(numbers: readonly number[]): string {
  if (numbers.length === 0) return 'freeblock → NULL';
  const left = numbers.length - LIST_SHOWN;
  const end = left > 0 ? `… ${counted(left, 'more block')}` : 'NULL';
  return ['freeblock', ...numbers.slice(0, LIST_SHOWN), end].join(' → ');
}

function fieldViews(
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
    return `pool ${poolName(placed(heap, address))}`;
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

/** A pool's bytes, 16 in a line; lines alike are told once. */
export function poolBytes(heap: Heap, pool: Address): string {
  const digits = heap.system.memory.dump(pool, heap.profile.poolSize);
  const lines: string[] = [];
  let previous = '';
  for (let offset = 0; offset < heap.profile.poolSize; offset += 16) {
    const line = digits.slice(2 * offset, 2 * offset + 32);
    const last = offset + 16 >= heap.profile.poolSize;
    if (line !== previous || last) lines.push(`${offset.toString(16).padStart(4, '0')}  ${grouped(line)}`);
    else if (lines.at(-1) !== '*') lines.push('*');
    previous = line;
  }
  return lines.join('\n');
}

/** Eight bytes a group: a pointer of a 64-bit build is one. */
function grouped(line: string): string {
  return `${line.slice(0, 16)} ${line.slice(16)}`;
}
