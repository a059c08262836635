import { Malformed } from '../../conformance/malformed.ts';
import {
  type Directives,
  type Operation,
  parseOperation,
  readDirective,
} from '../../conformance/obmalloc/operation.ts';
import { MAX_ID, type Trace, TraceBuilder } from './trace.ts';

/** A trace, and how the machine is set up for it: `misalign` and `arenaCap` as `System` takes them. */
export interface TraceFile {
  readonly trace: Trace;
  readonly directives: Readonly<Directives>;
}

/** The machine as it is when a file says nothing of it. */
export const NO_DIRECTIVES: Readonly<Directives> = { misalign: 0, arenaCap: Number.POSITIVE_INFINITY };

/** Sizes stop here, whose product no computer could serve anyhow: they stay writable in twenty digits. */
const GREATEST_SIZE = 2 ** 64;

/**
 * Reads the project's own format, `.ops`: one call in a line, macros (`M`, `F`, `G`) taken apart, comments left out.
 *
 * What looks into blocks and calls no allocator (`w`, `d`) is read and left out. Lines may end in CR LF.
 *
 * @throws {Malformed} names the line and what was found there.
 */
export function readOps(text: string, name: string): TraceFile {
  const directives: Directives = { ...NO_DIRECTIVES };
  const builder = new TraceBuilder();
  let line = 0;
  for (const content of text.split(/\r?\n/)) {
    line += 1;
    if (content === '' || content.startsWith('#')) continue;
    if (content.startsWith('%')) {
      if (builder.length > 0) throw new Malformed(line, `found ${content}, expected it before the first operation`);
      if (!readDirective(content, line, directives)) {
        throw new Malformed(line, `found ${content}, expected % misalign N or % arenacap N`);
      }
      continue;
    }
    const operation = parseOperation(content, line, true);
    if (operation.kind !== 'macro') add(builder, operation, line);
    else for (const single of operation.operations) add(builder, single, line);
  }
  return { trace: builder.build(name), directives };
}

function add(builder: TraceBuilder, operation: Operation, line: number): void {
  const { id } = operation;
  if (id > MAX_ID) throw new Malformed(line, `found the id ${id}, expected one up to ${MAX_ID}`);
  switch (operation.kind) {
    case 'malloc':
      builder.malloc(id, operation.size);
      return;
    case 'calloc':
      builder.calloc(id, Math.min(operation.count * operation.size, GREATEST_SIZE));
      return;
    case 'realloc':
      builder.realloc(id, operation.size);
      return;
    case 'free':
      builder.free(id);
      return;
    case 'write':
    case 'dump':
      return;
    default:
      operation satisfies never;
  }
}
