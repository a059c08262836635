import { renameSync, writeFileSync } from 'node:fs';

/** Writes beside and renames: whoever reads, or is killed, finds the file as it was or whole. */
export function writeWhole(path: string, content: Uint8Array | string): void {
  const scratch = `${path}.${process.pid}.tmp`;
  writeFileSync(scratch, content);
  renameSync(scratch, path);
}
