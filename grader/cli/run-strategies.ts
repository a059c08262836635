import pico from 'picocolors';
import {
  COLUMN_NOTES,
  type Comparison,
  compareStrategies,
  PROGRAM_NAMES,
  PROGRAM_SHAPES,
  type ProgramName,
  renderComparison,
  STRATEGIES,
  type StrategyMaker,
  withoutBarrier,
  writeProgram,
} from '../../reference/memory/strategies/index.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { terminal, writeJson } from './terminal.ts';

/** What `ouro strategies` was asked. */
export interface StrategiesArgs {
  readonly program: ProgramName | undefined;
  readonly seed: number;
  readonly size: number;
  readonly budget: number;
  readonly 'without-barrier': boolean;
  readonly list: boolean;
  readonly json: boolean;
}

/** Prints a table for each program. Exit 0, or 1 if a strategy gave back what was alive. @throws {UsageError} */
export function runStrategies(args: StrategiesArgs): number {
  if (args.list) {
    terminal.write(listPrograms());
    return EXIT.ok;
  }
  if (!Number.isInteger(args.budget) || args.budget < 1) {
    throw new UsageError(`--budget ${args.budget} is no number of objects.`, 'Give a whole number from 1 on.');
  }
  const comparisons: Comparison[] = [];
  for (const name of args.program === undefined ? PROGRAM_NAMES : [args.program]) {
    const comparison = compare(name, args);
    comparisons.push(comparison);
    if (!args.json) terminal.write(`${renderComparison(comparison)}\n`);
  }
  if (args.json) writeJson(comparisons);
  else terminal.write(`${COLUMN_NOTES.join('\n')}\n`);
  const wrong = comparisons.some(({ outcomes }) => outcomes.some(({ freedTooEarly }) => freedTooEarly > 0));
  return wrong ? EXIT.no : EXIT.ok;
}

function compare(name: ProgramName, { size, seed, budget, 'without-barrier': broken }: StrategiesArgs): Comparison {
  const strategies: Readonly<Record<string, StrategyMaker>> = broken ? { ...STRATEGIES, withoutBarrier } : STRATEGIES;
  return compareStrategies(program(name, size, seed), { strategies, budget });
}

function program(name: ProgramName, size: number, seed: number) {
  try {
    return writeProgram(name, size, seed);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--${error.message}.`, 'npx ouro strategies --help lists the options.');
  }
}

function listPrograms(): string {
  const colors = pico.createColors(terminal.color);
  return PROGRAM_NAMES.map((name) => `${colors.bold(name.padEnd(12))}${PROGRAM_SHAPES[name].description}\n`).join('');
}
