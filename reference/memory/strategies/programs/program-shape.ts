import type { Random } from '../../../random.ts';
import type { ProgramBuilder } from './program-builder.ts';

/** A kind of program, by what its nodes refer to and when they are let go of. */
export interface ProgramShape {
  /** One sentence. */
  readonly description: string;
  readonly variables: number;
  /** Writes a program that makes exactly `size` nodes. */
  write(program: ProgramBuilder, random: Random, size: number): void;
}
