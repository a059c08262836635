import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { renderClassPage } from '../../reports/class-page.ts';
import { renderGradebookCsv } from '../../reports/gradebook.ts';
import { renderMarkdown } from '../../reports/markdown.ts';
import { CLASS_PAGE, PAGES_FOLDER, pageFileName } from '../../reports/page-file-name.ts';
import { serializeResults } from '../../reports/results-schema.ts';
import { renderSubmissionPage } from '../../reports/submission-page.ts';
import type { Results } from '../core/results.ts';
import { writeWhole } from '../write-whole.ts';

/**
 * Writes every report of a run: `results.json` and from it `index.html`, a page per submission, `summary.md`,
 * `gradebook.csv`; each is there whole, also when two runs write to one folder. Pages of submissions that are no longer
 * there are removed. Returns the page to open first.
 */
export function writeReports(out: string, results: Results): string {
  const pages = join(out, PAGES_FOLDER);
  mkdirSync(pages, { recursive: true });
  const current = new Set(results.submissions.map(({ submission }) => pageFileName(submission)));
  // Before results.json lists them no longer: a page that no results list is taken for somebody else's.
  for (const name of readdirSync(pages)) {
    if (name.endsWith('.html') && !current.has(name)) rmSync(join(pages, name));
  }
  writeWhole(join(out, 'results.json'), serializeResults(results));
  writeWhole(join(out, CLASS_PAGE), renderClassPage(results));
  writeWhole(join(out, 'summary.md'), renderMarkdown(results));
  writeWhole(join(out, 'gradebook.csv'), renderGradebookCsv(results));
  for (const submission of results.submissions) {
    writeWhole(join(pages, pageFileName(submission.submission)), renderSubmissionPage(results, submission));
  }
  return join(out, CLASS_PAGE);
}
