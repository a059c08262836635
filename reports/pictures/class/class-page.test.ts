import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  OBJECT_MODEL_RECORDINGS,
  readObjectModelRecording,
} from '../../../reference/conformance/object-model/recording.ts';
import { isType } from '../../../reference/object-model/type/py-type.ts';
import { HOSTILE_TEXTS } from '../../hostile-results.ts';
import { neutraliseLine } from '../../neutralise.ts';
import { chromiumPages, hasChromium, type Look, type OpenedPage } from '../../testing/chromium-pages.ts';
import { inlineScript } from '../kit/inline-script.ts';
import { renderClassPage } from './class-page.ts';
import { CLASS_EXAMPLES, runExample } from './examples.ts';
import { runScenario } from './scenario-world.ts';
import type { World } from './world.ts';

function example(name: string): World {
  const found = CLASS_EXAMPLES.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return runExample(found);
}

function recorded(name: string): World {
  const { scenarios } = readObjectModelRecording(OBJECT_MODEL_RECORDINGS.named);
  const found = scenarios.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return runScenario(found);
}

interface How extends Look {
  readonly attribute?: string;
}

// Shown as skipped where there is no Chromium; CI installs it.
describe.skipIf(!hasChromium)('the picture of a class in Chromium', () => {
  const openPage = chromiumPages();

  async function open(world: World, how: How = {}): Promise<OpenedPage> {
    const statement = world.statements.at(-1);
    if (statement === undefined) throw new Error('no class statement');
    const script = inlineScript(readFileSync(join(import.meta.dirname, '../../../dist/class-page.js'), 'utf8'));
    const name = /^[\w-]+$/.test(world.name) ? world.name : 'hostile';
    return await openPage(name, renderClassPage(world, statement, how.attribute, script), how);
  }

  const tooWide = async (page: Page) =>
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  /** The step of the merge that is shown, and its classes in the graph. */
  const step = async (page: Page) => ({
    shown: await page.locator('[data-steps="merge"] > li:visible .sentence').allInnerTexts(),
    taken: await page.locator('.node.taken .label').allTextContents(),
    waiting: await page.locator('.node.waiting .label').allTextContents(),
  });

  describe.each([1280, 390])('at a width of %i', (width) => {
    it.each([
      ['example-diamond', false],
      ['example-nine-classes', true],
      ['example-conflict', false],
      ['checked-metaclass', true],
      ['mro-monotonic', false],
      ['enum-intenum', false],
    ])('%s fits, asks for nothing and complains of nothing; dark: %j', async (name, dark) => {
      const world = CLASS_EXAMPLES.some((each) => each.name === name) ? example(name) : recorded(name);
      const { page, trouble } = await open(world, { width, dark });
      await page.keyboard.press('ArrowRight');
      for (const summary of await page.locator('.usual > summary').all()) await summary.click();
      expect({ tooWide: await tooWide(page), trouble }).toEqual({ tooWide: 0, trouble: [] });
      await page.close();
    });

    it('has everything in it without scripts', async () => {
      const { page, trouble } = await open(example('example-nine-classes'), { width, scripts: false });
      expect(await page.locator('[data-steps="merge"] > li:visible').count()).toBe(9);
      expect(await page.locator('.mro').innerText()).toMatch(/^Z\s+K1\s+C\s+K3\s+A\s+K2\s+B\s+D\s+E\s+object$/);
      expect(await page.locator('.search:visible').count()).toBeGreaterThan(2);
      expect(await page.locator('[data-search][open] summary').innerText()).toBe('who');
      for (const stepper of await page.locator('.stepper').all()) expect(await stepper.isVisible()).toBe(false);
      expect({ tooWide: await tooWide(page), trouble }).toEqual({ tooWide: 0, trouble: [] });
      await page.close();
    });
  });

  it('steps through the merge with the keyboard, marks the graph, and says each step', async () => {
    const { page, trouble } = await open(example('example-diamond'));
    const said = page.locator('[data-live="merge"]');
    expect(await said.getAttribute('aria-live')).toBe('polite');
    expect(await said.textContent()).toBe('');
    expect(await step(page)).toEqual({ shown: ['1B comes next, from the MRO of B.'], taken: ['B'], waiting: [] });
    await page.keyboard.press('ArrowRight');
    expect(await step(page)).toEqual({ shown: ['2C comes next, from the MRO of C.'], taken: ['C'], waiting: ['A'] });
    expect(await said.textContent()).toBe(
      '2. C comes next, from the MRO of C. A has to wait: it is behind C in the MRO of C.',
    );
    await page.locator('[data-stepper="merge"] input').press('End');
    expect((await step(page)).taken).toEqual(['object']);
    await page.locator('[data-stepper="merge"] input').press('Home');
    await page.keyboard.press('ArrowLeft');
    expect((await step(page)).taken).toEqual(['B']);
    await page.getByRole('button', { name: 'To the last step' }).first().click();
    await page.keyboard.press('ArrowLeft');
    expect((await step(page)).taken).toEqual(['A']);
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('begins a conflict where it is stuck, with CPython’s message', async () => {
    const { page } = await open(example('example-conflict'));
    expect(await step(page)).toEqual({
      shown: ['3Stuck: every head that is left stands in a tail.'],
      taken: [],
      waiting: ['A', 'B'],
    });
    expect(await page.locator('.failure .message').innerText()).toBe(
      'Cannot create a consistent method resolution\norder (MRO) for bases A, B',
    );
    expect(await page.locator('#attributes').count()).toBe(0);
    await page.close();
  });

  it('shows the search of the attribute that is chosen, and steps through it', async () => {
    const { page, trouble } = await open(example('example-diamond'), { attribute: 'size' });
    const shown = page.locator('.search:visible');
    expect(await shown.locator('summary').allInnerTexts()).toEqual(['size']);
    await page.getByRole('link', { name: 'who', exact: true }).click();
    expect(await shown.locator('summary').allInnerTexts()).toEqual(['who']);
    expect(await page.locator('tr[aria-current] th').allInnerTexts()).toEqual(['who']);
    const now = async () => (await shown.locator('.walk li.now').innerText()).replace(/\s+/g, ' ');
    expect(await now()).toBe('D no who');
    await page.keyboard.press('ArrowRight');
    expect(await now()).toBe('B function');
    expect(await page.locator('[data-live="search"]').textContent()).toBe('2. B function');
    expect((await step(page)).taken).toEqual(['B']);
    await page.getByRole('link', { name: '__init__', exact: true }).first().focus();
    await page.keyboard.press('Enter');
    expect(await shown.locator('summary').allInnerTexts()).toEqual(['__init__']);
    expect(trouble).toEqual([]);
    await page.close();
  });

  it('is whole for one who does not see: landmarks, headings, names, captions', async () => {
    const { page } = await open(example('checked-metaclass'));
    for (const role of ['banner', 'main'] as const) expect(await page.getByRole(role).count()).toBe(1);
    const levels = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) => all.filter((each) => each.checkVisibility()).map(({ tagName }) => Number(tagName[1])));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    for (const table of await page.getByRole('table').all()) expect(await table.locator('caption').count()).toBe(1);
    for (const role of ['slider', 'button', 'region', 'img'] as const) {
      const [all, named] = [page.getByRole(role), page.getByRole(role, { name: /\S/ })];
      expect([role, await named.count()]).toEqual([role, await all.count()]);
      expect([role, await all.count()]).not.toEqual([role, 0]);
    }
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    expect(ids.length).toBe(new Set(ids).size);
    await page.close();
  });

  it.each(HOSTILE_TEXTS.filter((text) => text.includes('<')))(
    'shows classes and attributes named %j as text',
    async (name) => {
      const world = runScenario({
        name,
        rule: name,
        steps: [
          { op: 'type', name, as: 'A', expect: {} },
          {
            op: 'type',
            name,
            as: 'B',
            bases: ['A', 'object'],
            attrs: [{ kind: 'value', name, value: name }],
            expect: {},
          },
        ],
      });
      expect(isType(world.statements.at(-1)?.made)).toBe(true);
      const { page, trouble } = await open(world, { attribute: name, width: 390 });
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('h1').textContent()).toBe(`class ${neutraliseLine(name)}`);
      expect(await page.locator('tr[aria-current] th').textContent()).toBe(neutraliseLine(name));
      expect({ pwned: await page.evaluate("'pwned' in globalThis"), tooWide: await tooWide(page), trouble }).toEqual({
        pwned: false,
        tooWide: 0,
        trouble: [],
      });
      await page.close();
    },
  );

  it('prints every step of the merge, and no control', async () => {
    const { page } = await open(example('example-diamond'));
    expect((await step(page)).shown).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    expect((await step(page)).shown).toHaveLength(4);
    expect(await page.locator('button:visible, input:visible').count()).toBe(0);
    await page.close();
  });

  it('takes every named scenario, without a complaint', async () => {
    const { scenarios } = readObjectModelRecording(OBJECT_MODEL_RECORDINGS.named);
    const script = inlineScript('');
    let pages = 0;
    for (const world of scenarios.map(runScenario)) {
      for (const statement of world.statements) {
        const page = renderClassPage(world, statement, undefined, script);
        expect(page).toContain('<main');
        pages += 1;
      }
    }
    expect(pages).toBeGreaterThan(300);
  });
});
