/**
 * Takes the picture of a report for the project's README, from any page that `ouro` wrote:
 *
 *     node reports/picture.mjs <page.html> [reports/picture.png]
 *
 * Desktop width, light, the top of the page; needs Chromium.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [page, picture = fileURLToPath(new URL('picture.png', import.meta.url))] = process.argv.slice(2);
if (page === undefined) throw new Error('Usage: node reports/picture.mjs <page.html> [picture.png]');

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 1080 }, colorScheme: 'light' });
  await tab.goto(pathToFileURL(resolve(page)).href);
  await tab.screenshot({ path: picture });
} finally {
  await browser.close();
}
process.stdout.write(`${picture}: ${Math.round(statSync(picture).size / 1024)} KiB\n`);
