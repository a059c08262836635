import { lstatSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MAX_ARCHIVE_BYTES, readArchive } from './read-archive.ts';
import { readFolder } from './read-folder.ts';
import { type Nominated, type Submission, unreadable } from './submission.ts';

/** Where one submission lies. `read` looks at it; nothing was read before. */
export interface SubmissionSource {
  readonly name: string;
  read(manifests: readonly Nominated[]): Promise<Submission>;
}

export interface FoundSubmissions {
  /** In the order of their names. */
  readonly sources: readonly SubmissionSource[];
  /** Children that are no submission, with the reason: nobody is lost silently. */
  readonly ignored: readonly string[];
}

/**
 * Each child folder, or `.zip`, of `folder` is one submission. Hidden children, a README, and `except` (the folder that
 * reports are written to), are no submissions. A folder and an archive of the same name are two submissions: the
 * archive keeps its ending.
 */
export function findSubmissions(folder: string, except: string | null): FoundSubmissions {
  const sources: SubmissionSource[] = [];
  const ignored: string[] = [];
  const names = readdirSync(folder).sort(compareNames);
  for (const entry of names) {
    const path = join(folder, entry);
    if (entry.startsWith('.') || (except !== null && resolve(path) === resolve(except))) continue;
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    const isArchive = /\.zip$/i.test(entry);
    if (stat.isSymbolicLink()) {
      sources.push(refused(entry, 'The submission is a link; links are not followed.'));
    } else if (stat.isDirectory()) {
      sources.push({ name: entry, read: async (manifests) => readFolder(path, entry, manifests) });
    } else if (isArchive && stat.isFile() && stat.size > MAX_ARCHIVE_BYTES) {
      sources.push(refused(entry, `The archive has ${stat.size} bytes; at most ${MAX_ARCHIVE_BYTES} are read.`));
    } else if (isArchive && stat.isFile()) {
      const stem = entry.slice(0, -'.zip'.length);
      const name = stem === '' || names.includes(stem) ? entry : stem;
      sources.push({ name, read: (manifests) => readArchive(path, name, manifests) });
    } else if (!/^readme(\.\w+)?$/i.test(entry)) {
      ignored.push(`${entry}: neither a folder nor a .zip`);
    }
  }
  return { sources: sources.sort((a, b) => compareNames(a.name, b.name)), ignored };
}

/** By code units: the same order on every machine. */
function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
