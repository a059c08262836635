import { fileURLToPath } from 'node:url';
import { readRecordingFile } from '../recording-file.ts';
import type { RecordingFile } from '../result.ts';
import { recordingsIn } from './bundle.ts';

/** The builds that were recorded; each has its own file of recordings. */
export const RECORDED_PROFILES = ['classic64-3.7.3', 'amd64-3.11', 'i386-3.11'] as const;
export type RecordedProfile = (typeof RECORDED_PROFILES)[number];

/** The recordings of one build that travel with the project: `scenarios/…`, `traces/…` and `storms/…`, in this order. */
export function obmallocRecordings(profile: RecordedProfile): readonly RecordingFile[] {
  const bundle = fileURLToPath(new URL(`../recordings/obmalloc/${profile}.json.gz`, import.meta.url));
  const recordings = recordingsIn(readRecordingFile(bundle));
  return recordings.map((file) => ({ ...file, path: file.path.slice(`${bundle}/`.length) }));
}
