import { recordingText } from '../recording-text.ts';
import type { RecordingFile } from '../result.ts';

/**
 * The recordings of CPython's collector that travel with the project: written by hand, random, random with instances,
 * random with all controls of the collector.
 */
export const GC_RECORDINGS = ['named-3.11.7', 'random-3.11.7', 'instances-3.11.7', 'varied-3.11.7'] as const;
export type GcRecordingName = (typeof GC_RECORDINGS)[number];

/** One of them: JSON, compressed by gzip. */
export function gcRecording(name: GcRecordingName): Pick<RecordingFile, 'path' | 'text'> {
  const file = new URL(`../recordings/gc/${name}.json.gz`, import.meta.url);
  return { path: `${name}.json`, text: recordingText(file) };
}
