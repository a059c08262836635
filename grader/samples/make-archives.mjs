// Makes samples/<name>.zip from samples/.archives/<name>/, as a person who compresses a folder does.
// Run it after a change there: node grader/samples/make-archives.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import yazl from 'yazl';

const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));
const SOURCES = join(SAMPLES, '.archives');
/** The same bytes at any time and in any time zone: DOS timestamps hold local time. */
const OPTIONS = { mtime: new Date(2000, 0, 1), mode: 0o100644, forceDosTimestamp: true };

for (const name of readdirSync(SOURCES)) {
  const archive = new yazl.ZipFile();
  for (const member of filesIn(join(SOURCES, name))) {
    archive.addBuffer(readFileSync(join(SOURCES, name, member)), `${name}/${member}`, OPTIONS);
  }
  archive.end();
  writeFileSync(join(SAMPLES, `${name}.zip`), await buffer(archive.outputStream));
}

/** Sorted; what the instructor expects is no part of the submission. */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
