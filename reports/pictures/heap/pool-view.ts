import { type BlockView, poolBlocks } from './block-view.ts';
import { type FieldView, fieldViews } from './header-view.ts';
import type { HeapReplay } from './heap-replay.ts';
import { type ArenaScan, FREE, FRESH, FULL, poolAddress, stateOf } from './heap-scan.ts';
import { counted, poolLabel } from './operation-words.ts';

/** Free blocks of which the list's line names the numbers; the rest are counted. */
const LIST_SHOWN = 24;
/** With more blocks they are drawn small, without their ids. */
const BLOCKS_LABELLED = 128;

/** One pool: its header's fields and its blocks. */
export interface PoolView {
  readonly name: string;
  /** If not, its name and the sentence are all that is told. */
  readonly carved: boolean;
  readonly szidx: number;
  readonly sentence: string;
  readonly fields: readonly FieldView[];
  readonly small: boolean;
  readonly blocks: readonly BlockView[];
  readonly freeList: string;
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
  const { heap } = replay;
  const name = poolLabel({ arena: arena.arena, pool });
  const state = stateOf(arena.pools[pool] ?? 0);
  if (state === FRESH) {
    return { ...NO_POOL, name, sentence: 'Never carved since the arena was mapped: nothing is written in it.' };
  }

  const address = poolAddress(heap, arena, pool);
  const szidx = heap.pools.szidx(address);
  const { blocks, freeList, carved, numberOf } = poolBlocks(replay, address);
  const numbers = `${heap.pools.refCount(address)} in use, ${freeList.length} free, ${blocks.length - carved} untouched`;
  return {
    name,
    carved: true,
    szidx,
    sentence: `${stateWord(state)}: ${blocks.length} blocks of ${heap.classes.blockSize(szidx)} bytes, ${numbers}.`,
    fields: fieldViews(heap, address, state, numberOf),
    small: blocks.length > BLOCKS_LABELLED,
    blocks,
    freeList: listWords(freeList),
  };
}

function stateWord(state: number): string {
  if (state === FREE) return 'Free, in freepools of its arena';
  return state === FULL ? 'Full, on no list' : 'Used, on the list of its class';
}

function listWords(numbers: readonly number[]): string {
  if (numbers.length === 0) return 'freeblock → NULL';
  const left = numbers.length - LIST_SHOWN;
  const end = left > 0 ? `… ${counted(left, 'more block')}` : 'NULL';
  return ['freeblock', ...numbers.slice(0, LIST_SHOWN), end].join(' → ');
}
