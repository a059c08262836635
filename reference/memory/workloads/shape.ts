import { Random } from '../../random.ts';
import { Script } from './script.ts';
import type { Trace } from './trace.ts';

/** Sizes of requests in bytes, both bounds included. */
export interface Sizes {
  readonly min: number;
  readonly max: number;
}

/** What a workload is made from. */
export interface Parameters {
  /** Calls in the trace, exactly. */
  readonly operations: number;
  /** From 0 to 2^32 - 1. */
  readonly seed: number;
  /** How many blocks are live at once; what that means to the shape, its description says. */
  readonly live: number;
  readonly sizes: Sizes;
}

/** A pattern of allocation that programs show, or that papers and malloc labs test allocators with. */
export interface Shape {
  readonly name: string;
  /** One sentence. It says what `live` means. */
  readonly description: string;
  /** Where the pattern is described or used. */
  readonly source: string;
  /** The default of `live` for a trace of so many operations. */
  live(operations: number): number;
  /** The default of `sizes`. */
  readonly sizes: Sizes;
  /**
   * Writes operations until the script is full. What it writes is the beginning of something that could go on: a longer
   * trace with the same seed, `live` and `sizes` begins with the shorter one.
   */
  write(script: Script, random: Random, parameters: Parameters): void;
}

export const DEFAULT_OPERATIONS = 10_000;
export const DEFAULT_SEED = 1;

/** Above it, a trace does not fit in memory with what is made from it. */
export const MAX_OPERATIONS = 50_000_000;
const MAX_LIVE = 10_000_000;
const MAX_SIZE = 2 ** 31 - 1;

/** A trace of a shape. The same parameters give the same trace on every machine. @throws {RangeError} */
export function generate(shape: Shape, changes: Partial<Parameters> = {}): Trace {
  const parameters = completeParameters(shape, changes);
  const script = new Script(parameters.operations);
  shape.write(script, new Random(parameters.seed), parameters);
  return script.build(shape.name);
}

/** What a shape is made from, defaults where nothing is said. @throws {RangeError} names what is out of range. */
export function completeParameters(shape: Shape, changes: Partial<Parameters> = {}): Parameters {
  const { operations = DEFAULT_OPERATIONS, seed = DEFAULT_SEED, sizes = shape.sizes } = changes;
  requireWhole('operations', operations, 1, MAX_OPERATIONS);
  const live = changes.live ?? Math.max(1, Math.min(shape.live(operations), MAX_LIVE));
  requireWhole('seed', seed, 0, 0xffff_ffff);
  requireWhole('live', live, 1, MAX_LIVE);
  requireWhole('smallest size', sizes.min, 1, MAX_SIZE);
  requireWhole('greatest size', sizes.max, sizes.min, MAX_SIZE);
  return { operations, seed, live, sizes };
}

function requireWhole(what: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${what}: found ${value}, expected a whole number from ${low} to ${high}`);
}
