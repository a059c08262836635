import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parseGcRecording } from '../../../reference/conformance/gc/recording.ts';
import { gcRecording } from '../../../reference/conformance/gc/recordings.ts';
import type { GcStep } from '../../../reference/conformance/gc/step.ts';
import { HOSTILE_TEXTS } from '../../hostile-results.ts';
import { chromiumPages, hasChromium, type Look, type OpenedPage } from '../../testing/chromium-pages.ts';
import { inlineScript } from '../kit/inline-script.ts';
import { chaptersOf } from './chapters.ts';
import { GC_EXAMPLES } from './examples.ts';
import type { GcFilm } from './film.ts';
import { FilmReel } from './film-reel.ts';
import { renderGcPage } from './gc-page.ts';
import { momentSentence } from './moment-words.ts';
import { shootFilm } from './shoot-film.ts';

const { scenarios } = parseGcRecording(gcRecording('named-3.11.7').text);
const CYCLE = film('seed-cycle');
const RESURRECTION = film('resurrect-part');
const LARGE = film('example-ring');

function film(wanted: string): GcFilm {
  const example = GC_EXAMPLES.find(({ name }) => name === wanted);
  if (example !== undefined) return shootFilm(example);
  const found = scenarios.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`there is no scenario ${wanted}`);
  return shootFilm({ name: wanted, rule: '', steps: found.steps.map(({ step }) => step) });
}

interface How extends Look {
  /** The moment that the page opens at; where it likes when left out. */
  readonly at?: number;
}

