import { readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { recordingText } from './recording-text.ts';
import type { RecordingFile } from './result.ts';

/**
 * Reads a recording from disk, compressed or not. Its sibling `x.ops` is looked for in the neighbouring folder `ops/`
 * (`P/x.exp` → `ops/x.ops`), in `ops/` of the same folder, and in the folder itself.
 *
 * @throws the error of the file system if the recording cannot be read.
 */
export function readRecordingFile(path: string): RecordingFile {
  return {
    path,
    text: recordingText(path),
    readSibling: (extension) => {
      const folder = dirname(path);
      const name = `${basename(path, extname(path))}.${extension}`;
      const places = [join(folder, '..', extension, name), join(folder, extension, name), join(folder, name)];
      for (const place of places) {
        const text = readIfThere(place);
        if (text !== undefined) return text;
      }
      return undefined;
    },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
