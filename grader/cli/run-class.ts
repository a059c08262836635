import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isType } from '../../reference/object-model/type/py-type.ts';
import { renderClassPage } from '../../reports/pictures/class/class-page.ts';
import { renderClassText } from '../../reports/pictures/class/class-text.ts';
import { inlineScript } from '../../reports/pictures/kit/inline-script.ts';
import { terminalLine, wrap } from '../../reports/terminal-text.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { findStatement, loadWorld, namedSources } from './class-source.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { terminal } from './terminal.ts';

/** What `ouro class` was asked. */
export interface ClassArgs {
  readonly source: string | undefined;
  readonly list: boolean;
  readonly of: string | undefined;
  readonly attribute: string | undefined;
  readonly out: string;
  readonly text: boolean;
}

/** Writes the page, prints the class, or lists what there is. @throws {UsageError} */
export function runClass({ source, list, of, attribute, out, text }: ClassArgs): number {
  if (list) {
    terminal.write(listSources());
    return EXIT.ok;
  }
  if (source === undefined)
    throw new UsageError('A source is missing.', 'ouro class --list lists scenarios; or give a .py file.');
  const world = loadWorld(source);
  const statement = findStatement(world, of);
  if (text) {
    terminal.write(renderClassText(world, statement, attribute, { color: terminal.color, width: terminal.width }));
    return EXIT.ok;
  }
  const page = renderClassPage(world, statement, attribute, inlineScript(readScript()));
  write(out, page);
  const size = `${Math.ceil(page.length / 1024).toLocaleString('en-US')} KiB`;
  const what = isType(statement.made) ? 'class' : 'no class';
  terminal.write(`${out}: ${what} ${terminalLine(statement.name)}, ${size}\n`);
  return EXIT.ok;
}

function listSources(): string {
  const sources = namedSources();
  const column = Math.max(...sources.map(({ name }) => name.length)) + 2;
  const room = Math.max(30, terminal.width - column);
  return sources
    .flatMap(({ name, rule }) =>
      wrap(terminalLine(rule), room).map((line, index) => `${(index === 0 ? name : '').padEnd(column)}${line}\n`),
    )
    .join('');
}

function readScript(): string {
  return readFileSync(join(PROJECT_ROOT, 'dist', 'class-page.js'), 'utf8');
}

function write(path: string, page: string): void {
  try {
    writeFileSync(path, page);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} cannot be written: ${reason}.`, 'Name another with --out.');
  }
}
