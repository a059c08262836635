import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../exercises/kit/memory.ts';
import { NULL } from '../../../exercises/kit/memory.ts';
import { System } from '../../../exercises/kit/system.ts';
import { type HeapCensus, type HeapEvent, Obmalloc, PROFILES, takeCensus } from './index.ts';
import { commands, fillArenas, newSystem, perform, WORLDS } from './random-commands.ts';

/** Every list of the heap, kept by somebody who sees nothing but events. */
class Copy {
  readonly #usable: number[] = [];
  readonly #free = new Map<number, number>();
  readonly #usedpools = new Map<number, string[]>();
  readonly #freepools = new Map<number, number[]>();
  readonly #szidx = new Map<string, number>();

  /** Kept in the order of the census, and in its words. */
  lists() {
    const sorted = [...this.#usedpools].filter(([, pools]) => pools.length > 0).sort(([a], [b]) => a - b);
    const freepools = [...this.#freepools].filter(([, pools]) => pools.length > 0).sort(([a], [b]) => a - b);
    return { usable: this.#usable.map((arena) => `${arena}(${this.#free.get(arena)})`), usedpools: sorted, freepools };
  }

  readonly tell = (event: HeapEvent): void => {
    switch (event.kind) {
      case 'arenaMapped':
        this.#usable.unshift(event.arena);
        this.#free.set(event.arena, event.nfreepools);
        break;
      case 'arenaExhausted':
      case 'arenaUnmapped':
        this.#leave(event.arena);
        if (event.kind === 'arenaUnmapped') this.#freepools.delete(event.arena);
        break;
      case 'arenaUsable':
        this.#usable.unshift(event.arena);
        break;
      case 'arenaMoved':
        this.#leave(event.arena);
        this.#usable.splice(this.#usable.indexOf(event.behind) + 1, 0, event.arena);
        break;
      case 'poolTaken':
        this.#free.set(event.arena, (this.#free.get(event.arena) ?? 0) - 1);
        this.#szidx.set(`${event.arena}:${event.pool}`, event.szidx);
        this.#list(event.szidx).push(`${event.arena}:${event.pool}`);
        if (event.from === 'freepools') expect(this.#freepools.get(event.arena)?.shift()).toBe(event.pool);
        break;
      case 'poolFull':
        this.#unlink(event.szidx, `${event.arena}:${event.pool}`);
        break;
      case 'poolLinked':
        this.#list(event.szidx).unshift(`${event.arena}:${event.pool}`);
        break;
      case 'poolEmptied': {
        const pool = `${event.arena}:${event.pool}`;
        this.#free.set(event.arena, (this.#free.get(event.arena) ?? 0) + 1);
        this.#unlink(this.#szidx.get(pool) as number, pool);
        this.#freepools.set(event.arena, [event.pool, ...(this.#freepools.get(event.arena) ?? [])]);
        break;
      }
      case 'blockCarved':
      case 'arenaRefused':
      case 'arenaObjectsGrown':
        break;
      default:
        event satisfies never;
    }
  };

  #leave(arena: number): void {
    this.#usable.splice(this.#usable.indexOf(arena), 1);
  }

  #list(szidx: number): string[] {
    const list = this.#usedpools.get(szidx) ?? [];
    this.#usedpools.set(szidx, list);
    return list;
  }

  #unlink(szidx: number, pool: string): void {
    const list = this.#list(szidx);
    list.splice(list.indexOf(pool), 1);
  }
}

function listsOf({ usable, usedlists, arenas }: HeapCensus): ReturnType<Copy['lists']> {
  return {
    usable: usable.map(({ arena, nfreepools }) => `${arena}(${nfreepools})`),
    usedpools: usedlists.map(({ szidx, pools }) => [szidx, pools.map(({ arena, pool }) => `${arena}:${pool}`)]),
    freepools: arenas
      .filter(({ freepools }) => freepools.length > 0)
      .map(({ arena, freepools }) => [arena, [...freepools]]),
  };
}

/** An allocator, and the kinds of the events since the last look. */
function told(options: ConstructorParameters<typeof System>[0] = {}, profile = PROFILES.classic64) {
  const events: HeapEvent[] = [];
  const allocator = new Obmalloc(newSystem(profile, options), profile, (event) => void events.push(event));
  const kinds = () => events.splice(0).map(({ kind }) => kind);
  return {
    allocator,
    events,
    kinds,
    many: (count: number) => Array.from({ length: count }, () => allocator.malloc(512)),
  };
}

describe('HeapEvent', () => {
  it.each(WORLDS)('tells enough to keep a copy of every list: %s', (_, profile, options) => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const copy = new Copy();
        const allocator = new Obmalloc(newSystem(profile, options), profile, copy.tell);
        const live = fillArenas(allocator);
        for (const command of sequence) {
          perform(command, allocator, live);
          expect(copy.lists()).toEqual(listsOf(takeCensus(allocator.heap)));
        }
      }),
      { numRuns: 10, seed: 3 },
    );
  });

  it('tells the first malloc of a process', () => {
    const { allocator, events } = told();
    const block = allocator.malloc(8);
    const arena = { arena: 0, address: block - 48, slot: 0, nfreepools: 64 };
    const pool = { arena: 0, pool: 0, address: block - 48 };
    expect(events).toEqual([
      { kind: 'arenaObjectsGrown', from: 0, to: 16 },
      { kind: 'arenaMapped', ...arena },
      { kind: 'poolTaken', szidx: 0, from: 'fresh', initialised: true, ...pool },
    ]);
  });

  it('tells nothing of a block that is popped or pushed', () => {
    const { allocator, kinds } = told();
    allocator.malloc(48);
    allocator.free(allocator.malloc(48));
    kinds();
    allocator.free(allocator.malloc(48));
    expect(kinds()).toEqual([]);
  });

  it('tells the life of a pool', () => {
    const { allocator, kinds, many } = told();
    allocator.malloc(8); // keeps the arena
    kinds();
    const blocks = many(7);
    expect(kinds()).toEqual(['poolTaken', ...Array.from({ length: 5 }, () => 'blockCarved'), 'poolFull']);
    for (const block of blocks) allocator.free(block);
    expect(kinds()).toEqual(['poolLinked', 'poolEmptied']);
  });

  it('tells whether a free pool was initialised anew', () => {
    const { allocator, events } = told();
    allocator.malloc(8);
    allocator.free(allocator.malloc(48));
    events.length = 0;
    allocator.free(allocator.malloc(48));
    allocator.malloc(64);
    expect(events.filter(({ kind }) => kind === 'poolTaken')).toMatchObject([
      { from: 'freepools', initialised: false, szidx: 5 },
      { from: 'freepools', initialised: true, szidx: 7 },
    ]);
  });

  it('tells the last free pool of an arena, the first one again, and the arena that is unmapped', () => {
    const { allocator, kinds, many } = told();
    const blocks = many(64 * 7);
    const isList = (kind: string) => kind !== 'blockCarved';
    expect(kinds().filter(isList).slice(-3)).toEqual(['poolTaken', 'arenaExhausted', 'poolFull']);
    for (const block of blocks.slice(0, 7)) allocator.free(block);
    expect(kinds()).toEqual(['poolLinked', 'poolEmptied', 'arenaUsable']);
    for (const block of blocks.slice(7)) allocator.free(block);
    expect(kinds().slice(-3)).toEqual(['poolLinked', 'poolEmptied', 'arenaUnmapped']);
  });

  it('tells that an arena moved behind another', () => {
    const { allocator, events, many } = told();
    const blocks = many(2 * 64 * 7);
    for (const first of [448, 0]) for (const block of blocks.slice(first, first + 7)) allocator.free(block);
    events.length = 0;
    for (const block of blocks.slice(7, 14)) allocator.free(block);
    expect(events).toMatchObject([
      { kind: 'poolLinked', arena: 0, pool: 1, szidx: 63 },
      { kind: 'poolEmptied', arena: 0, pool: 1 },
      { kind: 'arenaMoved', arena: 0, behind: 1, nfreepools: 2 },
    ]);
  });

  it('tells that an arena was refused', () => {
    const { allocator, kinds } = told({ arenaCap: 0 });
    expect(allocator.malloc(8)).not.toBe(NULL);
    expect(kinds()).toEqual(['arenaObjectsGrown', 'arenaRefused']);
  });

  it('costs no read and no write', () => {
    const [loud, quiet] = [new System(), new System()];
    const live: readonly Address[][] = [[], []];
    const allocators = [new Obmalloc(loud, PROFILES.classic64, () => {}), new Obmalloc(quiet)];
    for (const command of fc.sample(commands, { seed: 1, numRuns: 20 }).flat()) {
      for (const [index, allocator] of allocators.entries()) perform(command, allocator, live[index] as Address[]);
    }
    expect([loud.memory.reads, loud.memory.writes]).toEqual([quiet.memory.reads, quiet.memory.writes]);
  });
});