// Shown as skipped where there is no Chromium; CI installs it.
describe.skipIf(!hasChromium)('the picture of a collection in Chromium', () => {
  const openPage = chromiumPages();

  async function open(shown: GcFilm, how: How = {}): Promise<OpenedPage> {
    const script = inlineScript(readFileSync(join(import.meta.dirname, '../../../dist/gc-page.js'), 'utf8'));
    const name = `gc-${shown.name.replace(/[^a-z-]/g, '')}`;
    return await openPage(name, renderGcPage(shown, how.at ?? null, script), how);
  }

  async function go(page: Page, position: number): Promise<void> {
    await page.locator('#at').fill(String(position));
    await page.locator('#at').press('Enter');
    await expect.poll(() => page.locator('#time').inputValue()).toBe(String(position));
  }

  function sentenceAt(shown: GcFilm, position: number): string {
    const reel = new FilmReel(shown);
    reel.seek(position);
    return momentSentence(reel);
  }

  describe.each([1280, 390])('at a width of %i', (width) => {
    it.each([false, true])('fits, asks for nothing and complains of nothing; dark: %j', async (dark) => {
      for (const [shown, at] of [
        [CYCLE, 18],
        [RESURRECTION, 44],
        [LARGE, 1500],
      ] as const) {
        const { page, trouble } = await open(shown, { width, dark, at });
        await page.keyboard.press('ArrowRight');
        await expect.poll(() => page.locator('#at').inputValue()).toBe(String(at + 1));
        const tooWide = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect([shown.name, tooWide, trouble]).toEqual([shown.name, 0, []]);
        await page.close();
      }
    });
    it('tells all without scripts: the graph at the end, every object, every step and phase', async () => {
      const { page, trouble } = await open(RESURRECTION, { width, scripts: false });
      expect(await page.locator('#graph .node').count()).toBe(3);
      expect(await page.locator('#graph .node.freed').count()).toBe(2);
      expect(await page.locator('#objects tbody tr').allInnerTexts()).toEqual([
        expect.stringMatching(/^a node\t.*2.*\.f0 → a\tsaved\tgeneration 2, 1/s),
        expect.stringMatching(/^b node\t.*freed/s),
        expect.stringMatching(/^c node\t.*freed/s),
      ]);
      const rows = await page.locator('#chapters tbody tr').allInnerTexts();
      expect(rows).toHaveLength(chaptersOf(new FilmReel(RESURRECTION)).length);
      expect(rows.join('\n')).toMatch(/8\s+handle_resurrected_objects/);
      expect(await page.locator('#time').isVisible()).toBe(false);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(trouble).toEqual([]);
      await page.close();
    });
  });

  it('has a key for each moment and for each phase, and says each in words', async () => {
    const { page, trouble } = await open(CYCLE);
    const starts = chaptersOf(new FilmReel(CYCLE)).map(({ from }) => from);
    const after = (position: number) => starts.find((start) => start > position) ?? 0;
    await page.locator('#time').focus();
    let position = 0;
    for (const [key, to] of [
      ['Home', () => 0],
      ['ArrowRight', () => position + 1],
      ['PageUp', () => after(position)],
      ['PageUp', () => after(position)],
      ['ArrowLeft', () => position - 1],
      ['PageDown', () => starts.findLast((start) => start < position) ?? 0],
      ['End', () => new FilmReel(CYCLE).end],
    ] as const) {
      await page.keyboard.press(key);
      position = to();
      await expect.poll(() => page.locator('#at').inputValue()).toBe(String(position));
      expect(await page.locator('#said .sentence').innerText()).toBe(sentenceAt(CYCLE, position));
    }
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('opens where the first release or collection begins, unless a moment is given', async () => {
    for (const [at, sentence] of [
      [null, 'A collection of generation 2 begins, and of all younger ones.'],
      [3, 'obj2 = Node()'],
    ] as const) {
      const { page } = await open(CYCLE, at === null ? {} : { at });
      await expect.poll(() => page.locator('#said .sentence').innerText()).toBe(sentence);
      await page.close();
    }
  });

  it('says that a reference is found inside, in the words of the essay', async () => {
    const { page } = await open(CYCLE);
    await go(page, 15);
    expect(await page.getByRole('status').innerText()).toContain(
      'subtract_refs: the reference obj1.f0 → obj2 is found inside; gc_refs of obj2 1 → 0.',
    );
    expect(await page.locator('#said').getAttribute('aria-live')).toBe('polite');
    await page.close();
  });

  it('shows each moment of a resurrection as the film has it: graph, lists, numbers', async () => {
    const { page, trouble } = await open(RESURRECTION, { at: 0 });
    const reel = new FilmReel(RESURRECTION);
    for (let position = 0; position <= reel.end; position += 3) {
      await go(page, position);
      reel.seek(position);
      const { objects, lists, figures } = reel.state;
      expect(await page.locator('#graph .node').count()).toBe(objects.size);
      for (const mark of ['reachable', 'unreachable', 'finalized', 'garbage', 'freed']) {
        const marked = [...objects.values()].filter((object) => object.mark === mark);
        expect([position, mark, await page.locator(`#graph .node.${mark}`).count()]).toEqual([
          position,
          mark,
          marked.length,
        ]);
      }
      const chips = page
        .locator('#lanes .lane', { has: page.getByRole('heading', { name: /^generation 2/ }) })
        .locator('.chip b');
      expect(await chips.allInnerTexts()).toEqual(lists[2]?.map((object) => RESURRECTION.objects[object]?.label));
      const row = await page.locator('[data-generation="2"] td').allInnerTexts();
      expect(row.map(Number)).toEqual([
        lists[2]?.length,
        figures.count2,
        figures.threshold2,
        figures.collections2,
        figures.collected2,
      ]);
    }
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('leaves every object where it is', async () => {
    const { page } = await open(RESURRECTION, { at: 0 });
    const places = new Map<string, string | null>();
    for (let position = 0; position <= new FilmReel(RESURRECTION).end; position += 1) {
      await go(page, position);
      const found = await page
        .locator('#graph .node')
        .evaluateAll((nodes) =>
          nodes.map(
            (node) => [node.querySelector('.label')?.textContent ?? '', node.getAttribute('transform')] as const,
          ),
        );
      for (const [label, place] of found) {
        expect([position, label, place]).toEqual([position, label, places.get(label) ?? place]);
        places.set(label, place);
      }
    }
    expect(places.size).toBe(3);
    await page.close();
  });

  it('goes to a phase from the table, and shows there where it is', async () => {
    const { page } = await open(RESURRECTION);
    const row = page.locator('#chapters tr', { hasText: 'finalize_garbage' });
    await row.getByRole('button').click();
    await expect.poll(() => page.locator('#said .sentence').innerText()).toMatch(/^finalize_garbage: each finalizer/);
    expect(await row.getAttribute('aria-current')).toBe('step');
    expect(await page.locator('#chapters [aria-current]').count()).toBe(1);
    await page.close();
  });

  it('draws the middle of a large scenario as one, says so, and draws each when asked', async () => {
    const { page, trouble } = await open(LARGE, { at: 1000 });
    expect(await page.locator('#graph .node').count()).toBe(13);
    expect(await page.locator('#graph .fold title').textContent()).toBe(
      'n6 … n393: 388 objects in one; 199 not yet visited, 189 tentatively unreachable',
    );
    expect(await page.locator('#graph .fold .refs').textContent()).toBe('? 199  U 189');
    await expect(page.getByText('388 objects are drawn as one').count()).resolves.toBe(1);
    await page.getByLabel('draw each').check();
    expect(await page.locator('#graph .node').count()).toBe(400);
    expect(await page.locator('#lanes .left').first().innerText()).toMatch(/^… \d+ more …$/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('#said .sentence').innerText()).toBe(sentenceAt(LARGE, 1001));
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('plays to the end and pauses there; while it plays, nothing is read aloud', async () => {
    const { page } = await open(CYCLE, { at: 0 });
    await page.locator('#speed').selectOption('100');
    await page.getByRole('button', { name: 'Play' }).click();
    expect(await page.locator('#said').getAttribute('aria-live')).toBe('off');
    await expect
      .poll(() => page.locator('#at').inputValue(), { timeout: 10_000 })
      .toBe(String(new FilmReel(CYCLE).end));
    await expect.poll(() => page.locator('#said').getAttribute('aria-live')).toBe('polite');
    await page.close();
  });

  it('is whole for one who does not see: landmarks, headings, names, captions', async () => {
    const { page } = await open(RESURRECTION, { at: 44 });
    for (const role of ['banner', 'main'] as const) expect(await page.getByRole(role).count()).toBe(1);
    const levels = await page.locator('h1, h2, h3').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    for (const table of await page.getByRole('table').all()) expect(await table.locator('caption').count()).toBe(1);
    for (const role of ['slider', 'button', 'spinbutton', 'combobox', 'region', 'img', 'list'] as const) {
      const [all, named] = [page.getByRole(role), page.getByRole(role, { name: /\S/ })];
      if (role !== 'list') expect([role, await named.count()]).toEqual([role, await all.count()]);
      expect([role, await all.count()]).not.toEqual([role, 0]);
    }
    expect(await page.locator('#lanes .chip .hidden').first().textContent()).toMatch(
      /^[abc], a node: .+, ob_refcnt \d/,
    );
    await page.close();
  });

  it.each(HOSTILE_TEXTS.filter((text) => text.includes('<')))('shows the label %j as text', async (text) => {
    const label = text.replace(/[.#:]/g, '');
    const steps: readonly GcStep[] = [
      { op: 'new', id: label, finalizer: [{ op: 'bind', name: `${label}2`, to: 'self' }] },
      { op: 'new', id: 'd', kind: 'dict', items: [[label, label]] },
      { op: 'set', obj: label, field: 'f0', to: label },
      { op: 'unbind', name: label },
      { op: 'unbind', name: 'd' },
      { op: 'collect' },
    ];
    const shown = shootFilm({ name: text, rule: text, steps });
    const { page, trouble } = await open(shown, { at: 0 });
    for (let position = 1; position <= new FilmReel(shown).end; position += 1) await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('#at').inputValue()).toBe(String(new FilmReel(shown).end));
    expect(await page.locator('#graph .node title').first().textContent()).toContain(', a node');
    expect({ pwned: await page.evaluate("'pwned' in globalThis"), trouble }).toEqual({ pwned: false, trouble: [] });
    await page.close();
  });
});
