import { arenaCap, misalign } from '../../exercises/17-obmalloc/steps.ts';
import { anySize } from './generate-pools.ts';
import type { Trace } from './trace.ts';

/** Blocks of 512 bytes in one pool; 64 pools make an arena. */
const PER_POOL = 7;
const LARGEST = 512;
const CLASSES = Array.from({ length: 64 }, (_, szidx) => szidx);

/** One block of each class takes an arena's pools, others take a second arena; all go in random order. Half of them misalign. */
export function arenas(trace: Trace): void {
  const { random } = trace;
  const aligned = !random.chance(2);
  if (!aligned) trace.add(misalign(16 * random.int(1, 255)));
  const sizes = random.sample(CLASSES, CLASSES.length);
  for (const szidx of sizes) trace.malloc(8 * szidx + random.int(1, 8));
  const total = PER_POOL * random.int(1, 4);
  const first = trace.mallocRun(total, LARGEST);
  const extra = trace.malloc(anySize(random));
  if (random.chance(2)) {
    trace.free(extra);
    trace.malloc(anySize(random));
  }
  trace.freeRun(first, total);
  for (const { id } of random.sample(trace.live, trace.live.length)) trace.free(id);
  for (let call = random.int(1, 3); call > 0; call -= 1) trace.malloc(anySize(random));
}

/** Two full arenas and one just begun get holes of whole pools in random places; then pools are taken and given in turn. */
export function usableArenas(trace: Trace): void {
  const { random } = trace;
  const total = 2 * 64 + random.int(2, 8);
  const first = trace.mallocRun(total * PER_POOL, LARGEST);
  const full = new Set(Array.from({ length: total }, (_, pool) => pool));
  const few = random.sample([...full], random.int(6, 10));
  for (const pool of few) {
    full.delete(pool);
    trace.freeRun(first + pool * PER_POOL, PER_POOL);
    if (random.chance(3)) trace.malloc(8 * random.int(1, 64));
  }
  for (let call = random.int(8, 14); call > 0; call -= 1) {
    const dice = random.int(1, 4);
    if (dice === 1) trace.mallocRun(PER_POOL, LARGEST);
    else if (dice === 2) freeWholePool(trace, full, first);
    else if (dice === 3) trace.malloc(8 * random.int(1, 64));
    else trace.freeAny(new Set(), first + total * PER_POOL);
  }
  const arena = random.int(0, 1);
  for (const [pool, n] of stretchesOf(full, 64 * arena)) trace.freeRun(first + pool * PER_POOL, n * PER_POOL);
  for (let call = 4; call > 0; call -= 1) trace.malloc(8 * random.int(1, 64));
}

/** The system has one arena to give; requests come when it is full, and when a pool or a block has become free. */
export function arenaFailure(trace: Trace): void {
  const { random } = trace;
  trace.add(arenaCap(1));
  const others = random.sample(CLASSES.slice(0, -1), 32);
  for (const szidx of others) trace.malloc(8 * szidx + random.int(1, 8));
  const first = trace.mallocRun(32 * PER_POOL, LARGEST);
  for (let round = random.int(2, 4); round > 0; round -= 1) {
    for (let call = random.int(2, 4); call > 0; call -= 1) {
      const size = anySize(random);
      if (random.chance(4)) trace.calloc(2, Math.ceil(size / 2));
      else trace.malloc(size);
    }
    const pool = first + random.int(0, 31) * PER_POOL;
    if (random.chance(2)) trace.freeRun(pool, PER_POOL);
    else trace.free(pool + random.int(0, PER_POOL - 1));
    trace.malloc(random.pick([LARGEST, anySize(random)]));
  }
}

function freeWholePool(trace: Trace, full: Set<number>, first: number): void {
  if (full.size === 0) return;
  const pool = trace.random.pick([...full]);
  full.delete(pool);
  trace.freeRun(first + pool * PER_POOL, PER_POOL);
}

/** The full pools of the arena whose first one is given: where neighbours begin, and how many they are. */
function stretchesOf(full: ReadonlySet<number>, first: number): readonly (readonly [pool: number, n: number])[] {
  const stretches: (readonly [number, number])[] = [];
  let n = 0;
  for (let pool = first; pool <= first + 64; pool += 1) {
    if (pool < first + 64 && full.has(pool)) {
      n += 1;
    } else {
      if (n > 0) stretches.push([pool - n, n]);
      n = 0;
    }
  }
  return stretches;
}
