import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Allocator } from '../../memory/workloads/replay.ts';
import { CALLOC, FREE, MALLOC, REALLOC } from '../../memory/workloads/trace.ts';
import { KIND_BITS, KIND_MASK } from './call-word.ts';
import type { TimedTrace } from './trace-file.ts';

/** Where each block is, by id; NULL for a dead id. Blocks are below 2 GiB in all workloads. */
export type Blocks = Int32Array;

/** Replays operations `from` to `to` of a trace on an allocator. */
export type Replay = (allocator: Allocator, from: number, to: number) => void;

/**
 * The loop that is timed. The same statements as `replay` in pymalloc.c, and nothing else: no count, no check. As in C
 * it is made for one trace: where `calls` and `blocks` lie need not be looked up. To be made once: of several, the
 * engine shares the code, and looks up again.
 */
export function replayer(calls: Uint32Array, blocks: Blocks): Replay {
  return (allocator, from, to) => {
    const end = 2 * to;
    for (let index = 2 * from; index < end; index += 2) {
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
  };
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
export function extentOf(allocator: Allocator, replay: Replay, { calls }: TimedTrace, blocks: Blocks): number {
  let lowest = Number.POSITIVE_INFINITY;
  let end = 0;
  for (let index = 0; 2 * index < calls.length; index += 1) {
    replay(allocator, index, index + 1);
    const block = blocks[(calls[2 * index] as number) >>> KIND_BITS] as number;
    if (block === NULL) continue;
    lowest = Math.min(lowest, block);
    end = Math.max(end, block + (calls[2 * index + 1] as number));
  }
  freeAll(allocator, blocks);
  return end - lowest;
}
