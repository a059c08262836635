import { NULL } from '../../../exercises/kit/memory.ts';
import { type Heap, takeCensus } from '../../memory/obmalloc/index.ts';
import type { BytesCase } from './bytes-recording.ts';

const POINTER_DIGITS = 16;
const PREVPOOL = 24;
const SZIDX = 36;

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
  const from = tableAddress(recorded, moves);
  if (from !== null) moves.push({ from, to: heap.usedpools - 16, length: 16 * (heap.classes.count + 1) });
  return recorded.arenas.map(({ pools }) => pools.map((bytes) => relocate(bytes, moves)));
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

/** Where a head of class 0 would begin: two pointers before the table. Null if no pool is first in its list. */
function tableAddress(recorded: BytesCase, arenas: readonly Move[]): number | null {
  for (const bytes of recorded.arenas.flatMap(({ pools }) => pools)) {
    const prevpool = wordAt(bytes, PREVPOOL);
    const szidx = Number.parseInt(bytes.slice(2 * SZIDX, 2 * SZIDX + 2), 16);
    if (prevpool !== NULL && moveOf(prevpool, arenas) === undefined) return prevpool - 16 * szidx;
  }
  return null;
}

function relocate(bytes: string, moves: readonly Move[]): string {
  const words: string[] = [];
  for (let offset = 0; 2 * offset < bytes.length; offset += 8) {
    const word = wordAt(bytes, offset);
    const move = moveOf(word, moves);
    const moved = move === undefined ? null : word - move.from + move.to;
    words.push(moved === null ? bytes.slice(2 * offset, 2 * offset + POINTER_DIGITS) : digits(moved));
  }
  return words.join('');
}

function moveOf(word: number, moves: readonly Move[]): Move | undefined {
  return moves.find(({ from, length }) => word >= from && word < from + length);
}

/** The 8-byte little-endian number at an offset. */
function wordAt(bytes: string, offset: number): number {
  return Number(`0x${reversed(bytes.slice(2 * offset, 2 * offset + POINTER_DIGITS))}`);
}

function digits(value: number): string {
  return reversed(value.toString(16).padStart(POINTER_DIGITS, '0'));
}

function reversed(bytes: string): string {
  return (bytes.match(/../g) ?? []).reverse().join('');
}
