import { existsSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Argv } from 'yargs';
import { Malformed } from '../../reference/conformance/malformed.ts';
import {
  completeParameters,
  DEFAULT_OPERATIONS,
  DEFAULT_SEED,
  DIALECT_NAMES,
  type DialectName,
  generate,
  NO_DIRECTIVES,
  type Parameters,
  readTrace,
  SHAPE_NAMES,
  SHAPES,
  type Shape,
  type ShapeName,
  type TraceFile,
} from '../../reference/memory/workloads/index.ts';
import { UsageError } from './exit-code.ts';

/** What `<trace>` may be, for a command's help. */
export const TRACE_SOURCE = 'a file, - for standard input, or shape:NAME, shape:churn say';

/** How a generated trace is asked for. */
export interface ShapeArgs {
  readonly operations: number | undefined;
  readonly seed: number | undefined;
  readonly live: number | undefined;
}

/** How any trace is asked for, beside `<trace>` itself. */
export interface TraceSourceArgs extends ShapeArgs {
  readonly dialect: DialectName | undefined;
}

export function withShapeOptions<Args>(yargs: Argv<Args>): Argv<Args & ShapeArgs> {
  const number = { type: 'number', requiresArg: true } as const;
  return yargs
    .option('operations', { ...number, describe: `calls in the trace (${DEFAULT_OPERATIONS})` })
    .option('seed', { ...number, describe: `the same seed gives the same trace (${DEFAULT_SEED})` })
    .option('live', { ...number, describe: 'blocks live at once; the shape says how it is meant' });
}

/** The options that go with a `<trace>`: of shapes, and the dialect of a malloc lab's file. */
export function withTraceOptions<Args>(yargs: Argv<Args>): Argv<Args & TraceSourceArgs> {
  return withShapeOptions(yargs).option('dialect', {
    choices: DIALECT_NAMES,
    requiresArg: true,
    describe: "whose malloc lab's file it is; without it, the project's own .ops",
  });
}

/** Reads or generates the trace that a person named. @throws {UsageError} */
export function loadTrace(source: string, args: TraceSourceArgs): TraceFile {
  const [, name] = /^shape:(.*)$/.exec(source) ?? [];
  if (name !== undefined) {
    if (args.dialect !== undefined) throw new UsageError(`${source} is in no dialect.`, 'Leave out --dialect.');
    const shape = findShape(name);
    return { trace: generate(shape, shapeParameters(shape, args)), directives: NO_DIRECTIVES };
  }
  for (const option of ['operations', 'seed', 'live'] as const) {
    if (args[option] !== undefined) {
      throw new UsageError(`--${option} is for generated traces, and ${source} is a file.`, `Leave out --${option}.`);
    }
  }
  return parseTrace(source, args.dialect);
}

/** @throws {UsageError} for parameters that the shape cannot take. */
export function shapeParameters(shape: Shape, { operations, seed, live }: ShapeArgs): Parameters {
  const given = Object.entries({ operations, seed, live }).filter(([, value]) => value !== undefined);
  try {
    return completeParameters(shape, Object.fromEntries(given) as Partial<Parameters>);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--${error.message}.`, 'npx ouro trace --list says what each shape makes of them.');
  }
}

/** @throws {UsageError} if there is no such shape. */
function findShape(name: string): Shape {
  if (Object.hasOwn(SHAPES, name)) return SHAPES[name as ShapeName];
  throw new UsageError(`There is no shape ${JSON.stringify(name)}.`, `Name one of ${SHAPE_NAMES.join(', ')}.`);
}

function parseTrace(source: string, dialect: DialectName | undefined): TraceFile {
  const name = source === '-' ? 'standard input' : basename(source);
  const text = readText(source);
  if (dialect === undefined && ['.rep', '.script'].includes(extname(source))) {
    throw new UsageError(
      `${source} is a malloc lab's file, and whose cannot be told from it.`,
      `Name the dialect with --dialect: ${DIALECT_NAMES.join(', ')}. npx ouro trace --list says whose each is.`,
    );
  }
  try {
    return readTrace(text, name, { dialect });
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new UsageError(
      `${source}:${error.line}: ${error.message}.`,
      dialect === undefined
        ? "Mend the line; a malloc lab's file needs --dialect."
        : 'Mend the line, or name another --dialect; npx ouro trace --list says whose each is.',
    );
  }
}

function readText(source: string): string {
  if (source !== '-' && !existsSync(source)) {
    throw new UsageError(`There is no file ${source}.`, `Give ${TRACE_SOURCE}.`);
  }
  try {
    return readFileSync(source === '-' ? 0 : source, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${source} cannot be read: ${reason}.`, `Give ${TRACE_SOURCE}.`);
  }
}
