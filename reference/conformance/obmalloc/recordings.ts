import { recordingText } from '../recording-text.ts';
import type { RecordingFile } from '../result.ts';

/** The builds that were recorded; each has its own file of recordings. */
export const RECORDED_PROFILES = ['classic64-3.7.3', 'amd64-3.11', 'i386-3.11'] as const;
export type RecordedProfile = (typeof RECORDED_PROFILES)[number];

/**
 * The recordings of one build that travel with the project: `scenarios/…`, `traces/…` and `storms/…`, in this order.
 *
 * A file of recordings is a JSON object, path → text, compressed by gzip. The operations of the traces are the same for
 * all builds and have a file of their own.
 */
export function obmallocRecordings(profile: RecordedProfile): readonly RecordingFile[] {
  const operations = readTexts('ops');
  return Object.entries(readTexts(profile)).map(([path, text]) => ({
    path,
    text,
    readSibling: (extension) => operations[path.replace(/^.*\/(.*)\.exp$/, `$1.${extension}`)],
  }));
}

type Texts = Readonly<Record<string, string>>;

function readTexts(name: string): Texts {
  const file = new URL(`../recordings/obmalloc/${name}.json.gz`, import.meta.url);
  return JSON.parse(recordingText(file)) as Texts;
}
