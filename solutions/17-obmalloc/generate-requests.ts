import { anySize } from './generate-pools.ts';
import type { Trace } from './trace.ts';

/** Requests of 0, of more than 512 bytes and of far too many, next to small ones, and realloc between all of them. */
export function rawRequests(trace: Trace): void {
  const { random } = trace;
  resizedBySystem(trace);
  const size = (): number =>
    random.pick([0, 0, 1, 8, anySize(random), 512, 513, 514, 600, 1024, 70_000, random.int(513, 5000), 2 ** 63]);
  for (let call = random.int(14, 26); call > 0; call -= 1) {
    const dice = random.int(1, 6);
    const { live } = trace;
    if (dice <= 3 || live.length === 0) trace.malloc(size());
    else if (dice <= 5) trace.realloc(random.pick(live).id, size());
    else trace.free(random.pick(live).id);
  }
}

/**
 * A block leaves its pool for the system and is resized there: larger, smaller, too large. It is filled each time, with
 * another block of the system's right behind it, and both are read.
 */
function resizedBySystem(trace: Trace): void {
  const { random } = trace;
  const small = random.int(64, 512);
  const block = trace.malloc(small);
  const large = random.int(513, 1_000);
  resizeAndRead(trace, block, small, large);
  const behind = trace.malloc(large);
  trace.fill(behind);
  let held = large;
  for (const size of [
    random.int(1_200, 2_000),
    random.int(600, 1_000),
    random.int(40, 400),
    random.int(2_100, 3_000),
  ]) {
    resizeAndRead(trace, block, held, size);
    held = size;
  }
  trace.fill(block);
  readEnds(trace, behind, large);
  resizeAndRead(trace, block, held, 2 ** 63);
  for (const id of random.sample([block, behind], 2)) trace.free(id);
}

/** Fills a block of `held` bytes, resizes it and reads what it must still hold. */
function resizeAndRead(trace: Trace, id: number, held: number, size: number): void {
  trace.fill(id);
  trace.realloc(id, size);
  readEnds(trace, id, Math.min(held, size));
}

/** The first and the last 16 of `length` bytes, at least 16. */
function readEnds(trace: Trace, id: number, length: number): void {
  trace.dump(id, 16);
  trace.dump(id, 16, length - 16);
}

/** calloc takes blocks that were written to before, of the system too, and the whole block is read. */
export function callocs(trace: Trace): void {
  const { random } = trace;
  trace.malloc(8);
  for (let round = random.int(3, 4); round > 0; round -= 1) {
    const count = random.int(1, 12);
    const size = random.int(Math.ceil(9 / count), 42);
    const block = 8 * Math.ceil((count * size) / 8);
    const used = trace.malloc(block);
    trace.fill(used);
    if (random.chance(2)) trace.malloc(block);
    trace.free(used);
    const cleared = trace.calloc(count, size);
    trace.dump(cleared, block);
  }
  const raw = trace.malloc(600);
  trace.fill(raw);
  trace.free(raw);
  trace.dump(trace.calloc(2, 300), 64);
  trace.calloc(random.pick([0, 1]), random.pick([0, 512, 513]));
}

/** Blocks are resized to the edges of classes and of the three quarters, and what they held is read. */
export function reallocs(trace: Trace): void {
  const { random } = trace;
  const ids = Array.from({ length: random.int(2, 4) }, () => trace.malloc(anySize(random)));
  for (let call = random.int(6, 10); call > 0; call -= 1) {
    const id = random.pick(ids);
    const old = trace.live.find((block) => block.id === id)?.size ?? 8;
    const block = 8 * Math.ceil(old / 8);
    const edge = Math.floor((3 * block) / 4);
    const size = random.pick([edge, edge, edge + 1, edge + 1, block, block + 1, old, anySize(random), anySize(random)]);
    const next = Math.min(512, Math.max(1, size));
    trace.fill(id);
    trace.realloc(id, next);
    trace.dump(id, Math.min(old, next));
  }
  const id = random.pick(ids);
  const old = trace.live.find((block) => block.id === id)?.size ?? 8;
  const [raw, larger] = [random.int(513, 600), random.int(620, 2_000)];
  trace.fill(id);
  trace.realloc(id, raw);
  trace.dump(id, old);
  resizeAndRead(trace, id, raw, larger);
  trace.realloc(random.pick(ids), 0);
  trace.malloc(anySize(random));
}
