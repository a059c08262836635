import { conformGc } from '../../reference/conformance/gc/conform-gc.ts';
import { Malformed } from '../../reference/conformance/malformed.ts';
import { conformObjectModel } from '../../reference/conformance/object-model/conform-object-model.ts';
import { recordingsIn } from '../../reference/conformance/obmalloc/bundle.ts';
import { conformObmalloc } from '../../reference/conformance/obmalloc/conform-obmalloc.ts';
import { readRecordingFile } from '../../reference/conformance/recording-file.ts';
import { type ConformResult, describeConform, type RecordingFile } from '../../reference/conformance/result.ts';
import { type Allocator, StressedObmalloc } from '../../reference/memory/obmalloc/index.ts';
import { terminalLine } from '../../reports/terminal-text.ts';
import { EXIT } from './exit-code.ts';
import { terminal, writeJson } from './terminal.ts';

/** What `ouro conform` was asked. */
export interface ConformArgs {
  readonly kind: 'object-model' | 'obmalloc' | 'gc';
  readonly files: readonly string[];
  readonly json: boolean;
  /** Check every invariant of the heap after every call. */
  readonly check: boolean;
}

/** Holds one file against the reference. More than one result: each of another scenario, or recording, in it. */
type Conform = (file: RecordingFile, check: boolean) => readonly ConformResult[];

const CONFORM: Readonly<Record<ConformArgs['kind'], Conform>> = {
  'object-model': (file) => conformObjectModel(file),
  obmalloc: (file, check) =>
    recordingsIn(file).map((recording) => conformObmalloc(recording, check ? { wrap: stressed } : {})),
  gc: (file, check) => conformGc(file, { check }),
};

/**
 * Replays recordings, one line per file, per recording of a bundle, or per scenario that differs. Exit 0 all conform,
 * 1 one differs, 2 one cannot be read.
 */
export function runConform({ kind, files, json, check }: ConformArgs): number {
  const conform = CONFORM[kind];
  const results: ConformResult[] = [];
  for (const file of files) {
    const found = conformFile(conform, String(file), check);
    results.push(...found);
    if (!json) for (const result of found) terminal.write(`${terminalLine(describeConform(result))}\n`);
  }
  if (json) writeJson(results);
  if (results.some(({ kind }) => kind === 'malformed' || kind === 'unreadable')) return EXIT.usage;
  return results.some(({ kind }) => kind === 'differs') ? EXIT.no : EXIT.ok;
}

function conformFile(conform: Conform, path: string, check: boolean): readonly ConformResult[] {
  let file: RecordingFile;
  try {
    file = readRecordingFile(path);
  } catch (error) {
    return [{ kind: 'unreadable', path, reason: messageOf(error) }];
  }
  try {
    return conform(file, check);
  } catch (error) {
    if (error instanceof Malformed) return [{ kind: 'malformed', path, line: error.line, reason: error.message }];
    return [{ kind: 'malformed', path, line: 1, reason: messageOf(error) }];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stressed(allocator: Allocator): Allocator {
  return new StressedObmalloc(allocator);
}
