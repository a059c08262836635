import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Malformed } from '../malformed.ts';
import { recordingText } from '../recording-text.ts';
import type { RecordingFile } from '../result.ts';

/** Texts by their paths: a bundle is a JSON object of them, compressed or not. */
type Texts = ReadonlyMap<string, string>;

/** What a bundle of operations is called: one for all bundles of its folder, since all builds ran the same traces. */
const OPERATIONS = ['ops.json.gz', 'ops.json'];

/**
 * The recordings in a file: of a bundle each of its texts, `scenarios/…`, `traces/…` and so on, else the file itself.
 * The operations of a bundle's `.exp` lie in the bundle `ops.json.gz` beside it.
 *
 * @throws {Malformed} if a bundle holds something else, or operations alone.
 */
export function recordingsIn(file: RecordingFile): readonly RecordingFile[] {
  // A recording begins with `%`.
  if (!/^\s*\{/.test(file.text)) return [file];
  const texts = parseBundle(file.text);
  if ([...texts.keys()].every((path) => path.endsWith('.ops'))) {
    throw new Malformed(1, 'a bundle without recordings; operations are read with the recordings beside them');
  }
  const operations = readOperations(dirname(file.path));
  return Array.from(texts, ([path, text]) => ({
    path: `${file.path}/${path}`,
    text,
    readSibling: (extension) => operations.get(path.replace(/^(?:.*\/)?(.*)\.exp$/, `$1.${extension}`)),
  }));
}

function readOperations(folder: string): Texts {
  const path = OPERATIONS.map((name) => join(folder, name)).find((place) => existsSync(place));
  if (path === undefined) return new Map();
  try {
    return parseBundle(recordingText(path));
  } catch (error) {
    throw new Malformed(1, `${path}, which it needs: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseBundle(text: string): Texts {
  const entries = Object.entries(parseJson(text));
  return new Map(
    entries.map(([path, value]) => {
      if (typeof value !== 'string') throw new Malformed(1, `a bundle holds texts by their paths; ${path} is no text`);
      return [path, value];
    }),
  );
}

function parseJson(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw new Malformed(1, `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
