import type { Json } from '../kit/json.ts';
import { ALIGNMENT, ARENA_SIZE, POOL_OVERHEAD, POOL_SIZE, SMALL_REQUEST_THRESHOLD } from '../kit/obmalloc-layout.ts';
import type { Expected } from '../kit/scenario.ts';
import type { Step } from './steps.ts';

/** A place in an arena: `0:48` is byte 48 of arena 0. */
export interface Spot {
  readonly arena: number;
  readonly offset: number;
}

/** A live block: where it is and how many bytes its class has. */
export interface LiveBlock extends Spot {
  readonly size: number;
}

/** What is live after the given steps, as far as the outcomes tell. Works on text alone: no allocator is asked. */
export class HeapView {
  readonly live = new Map<number, LiveBlock>();
  /** Raw blocks: the bytes last asked for. */
  readonly raw = new Map<number, number>();
  /** Bytes from the begin of an arena to its first pool. */
  firstPool = 0;

  /** Takes a step for done, with the outcome it must have. */
  follow(step: Step, expected: Expected): void {
    const text = textOf(expected);
    switch (step.op) {
      case '%':
        if ('misalign' in step) this.firstPool = (POOL_SIZE - (step.misalign % POOL_SIZE)) % POOL_SIZE;
        return;
      case 'm':
      case 'r':
        this.#place(step.id, text, step.size);
        return;
      case 'c':
        this.#place(step.id, text, step.count * step.size);
        return;
      case 'f':
        this.#forget(step.id);
        return;
      case 'F':
      case 'G':
        for (let id = step.id; id < step.id + step.n; id += 1) this.#forget(id);
        return;
      case 'M':
        this.#placeRun(step.id, step.n, step.size, text);
        return;
      case 'w':
      case 'd':
      case '?':
        return;
      default:
        step satisfies never;
    }
  }

  /** Offset at which the pool around a spot begins. */
  poolOf({ offset }: Spot): number {
    return offset - mod(offset - this.firstPool, POOL_SIZE);
  }

  #place(id: number, outcome: string, size: number): void {
    if (outcome.startsWith('null')) return;
    this.#forget(id);
    const spot = parseSpot(outcome);
    if (spot !== undefined) this.live.set(id, { ...spot, size: classSize(size) });
    else if (outcome.startsWith('raw')) this.raw.set(id, size);
  }

  #forget(id: number): void {
    this.live.delete(id);
    this.raw.delete(id);
  }

  /**
   * A run's outcome names the first and the last block. If carving in address order leads from one to the other, the
   * run did that; else the blocks between stay unknown.
   */
  #placeRun(id: number, n: number, request: number, outcome: string): void {
    const first = parseSpot(/ first=(\S+)/.exec(outcome)?.[1] ?? '');
    const last = parseSpot(/ last=(\S+)/.exec(outcome)?.[1] ?? '');
    if (first === undefined || last === undefined) return;
    const size = classSize(request);
    const mapped = [...outcome.matchAll(/ \+A(\d+)/g)].map((match) => Number(match[1]));
    const run: Spot[] = [first];
    while (run.length < n) {
      const next = this.#carvedAfter(run.at(-1) ?? first, size, mapped);
      if (next === undefined) break;
      run.push(next);
    }
    const end = run.at(-1);
    const sequential = run.length === n && end?.arena === last.arena && end.offset === last.offset;
    if (sequential) run.forEach((spot, index) => void this.live.set(id + index, { ...spot, size }));
    else this.live.set(id, { ...first, size }).set(id + n - 1, { ...last, size });
  }

  #carvedAfter(spot: Spot, size: number, mapped: readonly number[]): Spot | undefined {
    const pool = this.poolOf(spot);
    const offset = spot.offset + size;
    if (offset + size <= pool + POOL_SIZE) return { arena: spot.arena, offset };
    if (pool + 2 * POOL_SIZE <= ARENA_SIZE) return { arena: spot.arena, offset: pool + POOL_SIZE + POOL_OVERHEAD };
    const arena = mapped.find((candidate) => candidate > spot.arena);
    return arena === undefined ? undefined : { arena, offset: this.firstPool + POOL_OVERHEAD };
  }
}

/** `0:48 +A0` → arena 0, byte 48. Undefined for anything else. */
export function parseSpot(text: string): Spot | undefined {
  const match = /^(\d{1,6}):(\d{1,6})(?: |$)/.exec(text);
  if (match === null) return undefined;
  const spot = { arena: Number(match[1]), offset: Number(match[2]) };
  return spot.offset < ARENA_SIZE ? spot : undefined;
}

/** Bytes of the size class of a small request. */
export function classSize(request: number): number {
  return Math.min(SMALL_REQUEST_THRESHOLD, Math.max(1, Math.ceil(request / ALIGNMENT)) * ALIGNMENT);
}

function textOf(expected: Expected): string {
  const value: Json = expected.kind === 'value' ? expected.value : null;
  return typeof value === 'string' ? value : '';
}

function mod(a: number, b: number): number {
  return ((a % b) + b) % b;
}
