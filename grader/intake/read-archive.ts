import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import {
  compareNames,
  decodeSource,
  isLaidOut,
  MAX_ENTRIES,
  MAX_FILE_BYTES,
  MISSING,
  type Nominated,
  notesOn,
  notesOnOthers,
  placesOf,
  prefixesOf,
  type Submission,
  type SubmittedFile,
  unreadable,
} from './submission.ts';

/** Largest archive that is opened. Central directories of more than that are not read. */
export const MAX_ARCHIVE_BYTES = 64 * 1024 * 1024;
const S_IFMT = 0o170_000;
const S_IFREG = 0o100_000;

/**
 * Reads the nominated members of a zip and nothing else, in memory: no member is ever written to disk, whatever its
 * name. One folder around everything (`alice/exercises/…`) is accepted.
 * An archive whose directory cannot be read makes every exercise unreadable, with the reason; a damaged member, its own
 * exercise alone.
 */
export async function readArchive(path: string, name: string, manifests: readonly Nominated[]): Promise<Submission> {
  try {
    const archive = await yauzl.openPromise(path, { autoClose: false, lazyEntries: true });
    try {
      const places = new Set(manifests.flatMap(placesOf));
      return await choose(archive, name, manifests, await findMembers(archive, places));
    } finally {
      archive.close();
    }
  } catch (error) {
    const reason = `The archive cannot be read: ${why(error).replace(/\.+$/, '')}.`;
    return { name, files: new Map(manifests.map(({ id }) => [id, unreadable(reason)])), notes: [reason] };
  }
}

/** What the system says names the path on this machine, which is nobody's business: its code alone. */
function why(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? String(error.code) : error.message;
}

/** A member that may be the file of an exercise. Its content is not read yet: there may be thousands of them. */
interface Member {
  readonly path: string;
  /** `path` without a folder around everything. */
  readonly place: string;
  readonly entry: yauzl.Entry;
}

/** In the order of their paths. */
async function findMembers(archive: yauzl.ZipFile, places: ReadonlySet<string>): Promise<readonly Member[]> {
  if (archive.entryCount > MAX_ENTRIES) throw new Error(`it has ${archive.entryCount} members, at most ${MAX_ENTRIES}`);
  const top = new Set<string>();
  const found: (Member & { readonly prefix: string })[] = [];
  for await (const entry of archive.eachEntry()) {
    const path = entry.fileName;
    const parts = path.split('/').filter((part) => part !== '.');
    const [first = '', ...inside] = parts;
    if (inside.length > 0) top.add(first);
    const prefix = isLaidOut(first) ? '' : `${first}/`;
    const place = parts.join('/').slice(prefix.length);
    if (places.has(place)) found.push({ path, prefix, place, entry });
  }
  const prefixes = new Set(prefixesOf(top));
  return found.filter(({ prefix }) => prefixes.has(prefix)).sort((a, b) => compareNames(a.path, b.path));
}

/** One member for each exercise, and that one alone is read. */
async function choose(
  archive: yauzl.ZipFile,
  name: string,
  manifests: readonly Nominated[],
  members: readonly Member[],
): Promise<Submission> {
  const notes: string[] = [];
  const files = new Map<string, SubmittedFile>();
  for (const manifest of manifests) {
    const [first, ...others] = placesOf(manifest).flatMap((place) =>
      members.filter((member) => member.place === place),
    );
    if (first === undefined) {
      files.set(manifest.id, MISSING);
    } else if (others.some(({ path }) => path === first.path)) {
      files.set(manifest.id, unreadable(`${first.path} is in the archive more than once.`));
    } else {
      const file = await readMember(archive, first.entry);
      files.set(manifest.id, file);
      const ignored = notesOnOthers(
        first.path,
        others.map(({ path }) => path),
      );
      notes.push(...ignored, ...notesOn(first.path, file));
    }
  }
  if (members.length === 0) notes.push('The archive holds no file of an exercise.');
  return { name, files, notes };
}

async function readMember(archive: yauzl.ZipFile, entry: yauzl.Entry): Promise<SubmittedFile> {
  const { fileName: path, uncompressedSize } = entry;
  const mode = (entry.externalFileAttributes >>> 16) & S_IFMT;
  if (mode !== 0 && mode !== S_IFREG) return unreadable(`${path} is not a regular file.`);
  if (entry.isEncrypted()) return unreadable(`${path} is encrypted.`);
  if (!entry.canDecodeFileData()) {
    return unreadable(`${path} is compressed by method ${entry.compressionMethod}; make the archive with Deflate.`);
  }
  if (uncompressedSize > MAX_FILE_BYTES) {
    return unreadable(`${path} has ${uncompressedSize} bytes; at most ${MAX_FILE_BYTES} are read.`);
  }
  try {
    const bytes = await bytesOf(archive, entry);
    if (crc32(bytes) === entry.crc32) return decodeSource(bytes);
  } catch (error) {
    // Of all errors, those of the system alone name a call: the disk is at fault, not the archive.
    if (error instanceof Error && 'syscall' in error) return unreadable(`${path} cannot be read: ${why(error)}.`);
  }
  return unreadable(`${path} is damaged in the archive; make the archive again and hand it in once more.`);
}

/** A member's bytes, as many as the directory says. Throws where there are more, fewer, or no stream of Deflate. */
async function bytesOf(archive: yauzl.ZipFile, entry: yauzl.Entry): Promise<Uint8Array> {
  const stream = await archive.openReadStreamPromise(entry);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
