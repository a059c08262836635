import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** A folder to leave pages and pictures in, to be looked at. */
const KEEP = process.env['REPORTS_KEEP'];

/** Tests in Chromium are shown as skipped where there is none; CI installs it. */
export const hasChromium = existsSync(CHROMIUM);

/** How a page is looked at. */
export interface Look {
  /** In pixels. */
  readonly width?: number;
  readonly scripts?: boolean;
  readonly dark?: boolean;
}

/** A page, and what it asked for beyond itself, complained of or popped up. */
export interface OpenedPage {
  readonly page: Page;
  readonly trouble: readonly string[];
}

/**
 * Chromium for the tests of one `describe`: started before them, ended after them. Gives a function that opens a page
 * from a file, as a person does. `name` is the file's, without an ending.
 */
export function chromiumPages(): (name: string, html: string, look?: Look) => Promise<OpenedPage> {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = KEEP ?? mkdtempSync(join(tmpdir(), 'pages-'));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    if (KEEP === undefined) rmSync(folder, { recursive: true });
  });
  return async (name, html, { width = 1280, scripts = true, dark = false } = {}) => {
    const file = join(folder, `${name}-${width}${dark ? '-dark' : ''}${scripts ? '' : '-still'}.html`);
    writeFileSync(file, html);
    const url = pathToFileURL(file).href;
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      javaScriptEnabled: scripts,
      colorScheme: dark ? 'dark' : 'light',
    });
    const trouble: string[] = [];
    page.on('request', (request) => request.url() !== url && trouble.push(`request ${request.url()}`));
    page.on('dialog', (dialog) => trouble.push(`dialog ${dialog.message()}`));
    page.on('console', (message) => trouble.push(`console ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(`error ${error.message}`));
    await page.goto(url);
    if (KEEP !== undefined) await page.screenshot({ path: file.replace('.html', '.png'), fullPage: true });
    return { page, trouble };
  };
}
