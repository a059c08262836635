import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The text of a file; of one that ends in `.gz`, as the recordings that the project carries do, decompressed. */
export function recordingText(file: URL | string): string {
  const bytes = readFileSync(file);
  return (String(file).endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
