import yauzl from 'yauzl';
import {
  decodeSource,
  MAX_FILE_BYTES,
  MISSING,
  type Nominated,
  placesOf,
  type Submission,
  type SubmittedFile,
  unreadable,
} from './submission.ts';

/** An archive with more members than that is refused unread. */
const MAX_ENTRIES = 20_000;
/** Largest archive that is opened. Central directories of more than that are not read. */
export const MAX_ARCHIVE_BYTES = 64 * 1024 * 1024;
const S_IFMT = 0o170_000;
const S_IFREG = 0o100_000;

/**
 * Reads the nominated members of a zip and nothing else, in memory: no member is ever written to disk, whatever its
 * name. One folder around everything (`alice/exercises/…`) is accepted, as archives made of a folder have it.
 * An archive that cannot be read makes every exercise unreadable, with the reason.
 */
export async function readArchive(path: string, name: string, manifests: readonly Nominated[]): Promise<Submission> {
  const nominated = new Map(manifests.flatMap((manifest) => placesOf(manifest).map((place) => [place, manifest])));
  try {
    const members = await readMembers(path, (member) => nominated.has(innerPath(member)));
    return choose(name, manifests, members);
  } catch (error) {
    const reason = `The archive cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    return { name, files: new Map(manifests.map(({ id }) => [id, unreadable(reason)])), notes: [reason] };
  }
}

/** `alice/exercises/02-…/mro.ts` and `exercises/02-…/mro.ts` alike give the latter. */
function innerPath(member: string): string {
  const parts = member.split('/').filter((part) => part !== '.');
  const start = parts[0] === 'exercises' || /^\d\d-/.test(parts[0] ?? '') ? 0 : 1;
  return parts.slice(start).join('/');
}

function choose(name: string, manifests: readonly Nominated[], members: readonly Member[]): Submission {
  const notes: string[] = [];
  const files = new Map<string, SubmittedFile>();
  for (const manifest of manifests) {
    const found = placesOf(manifest).flatMap((place) => members.filter(({ path }) => innerPath(path) === place));
    const [first, ...others] = found;
    const twice = others.find(({ path }) => path === first?.path);
    files.set(
      manifest.id,
      twice === undefined ? (first?.file ?? MISSING) : unreadable(`${twice.path} is in the archive more than once.`),
    );
    if (first !== undefined && twice === undefined && others.length > 0) {
      notes.push(`Graded ${first.path}; ${others.map(({ path }) => path).join(', ')} is there too and was ignored.`);
    }
  }
  if (members.length === 0) notes.push('The archive holds no file of an exercise.');
  return { name, files, notes };
}

interface Member {
  readonly path: string;
  readonly file: SubmittedFile;
}

async function readMembers(path: string, wanted: (member: string) => boolean): Promise<readonly Member[]> {
  const archive = await yauzl.openPromise(path, { autoClose: false, lazyEntries: true });
  try {
    if (archive.entryCount > MAX_ENTRIES)
      throw new Error(`it has ${archive.entryCount} members, at most ${MAX_ENTRIES}`);
    const members: Member[] = [];
    for await (const entry of archive.eachEntry()) {
      if (wanted(entry.fileName)) members.push({ path: entry.fileName, file: await readMember(archive, entry) });
    }
    return members;
  } finally {
    archive.close();
  }
}

async function readMember(archive: yauzl.ZipFile, entry: yauzl.Entry): Promise<SubmittedFile> {
  const mode = (entry.externalFileAttributes >>> 16) & S_IFMT;
  if (mode !== 0 && mode !== S_IFREG) return unreadable(`${entry.fileName} is not a regular file.`);
  if (entry.isEncrypted()) return unreadable(`${entry.fileName} is encrypted.`);
  if (entry.uncompressedSize > MAX_FILE_BYTES) {
    return unreadable(`${entry.fileName} has ${entry.uncompressedSize} bytes; at most ${MAX_FILE_BYTES} are read.`);
  }
  const stream = await archive.openReadStreamPromise(entry);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  return decodeSource(Buffer.concat(chunks));
}
