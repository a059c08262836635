import type { DialectName } from './dialects.ts';
import { readOps, type TraceFile } from './read-ops.ts';
import { readRep } from './read-rep.ts';

/**
 * Reads a trace from a file's text: a malloc lab's in the dialect named, or, if none is named, the project's own format.
 *
 * @throws {Malformed} names the line, what was found and what was expected.
 */
export function readTrace(
  text: string,
  name: string,
  options: { readonly dialect?: DialectName | undefined } = {},
): TraceFile {
  return options.dialect === undefined ? readOps(text, name) : readRep(text, name, options.dialect);
}
