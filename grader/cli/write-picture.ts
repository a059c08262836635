import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InlineScript, inlineScript } from '../../reports/pictures/kit/inline-script.ts';
import { terminalLine, wrap } from '../../reports/terminal-text.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { UsageError } from './exit-code.ts';
import { terminal } from './terminal.ts';

/** Narrower than this, the rules of a list are no help. */
const LEAST_ROOM = 30;

/** The script of a picture's page, as it was built. */
export function pageScript(picture: 'class' | 'gc' | 'heap'): InlineScript {
  return inlineScript(readFileSync(join(PROJECT_ROOT, 'dist', `${picture}-page.js`), 'utf8'));
}

/** Writes the page, and tells that it did: `out: what, 120 KiB`. @throws {UsageError} if it cannot be written. */
export function writePicture(out: string, page: string, what: string): void {
  try {
    writeFileSync(out, page);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${out} cannot be written: ${reason}.`, 'Name another with --out.');
  }
  terminal.write(`${out}: ${what}, ${Math.ceil(page.length / 1024).toLocaleString('en-US')} KiB\n`);
}

/** What there is to draw, a name and its rule each, the rule folded to the terminal's width. */
export function listWithRules(items: readonly { readonly name: string; readonly rule: string }[]): string {
  const column = Math.max(...items.map(({ name }) => name.length)) + 2;
  const room = Math.max(LEAST_ROOM, terminal.width - column);
  return items
    .flatMap(({ name, rule }) =>
      wrap(terminalLine(rule), room).map((line, index) => `${(index === 0 ? name : '').padEnd(column)}${line}\n`),
    )
    .join('');
}
