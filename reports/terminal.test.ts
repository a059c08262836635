import { describe, expect, it } from 'vitest';
import type { Results } from '../grader/core/results.ts';
import { HOSTILE_RESULTS } from './hostile-results.ts';
import { SAMPLE_RESULTS } from './sample-results.ts';
import { renderTerminal } from './terminal.ts';
import { terminalLine, terminalLines, wrap } from './terminal-text.ts';

const PLAIN = { color: false, width: 100 };

function only(name: string): Results {
  const submissions = SAMPLE_RESULTS.submissions.filter(({ submission }) => submission === name);
  return { ...SAMPLE_RESULTS, submissions };
}

/** Colour sequences of ours; anything else that begins with ESC is not. */
function withoutColor(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '');
}

describe('renderTerminal', () => {
  it('has a line per exercise with its state and points', () => {
    const text = renderTerminal(only('bob'), PLAIN);
    expect(text).toMatch(/^bob {2}18 \/ 40\n/);
    expect(text).toMatch(/^ {2}✗ failed {4}02-method-resolution-order +4 \/ 10$/m);
    expect(text).toMatch(/^ {2}✓ passed {4}06-init-subclass +10 \/ 10$/m);
  });
  it('shows three findings of an exercise with place, message and detail, and counts the rest', () => {
    const text = renderTerminal(only('bob'), PLAIN);
    expect(text).toMatch(
      /the block freed last is handed out first {2}obmalloc\.ts:88:12\n {4}→ .*At step 6, malloc\(20\)/,
    );
    expect(text).toMatch(/^ {6}│ {3}→ 6 {2}malloc\(20\)$/m);
    expect(text).toMatch(/^ {4}and 2 more findings$/m);
  });
  it('tells of the points that wait', () => {
    expect(renderTerminal(only('bob'), PLAIN)).toMatch(
      /^ {4}[\d.]+ more points are for \d+ checks that were not run, until/m,
    );
    expect(renderTerminal(only('alice'), PLAIN)).not.toContain('not run');
  });
  it('puts a place that has no room behind its title below it', () => {
    const narrow = renderTerminal(only('bob'), { color: false, width: 60 });
    expect(narrow).toMatch(/^ {4}the block freed last is handed out first\n {6}obmalloc\.ts:88:12\n {4}→ /m);
    for (const line of narrow.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });
  it('shows a submission without its results', () => {
    const [alice] = SAMPLE_RESULTS.submissions;
    if (alice === undefined) throw new Error('the sample is empty');
    expect(renderTerminal(alice, PLAIN)).toBe(renderTerminal(only('alice'), PLAIN));
  });
  it('shows what is to do next, and what is missing', () => {
    expect(renderTerminal(only('gustavo'), PLAIN)).toContain('    to do: merge the MROs of the bases');
    expect(renderTerminal(only('fatima'), PLAIN)).toContain('    checked.ts is missing.');
  });
  it('shows a withheld grade as withheld', () => {
    const text = renderTerminal(only('eun-ji'), PLAIN);
    expect(text).toContain('eun-ji  withheld / 40');
    expect(text).toMatch(/! withheld {2}17-obmalloc +– \/ 20\n {4}The measuring process could not be started\./);
  });
  it('has a table for several submissions', () => {
    const text = renderTerminal(SAMPLE_RESULTS, PLAIN);
    expect(text).toMatch(/│ carla +│ 34\.75 \/ 40 │ ✗ 02 {2}✗ 06 {2}✓ 17 │/);
    expect(text).toMatch(/7 submissions, 1 withheld/);
  });
  it('speaks of isolation when it is not the highest, and only then', () => {
    const isolation = { level: 'permission', sentence: 'No bubblewrap.', lost: ['The network was in reach.'] } as const;
    expect(renderTerminal({ ...only('alice'), isolation }, PLAIN)).toMatch(
      /\n! No bubblewrap\.\n! - The network was in reach\.\n$/,
    );
    expect(renderTerminal(only('alice'), PLAIN)).not.toContain('bubblewrap');
  });
  it('colours on request only', () => {
    expect(renderTerminal(only('bob'), PLAIN)).toBe(
      withoutColor(renderTerminal(only('bob'), { ...PLAIN, color: true })),
    );
  });
  it.each([true, false])('lets nothing of a student act on a terminal (colour: %s)', (color) => {
    for (const submission of HOSTILE_RESULTS.submissions) {
      const text = withoutColor(
        renderTerminal({ ...HOSTILE_RESULTS, submissions: [submission] }, { color, width: 60 }),
      );
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(text).not.toMatch(/^\s*::/m);
      expect(text).not.toMatch(/##\w*\[/);
      expect(text.length).toBeLessThan(100_000);
    }
    expect(withoutColor(renderTerminal(HOSTILE_RESULTS, { color, width: 60 }))).not.toMatch(
      /(?!\n)\p{Cc}|^\s*::|##\w*\[/mu,
    );
  });
});

describe('terminalLine', () => {
  it.each([
    ['\u001b[31mred', '␛[31mred'],
    ['::error::x', ': :error::x'],
    ['a ::error::x', 'a : :error::x'],
    ['##[error]x', '# #[error]x'],
    ['##vso[task]', '# #vso[task]'],
    ['a[::2]', 'a[::2]'],
    ['a\nb', 'a␊b'],
  ])('shows %j as %j', (text, shown) => expect(terminalLine(text)).toBe(shown));
});

describe('terminalLines', () => {
  it('puts every line behind the gutter', () => {
    expect(terminalLines('a\n::error::b\n\n\tc', '| ', 80)).toBe('| a\n| ::error::b\n|\n|     c');
  });
  it('cuts at a space where one is near, and keeps the other spaces', () => {
    expect(terminalLines('actual  cannot be read', '| ', 18)).toBe('| actual  cannot\n| be read');
    expect(terminalLines('a  bcdefghijklm', '| ', 12)).toBe('| a  bcdefgh\n| ijklm');
  });
  it('cuts what is too long, between characters', () => {
    expect(terminalLines('abcdefg\n😀😀😀', '| ', 5)).toBe('| abc\n| def\n| g\n| 😀😀😀');
  });
});

describe('wrap', () => {
  it('breaks between words', () => expect(wrap('aa bb cc', 5)).toEqual(['aa bb', 'cc']));
  it('keeps a long word whole', () => expect(wrap('aaaaaaa b', 5)).toEqual(['aaaaaaa', 'b']));
});
