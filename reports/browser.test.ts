import { describe, expect, it } from 'vitest';
import { renderClassPage } from './class-page.ts';
import { HOSTILE_RESULTS, HOSTILE_TEXTS } from './hostile-results.ts';
import { SAMPLE_RESULTS } from './sample-results.ts';
import { renderSubmissionPage } from './submission-page.ts';
import { chromiumPages, hasChromium } from './testing/chromium-pages.ts';

const PAGES = [
  ...SAMPLE_RESULTS.submissions.map(
    (one) => [one.submission, () => renderSubmissionPage(SAMPLE_RESULTS, one)] as const,
  ),
  ['class', () => renderClassPage(SAMPLE_RESULTS)] as const,
];
/** The first submission's page holds every hostile text; the last ones are a megabyte each. */
const HOSTILE_PAGES = [
  ...[HOSTILE_RESULTS.submissions[1], ...HOSTILE_RESULTS.submissions.slice(HOSTILE_TEXTS.length)].flatMap(
    (one, index) =>
      one === undefined ? [] : [[`hostile-${index}`, () => renderSubmissionPage(HOSTILE_RESULTS, one)] as const],
  ),
  ['hostile-class', () => renderClassPage(HOSTILE_RESULTS)] as const,
];

// Shown as skipped where there is no Chromium; CI installs it.
describe.skipIf(!hasChromium)('the pages in Chromium', () => {
  const open = chromiumPages();

  /** Columns that the page is too wide, whether a script of a student ran, and what was asked for. */
  async function look(name: string, html: string, width: number) {
    const { page, trouble } = await open(name, html, { width });
    const tooWide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    const pwned = await page.evaluate("'pwned' in globalThis");
    await page.close();
    return { tooWide, pwned, trouble };
  }

  const QUIET = { tooWide: 0, pwned: false, trouble: [] };

  describe.each([1280, 390])('at a width of %i', (width) => {
    it.each(PAGES)('%s fits, runs nothing and asks for nothing', async (name, render) => {
      expect(await look(name, render(), width)).toEqual(QUIET);
    });
    it.each(HOSTILE_PAGES)('%s fits, runs nothing and asks for nothing', async (name, render) => {
      expect(await look(name, render(), width)).toEqual(QUIET);
    });
  });

  it('shows hostile text as text', async () => {
    const [, render] = HOSTILE_PAGES[0] ?? ['', () => ''];
    const { page } = await open('text', render());
    const printable = HOSTILE_TEXTS.filter((text) => /^[\x20-\x7e]+$/.test(text) && text.trim() !== '');
    expect(printable.length).toBeGreaterThan(20);
    expect(await page.locator('h1').textContent()).toBe(HOSTILE_TEXTS[1]);
    expect(await page.locator('.checks .title').allTextContents()).toEqual(expect.arrayContaining(printable));
    await page.close();
  });

  it.each(PAGES.filter(([name]) => ['bob', 'eun-ji', 'class'].includes(name)))(
    '%s has one heading of the first level, no level left out, and landmarks',
    async (name, render) => {
      const { page } = await open(name, render());
      const levels = await page
        .locator('h1, h2, h3, h4')
        .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
      for (const role of ['banner', 'main', 'contentinfo'] as const) expect(await page.getByRole(role).count()).toBe(1);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.close();
    },
  );

  it('keeps the tables of checks tables on a phone', async () => {
    const { page } = await open('bob', PAGES[1]?.[1]() ?? '', { width: 390 });
    expect(await page.getByRole('table').count()).toBeGreaterThan(0);
    expect(await page.getByRole('row', { name: /the block freed last/ }).count()).toBe(1);
    await page.close();
  });

  it('opens details with the keyboard', async () => {
    const { page } = await open('alice', PAGES[0]?.[1]() ?? '');
    const details = page.locator('details').first();
    expect(await details.getAttribute('open')).toBeNull();
    await details.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await details.getAttribute('open')).toBe('');
    await page.close();
  });

  it('scrolls wide detail within itself', async () => {
    const [bob] = SAMPLE_RESULTS.submissions.slice(1);
    const [exercise] = bob?.exercises ?? [];
    if (bob === undefined || exercise === undefined) throw new Error('the sample has no bob');
    const checks = exercise.checks.map((check) =>
      check.detail === '' ? check : { ...check, detail: 'x'.repeat(5_000) },
    );
    const html = renderSubmissionPage(SAMPLE_RESULTS, { ...bob, exercises: [{ ...exercise, checks }] });
    const { page } = await open('wide', html, { width: 390 });
    expect(
      await page.evaluate("document.querySelector('pre').scrollWidth > document.querySelector('pre').clientWidth"),
    ).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.close();
  });

  it('prints what is folded', async () => {
    const { page } = await open('alice', PAGES[0]?.[1]() ?? '');
    const shown = "document.querySelector('.checks .title').checkVisibility({ contentVisibilityAuto: true })";
    expect(await page.evaluate(shown)).toBe(false);
    await page.emulateMedia({ media: 'print' });
    // Asked every so often: frames, which it would wait for, are few on a busy machine.
    await page.waitForFunction(shown, null, { polling: 100, timeout: 20_000 });
    await page.close();
  });
});
