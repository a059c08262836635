import { describe, expect, it } from 'vitest';
import type { Results } from '../grader/core/results.ts';
import { renderClassPage } from './class-page.ts';
import { HOSTILE_RESULTS } from './hostile-results.ts';
import { pageFileName } from './page-file-name.ts';
import { SAMPLE_RESULTS } from './sample-results.ts';
import { renderSubmissionPage } from './submission-page.ts';

/** As many submissions as asked for, the sample's in turn. */
function many(number: number): Results {
  const { submissions } = SAMPLE_RESULTS;
  const copies = Array.from({ length: number }, (_, index) =>
    submissions
      .slice(index % submissions.length)
      .slice(0, 1)
      .map((one) => ({ ...one, submission: `student-${index}` })),
  );
  return { ...SAMPLE_RESULTS, submissions: copies.flat() };
}

function pageOf(name: string, results = SAMPLE_RESULTS): string {
  const submission = results.submissions.find((candidate) => candidate.submission === name);
  if (submission === undefined) throw new Error(`no submission ${name}`);
  return renderSubmissionPage(results, submission);
}

/** The sample below the highest isolation: its pages hold every element that a page may hold. */
const LOWERED: Results = {
  ...SAMPLE_RESULTS,
  isolation: { level: 'permission', sentence: 'No bubblewrap.', lost: ['The network was in reach.'] },
};

/** Every tag of a page, as it stands. */
function tagsOf(html: string): readonly string[] {
  return html.match(/<[a-z!/][^>]*>/gi) ?? [];
}

describe('renderSubmissionPage', () => {
  it('names points, seed and isolation', () => {
    const html = pageOf('carla');
    expect(html).toContain('<b>34.75</b> <span>of 40 points</span>');
    expect(html).toContain('<dd>20261122</dd>');
    expect(html).toContain('<p>Student code ran in bubblewrap: no network');
  });
  it('allows nothing but inline style by its content security policy', () => {
    expect(pageOf('alice')).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    );
  });
  it('shows three findings of an exercise, counts the rest, and tells each once', () => {
    const html = pageOf('bob');
    expect(html.match(/<li class="finding">/g)).toHaveLength(1 + 3);
    expect(html).toContain('2 more findings below.');
    expect(html.match(/At step 6, malloc\(20\)/g)).toHaveLength(1);
    expect(html.match(/the field `free` is an array|the field &#x60;free&#x60; is an array/g)).toHaveLength(1);
  });
  it('shows a withheld grade as withheld, never as a zero', () => {
    const html = pageOf('eun-ji');
    expect(html).toContain('<b>withheld</b> <span>of 40 points</span>');
    expect(html).toContain('<span class="points">– / 20</span>');
    expect(html).toContain('Performance: The measuring process could not be started.');
    expect(html).not.toMatch(/[> ]0 \/ (?:20|4)</);
  });
  it('tells how many checks failed, and fills the bar by the points', () => {
    expect(pageOf('carla')).toMatch(
      /class="mark open"><span class="shape" aria-hidden="true">◐<\/span> 2 checks failed<\/span>\s*<span class="points">8\.25 \/ 10<.*class="fill-open" width="83%"/,
    );
  });
  it('folds the checks that wait for one check into a row that lists them', () => {
    const html = pageOf('dmitri');
    expect(html).toContain('<span class="note">Wait for: a subclass turns its type hints into fields.</span>');
    expect(html).toMatch(/<details class="waiting">.*a keyword without a field raises AttributeError/);
    expect(html).not.toContain('Waits for behaviour/declares-fields.');
  });
  it('says what is to do next, and what is missing', () => {
    expect(pageOf('gustavo')).toContain(
      '<p class="lead">to do: merge the MROs of the bases and the list of the bases</p>',
    );
    expect(pageOf('fatima')).toContain('<p class="lead">checked.ts is missing.</p>');
  });
  it('says what is lost below the highest isolation', () => {
    const html = pageOf('alice', LOWERED);
    expect(html).toContain('<p class="notice open">No bubblewrap.</p>');
    expect(html).toContain('<li>The network was in reach.</li>');
  });
  it('links to the class page only where there is one', () => {
    expect(pageOf('alice')).toContain('<a href="../index.html">');
    const alone = { ...SAMPLE_RESULTS, submissions: SAMPLE_RESULTS.submissions.slice(0, 1) };
    expect(pageOf('alice', alone)).not.toContain('index.html');
  });
  it('is the same for the same results', () => expect(pageOf('bob')).toBe(pageOf('bob')));
  it('holds no tag but its own, whatever a student wrote', () => {
    const own = new Set(
      SAMPLE_RESULTS.submissions.flatMap(({ submission }) => tagsOf(pageOf(submission, LOWERED)).map(nameOfTag)),
    );
    for (const submission of HOSTILE_RESULTS.submissions) {
      const html = renderSubmissionPage(HOSTILE_RESULTS, submission);
      for (const tag of tagsOf(html)) expect(own).toContain(nameOfTag(tag));
      expect(html.match(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu)).toBeNull();
      expect(html.length).toBeLessThan(300_000);
    }
  });
});

describe('renderClassPage', () => {
  it('has a row per submission that links to its page', () => {
    const html = renderClassPage(SAMPLE_RESULTS);
    for (const { submission } of SAMPLE_RESULTS.submissions) {
      expect(html).toContain(
        `<th scope="row"><a href="submissions/${pageFileName(submission)}">${submission}</a></th>`,
      );
    }
  });
  it('shows a missing file as a word, never as a zero', () => {
    const row = renderClassPage(SAMPLE_RESULTS).match(/<tr>.*>fatima<.*<\/tr>/)?.[0] ?? '';
    expect(
      row.match(/<td class="cell quiet"><span class="shape" aria-hidden="true">–<\/span> missing<\/td>/g),
    ).toHaveLength(2);
  });
  it('lists what is withheld, and why', () => {
    expect(renderClassPage(SAMPLE_RESULTS)).toMatch(
      /eun-ji<\/a> <span class="note">17-obmalloc: The measuring process could not/,
    );
  });
  it('tells the distribution in words', () => {
    expect(renderClassPage(SAMPLE_RESULTS)).toContain('1 submission with 16 to under 20 points; ');
    expect(renderClassPage(SAMPLE_RESULTS)).toContain('1 submission with 36 to 40 points.');
  });
  it('shows the notes of submissions', () => {
    expect(renderClassPage(SAMPLE_RESULTS)).toContain(
      'The folder old-versions/ is not an exercise and was not graded.',
    );
  });
  it.each([0, 1])('is a page for %i submissions', (number) => {
    expect(renderClassPage(many(number))).toContain('<h1>Class report</h1>');
  });
  it('stays small for 1000 submissions', () => expect(renderClassPage(many(1000)).length).toBeLessThan(1_000_000));
  it('holds no tag but its own, whatever a student wrote', () => {
    const own = new Set(tagsOf(renderClassPage(LOWERED)).map(nameOfTag));
    const html = renderClassPage(HOSTILE_RESULTS);
    for (const tag of tagsOf(html)) expect(own).toContain(nameOfTag(tag));
    expect(html.match(/(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu)).toBeNull();
    expect(html.length).toBeLessThan(1_000_000);
  });
});

/** A tag's name and the names of its attributes. */
function nameOfTag(tag: string): string {
  return tag.replaceAll(/="[^"]*"/g, '').replaceAll(/\s+/g, ' ');
}
