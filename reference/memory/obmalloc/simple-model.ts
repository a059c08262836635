import type { Profile } from './profile.ts';

/** A pool as the model sees it. Blocks are offsets from the pool's start. */
interface ModelPool {
  readonly arena: ModelArena;
  readonly number: number;
  szidx: number;
  count: number;
  nextoffset: number;
  /** Head first. */
  freeList: number[];
}

interface ModelArena {
  readonly sequence: number;
  /** Next to be taken first. */
  freepools: ModelPool[];
  /** Pools carved so far. */
  carved: number;
}

/** Where the model put a block: `raw`, or a place in a pool. */
export type ModelBlock =
  | { readonly kind: 'raw' }
  | { readonly kind: 'pool'; readonly pool: ModelPool; readonly offset: number };

const POOLS = 64;

/**
 * The allocator's rules and nothing else: arrays, searched and spliced, no memory, no links. For tests: what it does is
 * plain to see, and nothing in it is shared with the allocator beside it. Arenas are aligned and never refused.
 */
export class SimpleModel {
  readonly #profile: Profile;
  /** The used pools of each class, front first. */
  readonly #used: ModelPool[][] = Array.from({ length: 64 }, () => []);
  /** Arenas with free pools, ascending by their number. */
  readonly #usable: ModelArena[] = [];
  #mapped = 0;
  /** ` +A0 -A3`, since the last call of `outcome`. */
  #events = '';

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  /** A block in the recordings' words, and what happened to arenas meanwhile. */
  outcome(block: ModelBlock | null): string {
    const word = block === null ? '.' : block.kind === 'raw' ? 'raw' : this.#place(block.pool, block.offset);
    const text = word + this.#events;
    this.#events = '';
    return text;
  }

  malloc(size: number): ModelBlock {
    if (size === 0 || size > 512) return { kind: 'raw' };
    const szidx = Math.ceil(size / this.#profile.alignment) - 1;
    const pool = this.#used[szidx]?.[0] ?? this.#newPool(szidx);
    pool.count += 1;
    const offset = pool.freeList.shift() as number;
    const blockSize = this.#blockSize(szidx);
    if (pool.freeList.length === 0) {
      if (pool.nextoffset + blockSize <= this.#profile.poolSize) {
        pool.freeList.push(pool.nextoffset);
        pool.nextoffset += blockSize;
      } else {
        this.#used[szidx]?.shift();
      }
    }
    return { kind: 'pool', pool, offset };
  }

  free(block: ModelBlock): void {
    if (block.kind === 'raw') return;
    const { pool, offset } = block;
    const list = this.#used[pool.szidx] as ModelPool[];
    pool.freeList.unshift(offset);
    pool.count -= 1;
    if (pool.freeList.length === 1) {
      list.unshift(pool);
    } else if (pool.count === 0) {
      list.splice(list.indexOf(pool), 1);
      this.#giveBack(pool);
    }
  }

  realloc(block: ModelBlock, size: number): ModelBlock {
    if (block.kind === 'raw') return block;
    const blockSize = this.#blockSize(block.pool.szidx);
    if (size <= blockSize && 4 * size > 3 * blockSize) return block;
    const moved = this.malloc(size);
    this.free(block);
    return moved;
  }

  /** A pool in the class's list, with two or more blocks on its free list. */
  #newPool(szidx: number): ModelPool {
    const arena = this.#usable[0] ?? this.#mapArena();
    const pool = arena.freepools.shift() ?? carve(arena);
    if (freeCount(arena) === 0) this.#usable.splice(this.#usable.indexOf(arena), 1);
    if (pool.szidx !== szidx) {
      const first = this.#profile.poolOverhead;
      const blockSize = this.#blockSize(szidx);
      Object.assign(pool, { szidx, nextoffset: first + 2 * blockSize, freeList: [first, first + blockSize] });
    }
    this.#used[szidx]?.unshift(pool);
    return pool;
  }

  #mapArena(): ModelArena {
    const arena: ModelArena = { sequence: this.#mapped, freepools: [], carved: 0 };
    this.#mapped += 1;
    this.#events += ` +A${arena.sequence}`;
    this.#usable.push(arena);
    return arena;
  }

  #giveBack(pool: ModelPool): void {
    const { arena } = pool;
    const old = freeCount(arena);
    arena.freepools.unshift(pool);
    const at = this.#usable.indexOf(arena);
    const isLast = at === this.#usable.length - 1 && at !== -1;
    if (old + 1 === POOLS && !(this.#profile.keepsLastArena && isLast)) {
      this.#usable.splice(at, 1);
      this.#events += ` -A${arena.sequence}`;
    } else if (old === 0) {
      this.#usable.unshift(arena);
    } else {
      this.#usable.splice(at, 1);
      const behind = this.#usable.findIndex((other) => freeCount(other) >= old + 1);
      this.#usable.splice(behind === -1 ? this.#usable.length : behind, 0, arena);
    }
  }

  #blockSize(szidx: number): number {
    return (szidx + 1) * this.#profile.alignment;
  }

  #place(pool: ModelPool, offset: number): string {
    return `${pool.arena.sequence}:${pool.number * this.#profile.poolSize + offset}`;
  }
}

function freeCount(arena: ModelArena): number {
  return arena.freepools.length + (POOLS - arena.carved);
}

function carve(arena: ModelArena): ModelPool {
  const pool = { arena, number: arena.carved, szidx: -1, count: 0, nextoffset: 0, freeList: [] };
  arena.carved += 1;
  return pool;
}
