import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import {
  decodeSource,
  MAX_FILE_BYTES,
  MISSING,
  type Nominated,
  notesOn,
  placesOf,
  type Submission,
  type SubmittedFile,
  unreadable,
} from './submission.ts';

/** Reads the nominated files of a submission folder and nothing else. Links are never followed. */
export function readFolder(folder: string, name: string, manifests: readonly Nominated[]): Submission {
  const notes: string[] = [];
  const files = new Map<string, SubmittedFile>();
  for (const manifest of manifests) {
    const found = placesOf(manifest)
      .map((place) => ({ place, file: readNominated(folder, place) }))
      .filter(({ file }) => file.kind !== 'missing');
    const [first, second] = found;
    files.set(manifest.id, first?.file ?? MISSING);
    if (first !== undefined && second !== undefined) {
      notes.push(`Graded ${first.place}; ${second.place} is there too and was ignored.`);
    }
    if (first !== undefined) notes.push(...notesOn(first.place, first.file));
  }
  return { name, files, notes };
}

/** Every part of the path is looked at without following it: a link or a device on the way ends the reading. */
function readNominated(folder: string, place: string): SubmittedFile {
  const parts = place.split('/');
  let path = folder;
  for (const [index, part] of parts.entries()) {
    path = join(path, part);
    const isFile = index === parts.length - 1;
    const stat = lstatOf(path);
    if (stat === null) return MISSING;
    if (stat === 'denied')
      return unreadable(`${parts.slice(0, index + 1).join('/')} cannot be read: permission denied.`);
    if (stat.isSymbolicLink())
      return unreadable(`${parts.slice(0, index + 1).join('/')} is a link; links are not followed.`);
    if (!isFile && !stat.isDirectory()) return MISSING;
    if (isFile && stat.isDirectory()) return unreadable(`${place} is a folder, not a file.`);
    if (isFile && !stat.isFile()) return unreadable(`${place} is not a regular file.`);
  }
  return readRegularFile(path);
}

function lstatOf(path: string): Stats | null | 'denied' {
  try {
    return lstatSync(path);
  } catch (error) {
    return isDenied(error) ? 'denied' : null;
  }
}

/** Opened without following a link and without waiting for a pipe's other end, then looked at once more. */
function readRegularFile(path: string): SubmittedFile {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return unreadable(isDenied(error) ? 'The file cannot be read: permission denied.' : 'The file cannot be opened.');
  }
  try {
    if (!fstatSync(descriptor).isFile()) return unreadable('Not a regular file.');
    const bytes = Buffer.alloc(MAX_FILE_BYTES + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    }
    if (length > MAX_FILE_BYTES) return unreadable(`The file has more than ${MAX_FILE_BYTES} bytes; it is not read.`);
    return decodeSource(bytes.subarray(0, length));
  } catch {
    return unreadable('The file cannot be read.');
  } finally {
    closeSync(descriptor);
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}
