import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Allocator } from '../../memory/workloads/replay.ts';
import { CALLOC, FREE, MALLOC, REALLOC } from '../../memory/workloads/trace.ts';
import { KIND_BITS, KIND_MASK, type TimedTrace } from './trace-file.ts';

/** Where each block is, by id; NULL for a dead id. Blocks are below 2 GiB in all workloads. */
export type Blocks = Int32Array;

/**
 * The loop that is timed: operations `from` to `to`. The same statements as `replay` in pymalloc.c, and nothing else:
 * no count, no check.
 */
export function replay(allocator: Allocator, calls: Uint32Array, blocks: Blocks, from: number, to: number): void {
  for (let index = 2 * from; index < 2 * to; index += 2) {
    const call = calls[index] as number;
    const id = call >>> KIND_BITS;
    switch (call & KIND_MASK) {
      case MALLOC:
        blocks[id] = allocator.malloc(calls[index + 1] as number);
        break;
      case FREE:
        allocator.free(blocks[id] as Address);
        blocks[id] = NULL;
        break;
      case REALLOC:
        blocks[id] = allocator.realloc(blocks[id] as Address, calls[index + 1] as number);
        break;
      case CALLOC:
        blocks[id] = allocator.calloc(1, calls[index + 1] as number);
        break;
    }
  }
}

/** Gives back whatever is live: the next replay begins as this one did. */
export function freeAll(allocator: Allocator, blocks: Blocks): void {
  for (let id = 0; id < blocks.length; id += 1) {
    if (blocks[id] === NULL) continue;
    allocator.free(blocks[id] as Address);
    blocks[id] = NULL;
  }
}

/**
 * From the lowest byte handed out in a replay to the highest: the footprint of an allocator that tells nothing else.
 * Untimed.
 */
export function extentOf(allocator: Allocator, { calls }: TimedTrace, blocks: Blocks): number {
  let lowest = Number.POSITIVE_INFINITY;
  let end = 0;
  for (let index = 0; 2 * index < calls.length; index += 1) {
    replay(allocator, calls, blocks, index, index + 1);
    const block = blocks[(calls[2 * index] as number) >>> KIND_BITS] as number;
    if (block === NULL) continue;
    lowest = Math.min(lowest, block);
    end = Math.max(end, block + (calls[2 * index + 1] as number));
  }
  freeAll(allocator, blocks);
  return end - lowest;
}
