import type { ArenaCensus, HeapCensus, PoolCensus } from '../../memory/obmalloc/index.ts';
import type { QueryName } from './recording.ts';

/** How much of each pool is printed: all, all but the free list, or nothing. */
export type PoolDetail = 'freeLists' | 'pools' | 'arenas';

/** The census in the recordings' words, one line each, in their order. */
export function censusLines(census: HeapCensus, detail: PoolDetail): readonly string[] {
  return [usableLine(census), ...usedlistLines(census), ...freepoolsLines(census), ...poolLines(census, detail)];
}

/** The answer to `? usable` and its like. */
export function answerLines(census: HeapCensus, query: QueryName): readonly string[] {
  switch (query) {
    case 'usable':
      return [usableLine(census)];
    case 'usedlists':
      return usedlistLines(census);
    case 'freepools':
      return freepoolsLines(census);
    case 'pools':
      return poolLines(census, 'freeLists');
    default:
      return query satisfies never;
  }
}

function usableLine({ usable }: HeapCensus): string {
  return ['= usable', ...usable.map(({ arena, nfreepools }) => `${arena}(${nfreepools})`)].join(' ');
}

function usedlistLines({ usedlists }: HeapCensus): readonly string[] {
  return usedlists.map(({ szidx, pools }) => {
    return ['= usedlist', szidx, ...pools.map(({ arena, pool }) => `${arena}:${pool}`)].join(' ');
  });
}

function freepoolsLines({ arenas }: HeapCensus): readonly string[] {
  return arenas
    .filter(({ freepools }) => freepools.length > 0)
    .map(({ arena, freepools }) => ['= freepools', arena, ...freepools].join(' '));
}

function poolLines({ arenas }: HeapCensus, detail: PoolDetail): readonly string[] {
  return arenas.flatMap((arena) => {
    if (detail === 'arenas') return [arenaLine(arena)];
    return [arenaLine(arena), ...arena.carved.map((pool) => poolLine(arena, pool, detail === 'freeLists'))];
  });
}

function arenaLine({ arena, slot, pools, fresh, carved }: ArenaCensus): string {
  const count = (state: PoolCensus['state']) => carved.filter((pool) => pool.state === state).length;
  const states = `free=${count('free')} used=${count('used')} full=${count('full')}`;
  return `= arena ${arena} slot=${slot} pools=${pools} fresh=${fresh} ${states}`;
}

function poolLine({ arena }: ArenaCensus, pool: PoolCensus, withFreeList: boolean): string {
  const { szidx, count, nextoffset, state, freeList } = pool;
  const line = `= pool ${arena}:${pool.pool} szidx=${szidx} count=${count} next=${nextoffset} ${state}`;
  return withFreeList ? `${line} fl=${freeList.length === 0 ? '-' : freeList.join(',')}` : line;
}
