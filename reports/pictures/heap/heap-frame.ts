import { count } from '../../words.ts';
import type { HeapReplay } from './heap-replay.ts';
import type { HeapScan } from './heap-scan.ts';
import { eventSentence, figure, stepSentence } from './operation-words.ts';

/** What the player says about where the replay is. */
export interface SaidView {
  readonly sentence: string;
  readonly events: readonly string[];
  readonly cost: string;
}

export function saidView({ step, heap, operations }: HeapReplay): SaidView {
  if (step === null) {
    return {
      sentence: 'Before the first operation.',
      events: [],
      cost: `The heap is empty; ${count(operations, 'operation')} to come.`,
    };
  }
  const blockSize = (szidx: number) => heap.classes.blockSize(szidx);
  return {
    sentence: `${figure(step.number)}. ${stepSentence(step, blockSize)}`,
    events: step.events.map((event) => eventSentence(event, blockSize)),
    cost: `${count(step.reads, 'read')}, ${count(step.writes, 'write')}.`,
  };
}

/** A pool by the numbers of its arena and its own. */
export interface Chosen {
  readonly arena: number;
  readonly pool: number;
}

/** The pool that the last operation was about: where its block came to lie, or else where it lay. */
export function touchedPool({ step }: HeapReplay): Chosen | null {
  const place = step?.to ?? step?.from ?? null;
  return place === null ? null : { arena: place.arena, pool: place.pool };
}

/** The pool to show: the one asked for if it is still there, or else the first of the heap; null in an empty heap. */
export function shownPool(asked: Chosen | null, scan: HeapScan): Chosen | null {
  const arena = scan.find((one) => one.arena === asked?.arena);
  if (arena !== undefined && asked !== null && asked.pool < arena.pools.length) return asked;
  const [first] = scan;
  return first === undefined ? null : { arena: first.arena, pool: 0 };
}

/** How large arenas are drawn. */
export function densityOf(scan: HeapScan): 'few' | 'some' | 'many' {
  if (scan.length <= 6) return 'few';
  return scan.length <= 40 ? 'some' : 'many';
}

/** `3 arenas of 262,144 bytes`. */
export function mapNote(scan: HeapScan, arenaSize: number): string {
  return scan.length === 0
    ? 'no arena is mapped'
    : `${figure(scan.length)} ${scan.length === 1 ? 'arena' : 'arenas'} of ${figure(arenaSize)} bytes`;
}
