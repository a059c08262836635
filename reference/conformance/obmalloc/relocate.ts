import { NULL } from '../../../exercises/kit/memory.ts';
import { type Heap, takeCensus } from '../../memory/obmalloc/index.ts';
import type { BytesCase } from './bytes-recording.ts';

/**
 * The recorded pools as they would lie in the simulated memory: every pointer into an arena or into the table of used
 * pools is moved to where the arena or table is here. By arena, in the order of the census.
 *
 * What is a pointer is told by its value alone: any aligned word that leads into a recorded arena or into the table.
 * The table's place in the recorded process follows from a pool that is first in its list: its prevpool is a head.
 *
 * @throws {RangeError} if the heap has other arenas
 */
export function relocatePools(recorded: BytesCase, heap: Heap): readonly (readonly string[])[] {
  const moves = arenaMoves(recorded, heap);
  const from = firstHead(recorded, heap, moves);
  const { pointerSize } = heap.profile;
  if (from !== null) {
    const length = 2 * pointerSize * (heap.classes.count + 1);
    moves.push({ from, to: heap.usedpools - 2 * pointerSize, length });
  }
  return recorded.arenas.map(({ pools }) => pools.map((bytes) => relocate(bytes, pointerSize, moves)));
}

/** Bytes from `from` on lie at `to`. */
interface Move {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

function arenaMoves(recorded: BytesCase, heap: Heap): Move[] {
  const { arenas } = takeCensus(heap);
  return recorded.arenas.map(({ arena, base }, index) => {
    const here = arenas[index];
    const to = here?.arena === arena ? heap.arenas[here.slot]?.address : undefined;
    if (to === undefined) throw new RangeError(`arena ${arena} is not mapped here`);
    return { from: Number(base), to, length: heap.arenaSize };
  });
}

/** The head of class 0's list: two pointers before the table. Null if no pool is first in its list. */
function firstHead(recorded: BytesCase, { profile, pools }: Heap, arenas: readonly Move[]): number | null {
  for (const bytes of recorded.arenas.flatMap((arena) => arena.pools)) {
    const prevpool = wordAt(bytes, pools.prevpoolOffset, profile.pointerSize);
    const szidx = wordAt(bytes, pools.szidxOffset, 4);
    if (prevpool !== NULL && moveOf(prevpool, arenas) === undefined) return prevpool - 2 * profile.pointerSize * szidx;
  }
  return null;
}

function relocate(bytes: string, pointerSize: number, moves: readonly Move[]): string {
  const words: string[] = [];
  for (let offset = 0; 2 * offset < bytes.length; offset += pointerSize) {
    const word = wordAt(bytes, offset, pointerSize);
    const move = moveOf(word, moves);
    const moved = move === undefined ? word : word - move.from + move.to;
    // A word that is no pointer may be no exact number either: it stays as it was written.
    words.push(moved === word ? digitsAt(bytes, offset, pointerSize) : digits(moved, pointerSize));
  }
  return words.join('');
}

function moveOf(word: number, moves: readonly Move[]): Move | undefined {
  return moves.find(({ from, length }) => word >= from && word < from + length);
}

/** The little-endian number at an offset. */
function wordAt(bytes: string, offset: number, length: number): number {
  return Number(`0x${reversed(digitsAt(bytes, offset, length))}`);
}

function digitsAt(bytes: string, offset: number, length: number): string {
  return bytes.slice(2 * offset, 2 * (offset + length));
}

function digits(value: number, length: number): string {
  return reversed(value.toString(16).padStart(2 * length, '0'));
}

function reversed(bytes: string): string {
  return (bytes.match(/../g) ?? []).reverse().join('');
}
