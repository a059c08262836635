import {
  closeSync,
  constants,
  type Dir,
  fstatSync,
  lstatSync,
  opendirSync,
  openSync,
  readSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';
import {
  decodeSource,
  MAX_ENTRIES,
  MAX_FILE_BYTES,
  MISSING,
  type Nominated,
  notesOn,
  notesOnOthers,
  placesBehind,
  prefixesOf,
  type Submission,
  type SubmittedFile,
  unreadable,
} from './submission.ts';

/**
 * Reads the nominated files of a submission folder and nothing else. Links are never followed. One folder around
 * everything is accepted, as in an archive.
 */
export function readFolder(folder: string, name: string, manifests: readonly Nominated[]): Submission {
  const notes: string[] = [];
  const files = new Map<string, SubmittedFile>();
  const found = new Map<string, string>();
  const top = foldersAtTop(folder);
  if (top === null) {
    const reason = `The submission has more than ${MAX_ENTRIES} files and folders at its top; it is not looked through.`;
    return { name, files: new Map(manifests.map(({ id }) => [id, unreadable(reason)])), notes: [reason] };
  }
  const prefixes = prefixesOf(top);
  for (const manifest of manifests) {
    const [first, ...others] = placesBehind(prefixes, manifest)
      .map((place) => look(folder, place))
      .filter((looked) => looked !== null);
    const file = first === undefined ? MISSING : (first.refused ?? readRegularFile(join(folder, first.place)));
    files.set(manifest.id, file);
    if (first === undefined) continue;
    found.set(manifest.id, first.place);
    notes.push(
      ...notesOnOthers(
        first.place,
        others.map(({ place }) => place),
      ),
      ...notesOn(first.place, file),
    );
  }
  return { name, files, places: found, notes };
}

/** The folders at the top, links to others not among them. `null`: more names than are looked through. */
function foldersAtTop(folder: string): readonly string[] | null {
  const names: string[] = [];
  let directory: Dir | undefined;
  try {
    directory = opendirSync(folder);
    let seen = 0;
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      seen += 1;
      if (seen > MAX_ENTRIES) return null;
      if (entry.isDirectory()) names.push(entry.name);
    }
    return names;
  } catch {
    // What cannot be listed may yet be looked at.
    return names;
  } finally {
    directory?.closeSync();
  }
}

/** Something at a place. `refused`: why it is not read. */
interface Found {
  readonly place: string;
  readonly refused: SubmittedFile | null;
}

/** Every part of the path is looked at without following it: a link or a device on the way ends the search. */
function look(folder: string, place: string): Found | null {
  const refuse = (reason: string): Found => ({ place, refused: unreadable(reason) });
  const parts = place.split('/');
  let path = folder;
  for (const [index, part] of parts.entries()) {
    path = join(path, part);
    const isFile = index === parts.length - 1;
    const stat = lstatOf(path);
    if (stat === null) return null;
    const soFar = parts.slice(0, index + 1).join('/');
    if (stat === 'denied') return refuse(`${soFar} cannot be read: permission denied.`);
    if (stat.isSymbolicLink()) return refuse(`${soFar} is a link; links are not followed.`);
    if (!isFile && !stat.isDirectory()) return null;
    if (isFile && stat.isDirectory()) return refuse(`${place} is a folder, not a file.`);
    if (isFile && !stat.isFile()) return refuse(`${place} is not a regular file.`);
  }
  return { place, refused: null };
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
