import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { mallocStats, type ProfileName, takeCensus } from '../../reference/memory/obmalloc/index.ts';
import { generate, SHAPES, type Trace, TraceBuilder } from '../../reference/memory/workloads/index.ts';
import { HOSTILE_TEXTS } from '../hostile-results.ts';
import { chromiumPages, hasChromium, type Look, type OpenedPage } from '../testing/chromium-pages.ts';
import { saidView } from './heap/heap-frame.ts';
import { renderHeapPage } from './heap/heap-page.ts';
import { HeapReplay } from './heap/heap-replay.ts';
import { DEFAULT_SETTINGS } from './heap/heap-settings.ts';
import { inlineScript } from './kit/inline-script.ts';

const CHURN = generate(SHAPES.churn, { operations: 20_000 });
const PHASES = generate(SHAPES.phases, { operations: 5000 });

interface How extends Look {
  readonly at?: number;
  readonly profile?: ProfileName;
}

// Shown as skipped where there is no Chromium; CI installs it.
describe.skipIf(!hasChromium)('the picture of a heap in Chromium', () => {
  const openPage = chromiumPages();

  async function open(trace: Trace, how: How = {}): Promise<OpenedPage> {
    const { at = trace.kinds.length, profile = 'classic64' } = how;
    const script = inlineScript(readFileSync(join(import.meta.dirname, '../../dist/heap-page.js'), 'utf8'));
    return await openPage('heap', renderHeapPage(trace, { ...DEFAULT_SETTINGS, profile }, at, script), how);
  }

  /** What the page shows, as numbers and words: sentence, statistics, arenas. */
  async function shown(page: Page) {
    const figures = await page
      .locator('[data-figure]')
      .evaluateAll((cells) =>
        Object.fromEntries(
          cells.map((cell) => [cell.getAttribute('data-figure'), Number(cell.textContent?.replaceAll(',', ''))]),
        ),
      );
    const classes = await page
      .locator('[data-class]')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.children].slice(0, 5).map((cell) => Number(cell.textContent?.replaceAll(',', '')))),
      );
    return {
      said: (await page.locator('#said').innerText()).replace(/\s+/g, ' ').trim(),
      figures,
      classes,
      arenas: await page
        .locator('#arenas > li')
        .evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-arena')))),
      usable: await page.locator('#usable').innerText(),
      pool: await page.locator('#pool .lead').innerText(),
    };
  }

  /** The same from the allocator itself, without the page. */
  function expected(trace: Trace, position: number, profile: ProfileName = 'classic64') {
    const replay = new HeapReplay(trace, { ...DEFAULT_SETTINGS, profile });
    replay.seek(position);
    const stats = mallocStats(replay.heap);
    const census = takeCensus(replay.heap);
    const { sentence, events, cost, next } = saidView(replay);
    return {
      said: [sentence, ...events, cost, next].join(' ').trim(),
      figures: {
        'arenas-total': stats.arenas.allocatedTotal,
        'arenas-reclaimed': stats.arenas.reclaimed,
        'arenas-highwater': stats.arenas.highwater,
        'arenas-current': stats.arenas.current,
        allocated: stats.bytes.allocatedBlocks,
        available: stats.bytes.availableBlocks,
        unused: stats.bytes.unusedPools,
        headers: stats.bytes.poolHeaders,
        quantization: stats.bytes.quantization,
        alignment: stats.bytes.arenaAlignment,
        total: stats.bytes.arenaBytes,
        payload: replay.smallPayload,
        raw: replay.system.rawLive,
        'raw-payload': replay.rawPayload,
      },
      classes: stats.classes.map(({ szidx, size, pools, blocksInUse, availBlocks }) => [
        szidx,
        size,
        pools,
        blocksInUse,
        availBlocks,
      ]),
      arenas: census.arenas.map(({ arena }) => arena),
      usable: census.usable.map(({ arena, nfreepools }) => `${arena} (${nfreepools})`).join(' → '),
      pool: expect.stringContaining('blocks of'),
    };
  }

  describe.each([1280, 390])('at a width of %i', (width) => {
    it.each([false, true])('fits, asks for nothing and complains of nothing; dark: %j', async (dark) => {
      const { page, trouble } = await open(CHURN, { width, dark });
      await page.keyboard.press('ArrowLeft');
      await page.locator('#bytes summary').click();
      const tooWide = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect({ tooWide, trouble }).toEqual({ tooWide: 0, trouble: [] });
      await page.close();
    });
    it('shows the heap without scripts', async () => {
      const { page, trouble } = await open(CHURN, { width, scripts: false });
      expect(await shown(page)).toEqual(expected(CHURN, 20_000));
      expect(await page.locator('#time').isVisible()).toBe(false);
      expect(await page.locator('noscript').innerText()).toContain('20000');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(trouble).toEqual([]);
      await page.close();
    });
  });

  it('has a key for each step, and at each the numbers of the allocator itself', async () => {
    const { page, trouble } = await open(CHURN);
    const keys = [
      ['Home', 0],
      ['ArrowRight', 1],
      ['ArrowRight', 2],
      ['PageUp', 1002],
      ['ArrowLeft', 1001],
      ['PageDown', 1],
      ['End', 20_000],
      ['PageDown', 19_000],
    ] as const;
    for (const [key, position] of keys) {
      await page.keyboard.press(key);
      await expect.poll(async () => await page.locator('#at').inputValue()).toBe(String(position));
      if (position > 0) expect(await shown(page)).toEqual(expected(CHURN, position));
      else expect((await shown(page)).said).toBe(expected(CHURN, 0).said);
    }
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('draws by difference what it draws at once', async () => {
    const drawing = async (page: Page) =>
      await page.locator('#arenas svg').evaluateAll((all) => all.map((svg) => svg.outerHTML));
    const { page } = await open(CHURN, { at: 3000 });
    for (const key of ['PageUp', 'ArrowRight', 'PageUp', 'PageUp', 'ArrowRight', 'PageDown', 'ArrowLeft']) {
      await page.keyboard.press(key);
      await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
    }
    await expect.poll(() => page.locator('#at').inputValue()).toBe('5001');
    const { page: still } = await open(CHURN, { at: 5001, scripts: false });
    expect(await drawing(page)).toEqual(await drawing(still));
    await page.close();
    await still.close();
  });

  it.each(['amd64-3.11', 'i386-3.11'] as const)('replays the build %s', async (profile) => {
    const { page } = await open(PHASES, { profile, at: 1234 });
    expect(await shown(page)).toEqual(expected(PHASES, 1234, profile));
    await page.keyboard.press('PageUp');
    await expect.poll(() => page.locator('#at').inputValue()).toBe('2234');
    expect(await shown(page)).toEqual(expected(PHASES, 2234, profile));
    await page.close();
  });

  it('follows the slider, the number, the timeline and the buttons', async () => {
    const { page } = await open(PHASES);
    const at = page.locator('#at');
    await page.locator('#time').fill('77');
    await expect.poll(() => at.inputValue()).toBe('77');
    await at.fill('1500');
    await at.press('Enter');
    await expect.poll(() => page.locator('#time').inputValue()).toBe('1500');
    expect(await shown(page)).toEqual(expected(PHASES, 1500));
    await page.getByRole('button', { name: 'Back 1,000' }).click();
    await expect.poll(() => at.inputValue()).toBe('500');
    const box = await page.locator('#timeline').boundingBox();
    if (box === null) throw new Error('the timeline is not drawn');
    await page.mouse.click(box.x + box.width / 2, box.y + 5);
    await expect.poll(() => at.inputValue()).toBe('2500');
    await page.close();
  });

  it('plays to the end and pauses there; while it plays, nothing is read aloud', async () => {
    const { page } = await open(PHASES, { at: 0 });
    const said = page.locator('#said');
    expect(await said.getAttribute('aria-live')).toBe('polite');
    await page.locator('#speed').selectOption('10000');
    await page.getByRole('button', { name: 'Play' }).click();
    expect(await said.getAttribute('aria-live')).toBe('off');
    await expect.poll(() => page.locator('#at').inputValue(), { timeout: 10_000 }).toBe('5000');
    await expect.poll(() => page.getByRole('button', { name: 'Play' }).count()).toBe(1);
    expect(await said.getAttribute('aria-live')).toBe('polite');
    await page.close();
  });

  it('plays and pauses with the space bar on the slider, and pauses at a step', async () => {
    const { page } = await open(PHASES, { at: 10 });
    const isPlaying = () => page.locator('[data-go="play"]').getAttribute('aria-pressed');
    await page.locator('#speed').selectOption('1');
    await page.locator('#time').focus();
    await page.keyboard.press('Space');
    expect(await isPlaying()).toBe('true');
    await page.keyboard.press('Space');
    expect(await isPlaying()).toBe('false');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    expect(await isPlaying()).toBe('false');
    await page.close();
  });

  it('leaves the keys that scroll to the page, once the slider has lost the focus', async () => {
    const { page } = await open(PHASES, { at: 100 });
    await page.locator('h1').click();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('#at').inputValue()).toBe('101');
    await page.close();
  });

  it('opens the pool that is clicked, or chosen with the keyboard, and follows the operation again when asked', async () => {
    const { page } = await open(PHASES);
    const name = page.locator('#pool-name');
    const box = await page.locator('#arenas svg').first().boundingBox();
    if (box === null) throw new Error('no arena is drawn');
    const arena = takeCensusAfter(PHASES).arenas[0]?.arena;
    await page.mouse.click(box.x + box.width * 0.3, box.y + box.height * 0.07);
    expect(await name.innerText()).toBe(`${arena}:2`);
    expect(await page.locator('#follow').isChecked()).toBe(false);
    await page.locator('#pool-choice').press('ArrowRight');
    expect(await name.innerText()).toBe(`${arena}:3`);
    expect(await page.locator('#pool-choice').getAttribute('aria-valuetext')).toMatch(/^Pool \d+:3: (used|full|free)/);
    await page.locator('#follow').check();
    const replay = new HeapReplay(PHASES, DEFAULT_SETTINGS);
    replay.seek(5000);
    const place = replay.step?.to ?? replay.step?.from;
    expect(await name.innerText()).toBe(`${place?.arena}:${place?.pool}`);
    await page.close();
  });

  it('leaves scrolled what was scrolled', async () => {
    const { page } = await open(CHURN);
    const classes = page.getByRole('region', { name: 'Size classes' });
    await classes.focus();
    await classes.evaluate((frame) => frame.scrollTo(0, 300));
    await page.locator('#at').fill('12345');
    await page.locator('#at').press('Enter');
    await expect.poll(() => page.locator('#time').inputValue()).toBe('12345');
    expect(await classes.evaluate((frame) => frame.scrollTop)).toBe(300);
    await page.close();
  });

  it('shows the blocks of the pool in the states of the census', async () => {
    const { page } = await open(PHASES, { at: 3000 });
    const [arena, pool] = (await page.locator('#pool-name').innerText()).split(':').map(Number);
    const census = takeCensusAfter(PHASES, 3000).arenas.find((one) => one.arena === arena)?.carved[pool ?? -1];
    expect(await page.locator('.blocks .used').count()).toBe(census?.count);
    expect(await page.locator('.blocks .free').count()).toBe(census?.freeList.length);
    const size = ((census?.szidx ?? 0) + 1) * 8;
    const first = page.locator('.blocks > li').nth(((census?.freeList[0] ?? 48) - 48) / size);
    expect(await first.innerText()).toContain('number 1 in the free list');
    await page.close();
  });

  it('is whole for one who does not see: landmarks, headings, names, captions', async () => {
    const { page } = await open(PHASES);
    for (const role of ['banner', 'main'] as const) expect(await page.getByRole(role).count()).toBe(1);
    const levels = await page.locator('h1, h2, h3').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    for (const table of await page.getByRole('table').all()) expect(await table.locator('caption').count()).toBe(1);
    for (const role of ['slider', 'button', 'spinbutton', 'combobox', 'checkbox', 'region', 'img', 'list'] as const) {
      const [all, named] = [page.getByRole(role), page.getByRole(role, { name: /\S/ })];
      if (role !== 'list') expect([role, await named.count()]).toEqual([role, await all.count()]);
      expect([role, await all.count()]).not.toEqual([role, 0]);
    }
    expect(await page.getByRole('status').innerText()).toContain('5,000.');
    await page.close();
  });

  it.each(HOSTILE_TEXTS.filter((text) => text.includes('<')))('shows the name %j as text', async (name) => {
    const builder = new TraceBuilder();
    builder.malloc(1, 8);
    const { page, trouble } = await open(builder.build(name));
    await page.keyboard.press('Home');
    await expect.poll(() => page.locator('#at').inputValue()).toBe('0');
    expect(await page.locator('h1').textContent()).toMatch(/^Heap of ./);
    expect({ pwned: await page.evaluate("'pwned' in globalThis"), trouble }).toEqual({ pwned: false, trouble: [] });
    await page.close();
  });

  it('runs no script but its own', async () => {
    const { page, trouble } = await open(PHASES);
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"globalThis.pwned=1\">')");
    await expect.poll(() => trouble.length).toBeGreaterThan(0);
    expect(await page.evaluate("'pwned' in globalThis")).toBe(false);
    await page.close();
  });

  it('takes a trace without operations', async () => {
    const { page, trouble } = await open(new TraceBuilder().build('empty'));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    expect(await page.locator('#said').innerText()).toContain('Before the first operation.');
    expect(await page.locator('#pool').innerText()).toBe('No arena is mapped.');
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('takes 100,000 operations', async () => {
    const trace = generate(SHAPES.churn, { operations: 100_000 });
    const { page, trouble } = await open(trace);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('#at').inputValue()).toBe('99999');
    expect(await shown(page)).toEqual(expected(trace, 99_999));
    expect(trouble).toEqual([]);
    await page.close();
  });
});

function takeCensusAfter(trace: Trace, position = trace.kinds.length) {
  const replay = new HeapReplay(trace, DEFAULT_SETTINGS);
  replay.seek(position);
  return takeCensus(replay.heap);
}
