import type { PoolName } from '../../../reference/memory/obmalloc/index.ts';
import type { Trace } from '../../../reference/memory/workloads/trace.ts';
import type { HeapReplay } from './heap-replay.ts';
import type { ArenaScan, HeapScan } from './heap-scan.ts';
import { callWords, counted, eventSentence, figure, stepSentence } from './operation-words.ts';

/** What the player says about where the replay is. */
export interface SaidView {
  readonly sentence: string;
  readonly events: readonly string[];
  /** Reads and writes. */
  readonly cost: string;
  /** The call to come; empty at the end. */
  readonly next: string;
}

export function saidView({ step, heap, operations, trace, position }: HeapReplay): SaidView {
  const next = position === operations ? '' : `Next: ${callOf(trace, position)}.`;
  if (step === null) {
    return { sentence: 'Before the first operation.', events: [], cost: 'The heap is empty.', next };
  }
  const blockSize = (szidx: number) => heap.classes.blockSize(szidx);
  return {
    sentence: `${figure(step.number)}. ${stepSentence(step, blockSize)}`,
    events: step.events.map((event) => eventSentence(event, blockSize)),
    cost: `${counted(step.reads, 'read')}, ${counted(step.writes, 'write')}.`,
    next,
  };
}

function callOf({ kinds, ids, sizes }: Trace, index: number): string {
  return callWords(kinds[index] as number, ids[index] as number, sizes[index] as number);
}

/** The pools that the last operation was about: where its block came to lie, then where it lay. */
export function touchedPools({ step }: HeapReplay): readonly PoolName[] {
  return [step?.to, step?.from].flatMap((place) => (place ? [{ arena: place.arena, pool: place.pool }] : []));
}

/** A pool that is there. */
export interface ShownPool extends PoolName {
  /** Its arena. */
  readonly scan: ArenaScan;
}

/** The pool to show: the one asked for if it is still there, or else the first of the heap; null in an empty heap. */
export function shownPool(asked: PoolName | null, heap: HeapScan): ShownPool | null {
  const scan = heap.find(({ arena }) => arena === asked?.arena);
  if (scan !== undefined && asked !== null && asked.pool < scan.pools.length) return { ...asked, scan };
  const [first] = heap;
  return first === undefined ? null : { arena: first.arena, pool: 0, scan: first };
}

/** How large arenas are drawn. */
export function densityOf(scan: HeapScan): 'few' | 'some' | 'many' {
  if (scan.length <= 6) return 'few';
  return scan.length <= 40 ? 'some' : 'many';
}

/** `3 arenas of 262,144 bytes`. */
export function mapNote(scan: HeapScan, arenaSize: number): string {
  return scan.length === 0 ? 'no arena is mapped' : `${counted(scan.length, 'arena')} of ${figure(arenaSize)} bytes`;
}
