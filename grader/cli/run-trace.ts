import { writeFileSync } from 'node:fs';
import pico from 'picocolors';
import {
  DEFAULT_OPERATIONS,
  DIALECTS,
  type DialectName,
  drawPayload,
  generate,
  SHAPE_NAMES,
  SHAPES,
  type ShapeName,
  type Trace,
  Unwritable,
  writeOps,
  writeRep,
} from '../../reference/memory/workloads/index.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { terminal } from './terminal.ts';
import { type ShapeArgs, shapeParameters } from './trace-source.ts';

/** What `ouro trace` was asked. */
export interface TraceArgs extends ShapeArgs {
  readonly shape: ShapeName | undefined;
  readonly list: boolean;
  readonly out: string | undefined;
  readonly format: 'ops' | 'rep';
  readonly dialect: DialectName | undefined;
}

/** Writes a generated trace, to standard output if no file is named, or lists the shapes. */
export function runTrace(args: TraceArgs): number {
  if (args.list) {
    terminal.write(listShapes());
    return EXIT.ok;
  }
  if (args.shape === undefined) {
    throw new UsageError('A shape is missing.', `Name one of ${SHAPE_NAMES.join(', ')}; --list draws them.`);
  }
  const shape = SHAPES[args.shape];
  const parameters = shapeParameters(shape, args);
  const trace = generate(shape, parameters);
  const { operations, seed, live } = parameters;
  const recipe = `# ouro trace ${shape.name} --operations ${operations} --seed ${seed} --live ${live}\n`;
  const text = args.format === 'ops' ? recipe + asOps(trace, args) : asRep(trace, args);
  if (args.out === undefined) terminal.write(text);
  else writeFile(args.out, text);
  return EXIT.ok;
}

function asOps(trace: Trace, { dialect }: TraceArgs): string {
  if (dialect === undefined) return writeOps(trace);
  throw new UsageError("--dialect is for malloc labs' files.", `Add --format rep, or leave out --dialect ${dialect}.`);
}

function asRep(trace: Trace, { dialect }: TraceArgs): string {
  if (dialect === undefined) {
    throw new UsageError('--format rep needs a dialect.', `Add --dialect: ${Object.keys(DIALECTS).join(', ')}.`);
  }
  try {
    return writeRep(trace, dialect);
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    throw new UsageError(`${trace.name}: ${error.message}.`, 'Name another dialect, or another shape.');
  }
}

function writeFile(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} cannot be written: ${reason}.`, 'Name a file in a folder that exists.');
  }
}

function listShapes(): string {
  const colors = pico.createColors(terminal.color);
  const shapes = Object.values(SHAPES).map((shape) => {
    const drawing = drawPayload(generate(shape), 60);
    const description = shape.description.replaceAll('`live`', '--live');
    return `${colors.bold(shape.name.padEnd(16))}${drawing}\n  ${description}\n  ${colors.dim(`Source: ${shape.source}.`)}\n`;
  });
  const dialects = Object.entries(DIALECTS).map(
    ([name, { description }]) => `${colors.bold(name)}\n  ${description}.\n`,
  );
  return [
    ...shapes,
    `The drawings show the bytes asked for and live, over ${DEFAULT_OPERATIONS} operations.\n`,
    `Dialects of malloc labs, for --dialect\n\n${dialects.join('')}`,
  ].join('\n');
}
