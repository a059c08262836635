import { describe, expect, it } from 'vitest';
import type { Results } from '../grader/core/results.ts';
import { HOSTILE_RESULTS, HOSTILE_TEXTS } from './hostile-results.ts';
import { MARKDOWN_LIMIT, renderMarkdown } from './markdown.ts';
import { codeBlock, codeSpan, prose } from './markdown-text.ts';
import { SAMPLE_RESULTS } from './sample-results.ts';

function only(name: string): Results {
  const submissions = SAMPLE_RESULTS.submissions.filter(({ submission }) => submission === name);
  return { ...SAMPLE_RESULTS, submissions };
}

/** Markdown without its code, by CommonMark's rules: fenced blocks first, then spans between runs of equal length. */
function withoutCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const run = /^ {0,3}(`{3,})([^`]*)$/.exec(line);
    if (fence === null && run !== null) fence = run[1] ?? null;
    else if (fence !== null && run !== null && (run[1] ?? '').length >= fence.length && run[2]?.trim() === '')
      fence = null;
    else if (fence === null) lines.push(line.replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, 'CODE'));
  }
  expect(fence).toBeNull();
  return lines.join('\n');
}

describe('renderMarkdown', () => {
  it('opens with the points of a single submission', () => {
    expect(renderMarkdown(only('bob'))).toMatch(/^## Ouroboros: 18 \/ 40\n/);
  });
  it('has a row per exercise with the place and the first thing to fix', () => {
    const row = renderMarkdown(only('bob'))
      .split('\n')
      .find((line) => line.startsWith('| Method'));
    expect(row).toMatch(
      /^\| Method resolution order \| ✗ failed \| 4 \/ 10 \| `mro.ts:31:5` `A common base comes after/,
    );
  });
  it('tells three findings of an exercise and counts the rest', () => {
    expect(renderMarkdown(only('bob'))).toContain('2 more findings in the report.');
  });
  it('shows a withheld grade as withheld', () => {
    const text = renderMarkdown(only('eun-ji'));
    expect(text).toContain('## Ouroboros: withheld / 40');
    expect(text).toContain('| ! withheld | withheld / 20 |');
    expect(text).not.toMatch(/\b0 \/ [24]0/);
  });
  it('says which isolation was in force, and the seed', () => {
    expect(renderMarkdown(only('alice'))).toMatch(
      /Student code ran in bubblewrap.*Seed of the private scenarios: 20261122\./,
    );
  });
  it('leaves nothing of a student outside code', () => {
    const rest = withoutCode(
      renderMarkdown({ ...HOSTILE_RESULTS, submissions: HOSTILE_RESULTS.submissions.slice(0, HOSTILE_TEXTS.length) }),
    );
    expect(rest.match(/[<>@[\]`~]|https?:|::|^\s*[-+*] (?!CODE)/gm)).toBeNull();
    for (const line of rest.split('\n').filter((line) => line.startsWith('|'))) {
      expect(line.split('|')).toHaveLength(6);
    }
    for (const line of rest.split('\n').filter((line) => line.startsWith('#')))
      expect(line).toMatch(/^(?:## Ouroboros: \d+|### CODE )/);
  });
  it('stays under the limit and says so when something is left out', () => {
    const text = renderMarkdown(HOSTILE_RESULTS);
    const many = renderMarkdown({
      ...SAMPLE_RESULTS,
      submissions: Array.from({ length: 300 }, () => SAMPLE_RESULTS.submissions).flat(),
    });
    for (const summary of [text, many]) expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(MARKDOWN_LIMIT);
    expect(many).toMatch(/\nThe rest is left out: .*\n$/);
    withoutCode(many);
  });
});

describe('codeSpan', () => {
  it.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['a|b', '`a│b`'],
    ['a\nb', '`a␊b`'],
    ['', ''],
  ])('wraps %j', (text, span) => expect(codeSpan(text)).toBe(span));
  it.each(HOSTILE_TEXTS.filter((text) => text.trim() !== ''))('is one span around %j', (text) => {
    expect(withoutCode(codeSpan(text))).toBe('CODE');
  });
});

describe('codeBlock', () => {
  it.each(HOSTILE_TEXTS)('is not closed by %j', (text) => expect(withoutCode(codeBlock(`${text}\n${text}`))).toBe(''));
});

describe('prose', () => {
  it.each([
    ["`type()` isn't <b>", "&#96;type()&#96; isn't &#60;b&#62;"],
    ['__init_subclass__', '&#95;&#95;init&#95;subclass&#95;&#95;'],
    ['The small-object allocator: all of it.', 'The small-object allocator: all of it.'],
    ['- https://x.example', '&#45; https&#58;//x&#46;example'],
    ['1. a', '1&#46; a'],
    ['[a](b) ![c](d)', '&#91;a&#93;(b) !&#91;c&#93;(d)'],
    ['a | b', 'a &#124; b'],
  ])('shows %j as text', (text, markdown) => expect(prose(text)).toBe(markdown));
  it('mentions nobody', () => expect(prose('@octocat')).toBe('＠octocat'));
});
