import { pools } from '../../exercises/17-obmalloc/steps.ts';
import type { Random } from '../random.ts';
import type { Trace } from './trace.ts';

/** Requests near the edges of size classes, every class likely. */
export function sizeClasses(trace: Trace): void {
  const { random } = trace;
  for (let call = random.int(16, 32); call > 0; call -= 1) {
    const top = 8 * random.int(1, 64);
    trace.malloc(top - random.pick([0, 0, 1, 3, 6, 7]));
  }
}

/** Two or three classes fill pool after pool, in turn. */
export function carving(trace: Trace): void {
  const { random } = trace;
  const sizes = random.sample(SIZES, random.int(2, 3));
  for (let call = random.int(10, 20); call > 0; call -= 1) {
    const size = random.pick(sizes);
    if (random.chance(4)) trace.mallocRun(random.int(2, 60), size);
    else trace.malloc(size);
  }
}

/** Blocks of pools that are neither full nor empty are freed in random order and taken again. */
export function freeList(trace: Trace): void {
  const { random } = trace;
  const sizes = random.sample(SMALL_SIZES, random.int(1, 3));
  const kept = new Set(sizes.map((size) => trace.malloc(size)));
  for (let round = random.int(2, 3); round > 0; round -= 1) {
    for (let call = random.int(4, 8); call > 0; call -= 1) trace.malloc(random.pick(sizes));
    for (let call = random.int(3, 6); call > 0; call -= 1) trace.freeAny(kept);
  }
  for (let call = random.int(4, 8); call > 0; call -= 1) trace.malloc(random.pick(sizes));
}

/** Pools of few blocks become full and used again; the first block of each stays, so that none becomes empty. */
export function poolStates(trace: Trace): void {
  const { random } = trace;
  const size = random.pick(LARGE_SIZES);
  const capacity = capacityOf(size);
  const count = random.int(2, 4);
  const first = trace.mallocRun(count * capacity, size);
  const kept = new Set(Array.from({ length: count }, (_, pool) => first + pool * capacity));
  for (let call = random.int(20, 32); call > 0; call -= 1) {
    if (random.chance(2)) trace.freeAny(kept);
    else trace.malloc(size);
  }
}

/** Pools of many classes are emptied in random order; the same and other classes take them again. */
export function emptyPools(trace: Trace): void {
  const { random } = trace;
  const anchor = new Set([trace.malloc(512)]);
  const sizes = random.sample(SIZES, random.int(4, 6));
  for (let round = random.int(3, 4); round > 0; round -= 1) {
    for (const size of random.sample(sizes, random.int(2, 4))) {
      for (let call = random.int(1, 3); call > 0; call -= 1) trace.malloc(size);
    }
    const share = trace.live.length - random.int(1, 4);
    for (let call = share; call > 0; call -= 1) trace.freeAny(anchor);
  }
  for (const size of random.sample(sizes, 4)) trace.malloc(size);
}

/** Small heaps of all kinds, with a look at the headers now and then. */
export function poolHeader(trace: Trace): void {
  const { random } = trace;
  const sizes = random.sample(random.chance(2) ? LARGE_SIZES : SIZES, random.int(1, 4));
  const anchor = new Set([trace.malloc(sizes[0] ?? 8)]);
  for (let round = random.int(2, 3); round > 0; round -= 1) {
    for (let call = random.int(5, 10); call > 0; call -= 1) trace.malloc(random.pick(sizes));
    for (let call = random.int(2, 8); call > 0; call -= 1) trace.freeAny(anchor);
    trace.add(pools);
  }
}

/** Blocks in a pool of the class that serves `size`. */
export function capacityOf(size: number): number {
  return Math.floor((4096 - 48) / (8 * Math.ceil(size / 8)));
}

/** One request of each class. */
const SIZES = Array.from({ length: 64 }, (_, szidx) => 8 * szidx + 8);
/** At least 84 blocks in a pool. */
const SMALL_SIZES = SIZES.filter((size) => size <= 48);
/** At most 12 blocks in a pool. */
const LARGE_SIZES = SIZES.filter((size) => size >= 336);

/** A request of any class. */
export function anySize(random: Random): number {
  return random.int(1, 512);
}
