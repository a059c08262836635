import { createHash } from 'node:crypto';
import type { Manifest } from '../../exercises/kit/manifest.ts';

/** Largest student file that is read. The stubs are below 4 KiB, model answers below 20 KiB. */
export const MAX_FILE_BYTES = 128 * 1024;

/** One person's work, as it was found. Nothing of it has been run or interpreted yet. */
export interface Submission {
  /** The folder's or archive's name; under a student's control. */
  readonly name: string;
  /** By exercise id; an exercise that was not looked for is absent. */
  readonly files: ReadonlyMap<string, SubmittedFile>;
  /** By exercise id, where in a folder its file was found. */
  readonly places?: ReadonlyMap<string, string>;
  /** What the instructor should know and no exercise says. */
  readonly notes: readonly string[];
}

export type SubmittedFile =
  | { readonly kind: 'file'; readonly source: string; readonly sha256: string }
  | { readonly kind: 'missing' }
  /** Something is there, and it cannot be graded. The student can mend it. */
  | { readonly kind: 'unreadable'; readonly reason: string };

export const MISSING: SubmittedFile = { kind: 'missing' };

export function unreadable(reason: string): SubmittedFile {
  return { kind: 'unreadable', reason };
}

/** What intake needs to know of an exercise: which file is nominated. Nothing else of a submission is read. */
export type Nominated = Pick<Manifest, 'id' | 'file'>;

/** Where a submission may keep the file of one exercise, the first one found counts. */
export function placesOf({ id, file }: Nominated): readonly string[] {
  return [`exercises/${id}/${file}`, `${id}/${file}`];
}

/** More names than that at the top of a folder, or members of an archive, are not looked through. */
export const MAX_ENTRIES = 20_000;

/** Whether a folder's name at the top of a submission tells that its exercises lie there. */
export function isLaidOut(name: string): boolean {
  return /^(?:exercises$|\d\d-)/.test(name);
}

/**
 * What may stand before the places of a submission that has these folders at its top: nothing; or, where no exercise lies
 * there, one folder around everything (`alice/exercises/…`), as archives and downloads have it. Where exercises lie at
 * the top, no other folder is looked into: one that holds somebody's answers would stand in for an exercise left out.
 */
export function prefixesOf(folders: Iterable<string>): readonly string[] {
  const names = [...folders];
  return names.some(isLaidOut) ? [''] : ['', ...names.sort(compareNames).map((name) => `${name}/`)];
}

/** Where an exercise may lie behind one of these prefixes, first to be looked at first. */
export function placesBehind(prefixes: readonly string[], exercise: Nominated): readonly string[] {
  return placesOf(exercise).flatMap((place) => prefixes.map((prefix) => prefix + place));
}

/** By code units: the same order on every machine. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Further files that a note names. */
const OTHERS_NAMED = 3;

/** What is told of files that could have been graded in place of the one that was. */
export function notesOnOthers(graded: string, others: readonly string[]): readonly string[] {
  if (others.length === 0) return [];
  const named = others.slice(0, OTHERS_NAMED).join(', ');
  const rest = others.length > OTHERS_NAMED ? ` and ${others.length - OTHERS_NAMED} more` : '';
  return [`Graded ${graded}; ${named}${rest} is there too and was ignored.`];
}

/** The text of a student's file: UTF-8 of bounded size, without a byte order mark. */
export function decodeSource(bytes: Uint8Array): SubmittedFile {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return unreadable(`The file has ${bytes.byteLength} bytes; at most ${MAX_FILE_BYTES} are read.`);
  }
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return unreadable('The file is not UTF-8 text.');
  }
  if (source.includes('\0')) return unreadable('The file holds a NUL character: it is no text.');
  return { kind: 'file', source, sha256: createHash('sha256').update(source).digest('hex') };
}

/** Overrides of the direction of writing, and line ends that editors show as none: U+2028 ends a comment unseen. */
const MISLEADING = /[\u202a-\u202e\u2066-\u2069\u2028\u2029]/u;

/** What the instructor should know of a file before reading it: where what is seen may not be what runs. */
export function notesOn(place: string, file: SubmittedFile): readonly string[] {
  const found = file.kind === 'file' ? MISLEADING.exec(file.source) : null;
  if (found === null) return [];
  const line = found.input.slice(0, found.index).split(/\r\n?|\n/).length;
  const code = found[0].charCodeAt(0).toString(16).toUpperCase();
  return [`Read ${place} with care: U+${code} in line ${line} makes what is seen another thing than what runs.`];
}
