import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { CALLOC, FREE, MALLOC, REALLOC, type Trace } from './trace.ts';

/** Whatever hands out blocks as C's four functions do: simulated, in C or WebAssembly. NULL (0): there is no memory. */
export interface Allocator {
  malloc(nbytes: number): number;
  calloc(nelem: number, elsize: number): number;
  realloc(block: Address, nbytes: number): number;
  free(block: Address): void;
}

/** What a replay came to. Payload: bytes asked for, in blocks live at the same time. */
export interface ReplayOutcome {
  readonly operations: number;
  /** Requests answered with NULL. */
  readonly refused: number;
  readonly peakPayload: number;
  /** The greatest footprint seen after a request; 0 if nobody tells it. */
  readonly peakFootprint: number;
  readonly liveAtEnd: { readonly blocks: number; readonly payload: number };
}

/** A trace that asks `malloc` or `calloc` for a block whose id is live. `operation` counts from 1. */
export class ImpossibleTrace extends Error {
  override readonly name = 'ImpossibleTrace';
  readonly operation: number;
  constructor(trace: string, operation: number, id: number) {
    super(`${trace}, operation ${operation}: id ${id} is in use already; expected an id that is dead`);
    this.operation = operation;
  }
}

/**
 * Performs a trace on an allocator that is new.
 *
 * `footprint` tells the bytes that the allocator holds now; it is asked after every request, since a footprint grows
 * nowhere else. If a request is refused, its id stays as it was: dead, or with the old block.
 *
 * Cost: one call and a few array accesses for each operation; memory for `maxId` ids.
 *
 * @throws {ImpossibleTrace}
 */
export function replay(trace: Trace, allocator: Allocator, footprint: () => number = () => 0): ReplayOutcome {
  const { kinds, ids, sizes } = trace;
  const operations = kinds.length;
  /** By id: where the block is, NULL for a dead id; and its size as last asked for. */
  const blocks = new Float64Array(trace.maxId + 1);
  const asked = new Float64Array(trace.maxId + 1);
  let live = 0;
  let payload = 0;
  let peakPayload = 0;
  let peakFootprint = 0;
  let refused = 0;
  for (let index = 0; index < operations; index += 1) {
    const kind = kinds[index] as number;
    const id = ids[index] as number;
    const old = blocks[id] as Address;
    if (kind === FREE) {
      allocator.free(old);
      if (old === NULL) continue;
      blocks[id] = NULL;
      payload -= asked[id] as number;
      live -= 1;
      continue;
    }
    if (old !== NULL && kind !== REALLOC) throw new ImpossibleTrace(trace.name, index + 1, id);
    const size = sizes[index] as number;
    const block = request(allocator, kind, old, size);
    if (block === NULL) {
      refused += 1;
    } else {
      if (old === NULL) live += 1;
      else payload -= asked[id] as number;
      blocks[id] = block;
      asked[id] = size;
      payload += size;
      if (payload > peakPayload) peakPayload = payload;
    }
    const held = footprint();
    if (held > peakFootprint) peakFootprint = held;
  }
  return { operations, refused, peakPayload, peakFootprint, liveAtEnd: { blocks: live, payload } };
}

function request(allocator: Allocator, kind: number, old: Address, size: number): number {
  if (kind === MALLOC) return allocator.malloc(size);
  return kind === CALLOC ? allocator.calloc(1, size) : allocator.realloc(old, size);
}
