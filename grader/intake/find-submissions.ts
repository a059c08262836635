import { lstatSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MAX_ARCHIVE_BYTES, readArchive } from './read-archive.ts';
import { readFolder } from './read-folder.ts';
import { compareNames, isLaidOut, type Nominated, type Submission, unreadable } from './submission.ts';

/** Where one submission lies. `read` looks at it; nothing was read before. */
export interface SubmissionSource {
  readonly name: string;
  read(manifests: readonly Nominated[]): Promise<Submission>;
}

export interface FoundSubmissions {
  /** In the order of their names. */
  readonly sources: readonly SubmissionSource[];
  /** Children that are no submission, with the reason, in the order of their names: nobody is lost silently. */
  readonly ignored: readonly string[];
}

/** What operating systems and tools leave beside the work of people: nothing is said of it. */
const LEFTOVERS: ReadonlySet<string> = new Set([
  ...['__MACOSX', '.DS_Store', '.AppleDouble', '.fseventsd', '.Spotlight-V100', '.TemporaryItems', '.Trashes'],
  ...['.git', '.hg', '.svn', '.idea', '.vscode', '.ouro'],
]);

/**
 * Each child folder, or `.zip`, of `folder` is one submission. Hidden children, leftovers, a README, and `except` (the
 * folder that reports are written to), are no submissions; of hidden ones, those that could be some are told. A folder
 * and an archive of the same name are two submissions, and so are two archives: an archive whose name alone would not
 * tell it apart keeps its ending.
 */
export function findSubmissions(folder: string, except: string | null): FoundSubmissions {
  const sources: SubmissionSource[] = [];
  const ignored: string[] = [];
  const entries = readdirSync(folder, 'buffer').map(decodeName);
  const claims = countClaims(entries.map(({ name }) => name));
  for (const { name: entry, isText } of entries) {
    const path = join(folder, entry);
    if (isLeftover(entry) || (except !== null && resolve(path) === resolve(except))) continue;
    if (entry.startsWith('.')) {
      if (!isText || mayBeSubmission(path)) ignored.push(`${entry}: hidden`);
      continue;
    }
    if (!isText) {
      sources.push(refused(entry, 'Rename the submission: its name is not UTF-8 text, and it cannot be opened by it.'));
      continue;
    }
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    const stem = stemOf(entry);
    if (stat.isSymbolicLink()) {
      sources.push(refused(entry, 'The submission is a link; links are not followed.'));
    } else if (stat.isDirectory()) {
      sources.push({ name: entry, read: async (manifests) => readFolder(path, entry, manifests) });
    } else if (stem !== null && stat.isFile() && stat.size > MAX_ARCHIVE_BYTES) {
      sources.push(refused(entry, `The archive has ${stat.size} bytes; at most ${MAX_ARCHIVE_BYTES} are read.`));
    } else if (stem !== null && stat.isFile()) {
      const name = claims.get(stem) === 1 ? stem : entry;
      sources.push({ name, read: (manifests) => readArchive(path, name, manifests) });
    } else if (!/^readme(\.\w+)?$/i.test(entry)) {
      ignored.push(`${entry}: neither a folder nor a .zip`);
    }
  }
  return { sources: sources.sort((a, b) => compareNames(a.name, b.name)), ignored: ignored.sort(compareNames) };
}

/** `._alice.zip` is what macOS keeps of `alice.zip` on foreign disks; `.Trash-1000`, a user's bin on Linux. */
function isLeftover(entry: string): boolean {
  return LEFTOVERS.has(entry) || /^\.(?:_|Trash-\d+$)/.test(entry);
}

/** An archive, or a folder with exercises at its top. */
function mayBeSubmission(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return stat !== undefined && /\.zip$/i.test(path);
  try {
    return readdirSync(path).some(isLaidOut);
  } catch {
    return true; // it cannot be looked into: who knows
  }
}

/** `alice.zip` → `alice`; null for what is no archive. */
function stemOf(entry: string): string | null {
  return /^(?<stem>.+)\.zip$/isu.exec(entry)?.groups?.['stem'] ?? null;
}

/** How many entries would go by a name: each by its own, an archive by its stem as well. */
function countClaims(entries: readonly string[]): ReadonlyMap<string, number> {
  const claims = new Map<string, number>();
  const names = entries.flatMap((entry) => {
    const stem = stemOf(entry);
    return stem === null ? [entry] : [entry, stem];
  });
  for (const name of names) claims.set(name, (claims.get(name) ?? 0) + 1);
  return claims;
}

/**
 * A name as text. One that is not UTF-8 is not lost, and differs from every other: each of its bytes beyond ASCII becomes
 * half a surrogate, U+DC80 to U+DCFF, as Python's `surrogateescape` has it.
 */
function decodeName(bytes: Buffer): { readonly name: string; readonly isText: boolean } {
  const name = bytes.toString('utf8');
  if (bytes.equals(Buffer.from(name))) return { name, isText: true };
  const units = Array.from(bytes, (byte) => (byte < 0x80 ? byte : 0xdc00 + byte));
  return { name: String.fromCharCode(...units), isText: false };
}

function refused(name: string, reason: string): SubmissionSource {
  return {
    name,
    read: async (manifests) => ({
      name,
      files: new Map(manifests.map(({ id }) => [id, unreadable(reason)])),
      notes: [reason],
    }),
  };
}
