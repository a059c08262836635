import { arenaCap, misalign } from '../../exercises/17-obmalloc/steps.ts';
import { anySize } from './generate-pools.ts';
import type { Trace } from './trace.ts';

/** Blocks of 512 bytes in one pool; 64 pools make an arena. */
const PER_POOL = 7;
const LARGEST = 512;

/** One or two arenas are filled and emptied pool by pool, in random order; a third of the systems misalign arenas. */
export function arenas(trace: Trace): void {
  const { random } = trace;
  const aligned = !random.chance(3);
  if (!aligned) trace.add(misalign(16 * random.int(1, 255)));
  const perArena = (aligned ? 64 : 63) * PER_POOL;
  const count = random.int(1, 2);
  const first = trace.mallocRun(count * perArena, LARGEST);
  const extra = trace.malloc(anySize(random));
  if (random.chance(2)) {
    trace.free(extra);
    trace.malloc(anySize(random));
  }
  const groups = groupsOf(first, count * perArena, PER_POOL * random.pick([3, 5, 7, 9]), trace);
  for (const [id, n] of groups) trace.freeRun(id, n);
  for (const { id } of trace.live) trace.free(id);
  for (let call = random.int(1, 3); call > 0; call -= 1) trace.malloc(anySize(random));
}

/** Full arenas get holes of whole pools in random places; then pools are taken and given in turn. */
export function usableArenas(trace: Trace): void {
  const { random } = trace;
  const count = 3;
  const total = count * 64;
  const first = trace.mallocRun(total * PER_POOL, LARGEST);
  const full = new Set(Array.from({ length: total }, (_, pool) => pool));
  const few = random.sample([...full], random.int(10, 20));
  for (const pool of few) {
    full.delete(pool);
    trace.freeRun(first + pool * PER_POOL, PER_POOL);
    if (random.chance(3)) trace.malloc(8 * random.int(1, 64));
  }
  for (let call = random.int(10, 20); call > 0; call -= 1) {
    const dice = random.int(1, 4);
    if (dice === 1) trace.mallocRun(PER_POOL, LARGEST);
    else if (dice === 2) freeWholePool(trace, full, first);
    else if (dice === 3) trace.malloc(8 * random.int(1, 64));
    else trace.freeAny(new Set(), first + total * PER_POOL);
  }
  const arena = random.int(0, count - 1);
  for (let pool = 64 * arena; pool < 64 * (arena + 1); pool += 1) {
    if (full.delete(pool)) trace.freeRun(first + pool * PER_POOL, PER_POOL);
  }
  for (let call = 6; call > 0; call -= 1) trace.malloc(8 * random.int(1, 64));
}

/** The system has one arena to give; requests come when it is full, and when a pool or a block has become free. */
export function arenaFailure(trace: Trace): void {
  const { random } = trace;
  trace.add(arenaCap(1));
  const first = trace.mallocRun(64 * PER_POOL, LARGEST);
  for (let round = random.int(3, 5); round > 0; round -= 1) {
    for (let call = random.int(2, 4); call > 0; call -= 1) {
      const size = anySize(random);
      if (random.chance(4)) trace.calloc(2, Math.ceil(size / 2));
      else trace.malloc(size);
    }
    const pool = first + random.int(0, 63) * PER_POOL;
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

/** The ids from `first` on in groups of `size`, in random order. */
function groupsOf(
  first: number,
  total: number,
  size: number,
  { random }: Trace,
): readonly (readonly [id: number, n: number])[] {
  const groups: (readonly [number, number])[] = [];
  for (let id = first; id < first + total; id += size) groups.push([id, Math.min(size, first + total - id)]);
  return random.sample(groups, groups.length);
}
