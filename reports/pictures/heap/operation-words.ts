import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { HeapEvent } from '../../../reference/memory/obmalloc/index.ts';
import { CALLOC, FREE, MALLOC, REALLOC } from '../../../reference/memory/workloads/trace.ts';
import type { Step } from './heap-replay.ts';
import type { BlockPlace } from './place-of-block.ts';

const CALLS: Readonly<Record<number, string>> = {
  [MALLOC]: 'malloc',
  [CALLOC]: 'calloc',
  [REALLOC]: 'realloc',
  [FREE]: 'free',
};

/** What an operation asked for: `malloc(42) for id 7`. */
export function callWords(kind: number, id: number, size: number): string {
  const call = CALLS[kind] ?? 'nothing';
  return kind === FREE ? `free of id ${id}` : `${call}(${figure(size)}) for id ${id}`;
}

/** What an operation did, as a sentence. `blockSize`: bytes in the blocks of a class. */
export function stepSentence(step: Step, blockSize: (szidx: number) => number): string {
  return `${callWords(step.kind, step.id, step.size)}: ${outcome(step, blockSize)}.`;
}

function outcome({ kind, before, after, from, to }: Step, blockSize: (szidx: number) => number): string {
  const block = (place: BlockPlace) =>
    `block ${place.block} of pool ${poolLabel(place)} (${blockSize(place.szidx)} bytes)`;
  if (kind === FREE) {
    if (before === NULL) return 'the id is dead, free(NULL) does nothing';
    return from === null ? 'a raw block, given back' : `${block(from)} goes to the front of its free list`;
  }
  if (after === before && after !== NULL) return to === null ? 'a raw block, resized' : `stays ${block(to)}`;
  if (after === NULL) return 'refused, NULL';
  const target = to === null ? 'a raw block' : block(to);
  return before === NULL ? target : `moves from ${from === null ? 'a raw block' : block(from)} to ${target}`;
}

/** What happened beside the handing out and taking back, as a sentence. */
export function eventSentence(event: HeapEvent, blockSize: (szidx: number) => number): string {
  const ofClass = (szidx: number) => `class ${szidx} (${blockSize(szidx)} bytes)`;
  switch (event.kind) {
    case 'arenaObjectsGrown':
      return `The table of arena objects grows from ${event.from} to ${event.to}.`;
    case 'arenaMapped':
      return `Arena ${event.arena} is mapped: ${counted(event.nfreepools, 'free pool')}.`;
    case 'arenaRefused':
      return 'The system refuses an arena.';
    case 'arenaExhausted':
      return `Arena ${event.arena} has no free pool left: it leaves usable_arenas.`;
    case 'arenaUsable':
      return `Arena ${event.arena} has a free pool again: it is at the front of usable_arenas.`;
    case 'arenaMoved':
      return `Arena ${event.arena}, with ${counted(event.nfreepools, 'free pool')}, moves behind arena ${event.behind} in usable_arenas.`;
    case 'arenaUnmapped':
      return `Arena ${event.arena} is empty: it is unmapped.`;
    case 'poolTaken':
      return `${takenFrom(event.from, poolLabel(event))} becomes a pool of ${ofClass(event.szidx)}; ${
        event.initialised ? 'its header is written' : 'its free list still stands'
      }.`;
    case 'blockCarved':
      return `The free list of pool ${poolLabel(event)} ran out: the next untouched block is carved.`;
    case 'poolFull':
      return `Pool ${poolLabel(event)} is full: it leaves the list of ${ofClass(event.szidx)}.`;
    case 'poolLinked':
      return `Pool ${poolLabel(event)} was full: it is at the front of the list of ${ofClass(event.szidx)}.`;
    case 'poolEmptied':
      return `Pool ${poolLabel(event)} is empty: it is at the front of freepools of arena ${event.arena}.`;
    default:
      return event satisfies never;
  }
}

function takenFrom(from: 'fresh' | 'freepools', pool: string): string {
  return from === 'fresh' ? `Pool ${pool}, never carved before,` : `Pool ${pool}, the first of freepools,`;
}

/** `2:17`: pool 17 of arena 2. */
export function poolLabel({ arena, pool }: { readonly arena: number; readonly pool: number }): string {
  return `${arena}:${pool}`;
}

/** `1,234,567`. A size beyond 2^53 is shown as its power of ten. */
export function figure(number: number): string {
  return number > Number.MAX_SAFE_INTEGER ? number.toExponential(3) : number.toLocaleString('en-US');
}

/** `1 read`, `1,234 reads`. */
export function counted(number: number, noun: string): string {
  return `${figure(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `1st`, `2nd`, `3rd`, `11th`: short enough to stand beside each of many arenas. */
export function ordinal(number: number): string {
  const [tens, ones] = [Math.floor(number / 10) % 10, number % 10];
  return `${number}${tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th')}`;
}

/** An address, for people. */
export function addressName(address: Address): string {
  return address === NULL ? 'NULL' : `0x${address.toString(16)}`;
}
