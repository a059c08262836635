import { recordingText } from '../recording-text.ts';

/** A live arena of a recorded process: its number, its address there, the bytes of its carved pools, as hexadecimal. */
export interface RecordedArena {
  readonly arena: number;
  readonly base: string;
  /** Whole pools, or their headers. */
  readonly pools: readonly string[];
}

/** What a real CPython's allocator left behind after a trace. */
export interface BytesCase {
  readonly name: string;
  /** Operations in the recordings' notation, directives before them. */
  readonly ops: readonly string[];
  readonly operations: number;
  /** FNV-1a/64 over all outcomes. */
  readonly fnv: string;
  /** What `_PyObject_DebugMallocStats` prints. */
  readonly stats: string;
  readonly arenas: readonly RecordedArena[];
}

/** The builds whose bytes were recorded, and their profiles. */
export const RECORDED_BYTES = {
  'amd64-3.11.7': 'amd64-3.11',
  'i386-3.11.2': 'i386-3.11',
  'classic64-3.7.3': 'classic64',
} as const;
export type RecordedBytes = keyof typeof RECORDED_BYTES;

/** Recorded by `record/obmalloc.py`. */
export function obmallocBytes(build: RecordedBytes): readonly BytesCase[] {
  const file = new URL(`../recordings/obmalloc-bytes/${build}.json.gz`, import.meta.url);
  const { format, cases } = JSON.parse(recordingText(file)) as BytesFile;
  if (format !== 'obmalloc-bytes/1') throw new RangeError(`not obmalloc-bytes/1: ${format}`);
  return cases;
}

interface BytesFile {
  readonly format: string;
  readonly cases: readonly BytesCase[];
}
