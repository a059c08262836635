import { createHash } from 'node:crypto';

/** Names that are their own file name: lower case, so that no two of them differ by case or normalisation alone. */
const PLAIN = /^[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?$/;
/** Names that Windows keeps for devices, with any extension; and the class page's. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|index)(?:\.|$)/;
/** Letters of the name kept in front of its digest. */
const SLUG_LENGTH = 40;

/** The class page's file. */
export const CLASS_PAGE = 'index.html';
/** The folder of the submissions' pages, beside the class page. */
export const PAGES_FOLDER = 'submissions';
/** Link from a submission's page to the class page. */
export const CLASS_PAGE_FROM_PAGES = `../${CLASS_PAGE}`;

/**
 * File name of a submission's page. Safe in every file system and URL, and different for different names, whatever
 * they hold: a name that is not plain gets `~` and 128 bits of its SHA-256, and no plain name holds a `~`.
 */
export function pageFileName(submission: string): string {
  if (PLAIN.test(submission) && !RESERVED.test(submission)) return `${submission}.html`;
  // UTF-16, not UTF-8: encoding to UTF-8 would make all half surrogates equal.
  const digest = createHash('sha256').update(submission, 'utf16le').digest('hex').slice(0, 32);
  return `${slugOf(submission)}~${digest}.html`;
}

function slugOf(submission: string): string {
  const slug = submission
    .slice(0, 4 * SLUG_LENGTH)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH)
    .replace(/^-|-$/g, '');
  return slug === '' ? 'submission' : slug;
}
