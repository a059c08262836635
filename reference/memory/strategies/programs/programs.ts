import { Random } from '../../../random.ts';
import type { Program } from './program.ts';
import { ProgramBuilder } from './program-builder.ts';
import type { ProgramShape } from './program-shape.ts';
import { bigCycle } from './shapes/big-cycle.ts';
import { cache } from './shapes/cache.ts';
import { chain } from './shapes/chain.ts';
import { cycles } from './shapes/cycles.ts';
import { lists } from './shapes/lists.ts';
import { mixed } from './shapes/mixed.ts';
import { reversal } from './shapes/reversal.ts';
import { trees } from './shapes/trees.ts';

/** All programs by name, the plain ones first. */
export const PROGRAM_SHAPES = {
  lists,
  trees,
  chain,
  cycles,
  'big-cycle': bigCycle,
  cache,
  reversal,
  mixed,
} as const satisfies Readonly<Record<string, ProgramShape>>;

export type ProgramName = keyof typeof PROGRAM_SHAPES;

export const PROGRAM_NAMES = Object.keys(PROGRAM_SHAPES) as readonly ProgramName[];

/** Above it, a program does not fit in memory with what is made from it. */
export const MAX_SIZE = 1_000_000;

/** A program that makes `size` nodes. The same name, size and seed give the same one on every machine. @throws {RangeError} */
export function writeProgram(name: ProgramName, size: number, seed: number): Program {
  requireWhole('size', size, 1, MAX_SIZE);
  requireWhole('seed', seed, 0, 0xffff_ffff);
  const shape: ProgramShape = PROGRAM_SHAPES[name];
  const builder = new ProgramBuilder(shape.variables);
  shape.write(builder, new Random(seed), size);
  return builder.build(name);
}

function requireWhole(what: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${what}: found ${value}, expected a whole number from ${low} to ${high}`);
}
