import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Allocator } from '../../memory/workloads/replay.ts';
import { CALLOC, FREE, MALLOC, REALLOC } from '../../memory/workloads/trace.ts';
import type { TimedTrace } from './trace-file.ts';

/**
 * The loop that is timed: operations `from` to `to` of the trace. The same statements as `replay` in pymalloc.c, and
 * nothing else: no count, no check. Blocks are below 2 GiB in all workloads.
 */
export function replay(allocator: Allocator, trace: TimedTrace, blocks: Int32Array, from: number, to: number): void {
  const { kinds, ids, sizes } = trace;
  for (let index = from; index < to; index += 1) {
    const id = ids[index] as number;
    switch (kinds[index]) {
      case MALLOC:
        blocks[id] = allocator.malloc(sizes[index] as number);
        break;
      case FREE:
        allocator.free(blocks[id] as Address);
        blocks[id] = NULL;
        break;
      case REALLOC:
        blocks[id] = allocator.realloc(blocks[id] as Address, sizes[index] as number);
        break;
      case CALLOC:
        blocks[id] = allocator.calloc(1, sizes[index] as number);
        break;
    }
  }
}

/** Gives back whatever is live: the next replay begins as this one did. */
export function freeAll(allocator: Allocator, blocks: Int32Array): void {
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
export function extentOf(allocator: Allocator, trace: TimedTrace, blocks: Int32Array): number {
  let lowest = Number.POSITIVE_INFINITY;
  let end = 0;
  for (let index = 0; index < trace.kinds.length; index += 1) {
    replay(allocator, trace, blocks, index, index + 1);
    const block = blocks[trace.ids[index] as number] as number;
    if (block === NULL) continue;
    lowest = Math.min(lowest, block);
    end = Math.max(end, block + (trace.sizes[index] as number));
  }
  freeAll(allocator, blocks);
  return end - lowest;
}
