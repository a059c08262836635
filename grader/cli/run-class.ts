import { isType } from '../../reference/object-model/type/py-type.ts';
import { renderClassPage } from '../../reports/pictures/class/class-page.ts';
import { renderClassText } from '../../reports/pictures/class/class-text.ts';
import { terminalLine } from '../../reports/terminal-text.ts';
import { findStatement, loadWorld, namedSources } from './class-source.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { terminal } from './terminal.ts';
import { listWithRules, pageScript, writePicture } from './write-picture.ts';

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
    terminal.write(listWithRules(namedSources()));
    return EXIT.ok;
  }
  if (source === undefined)
    throw new UsageError('A source is missing.', 'npx ouro class --list lists scenarios; or give a .py file.');
  const world = loadWorld(source);
  const statement = findStatement(world, of);
  if (text) {
    terminal.write(renderClassText(world, statement, attribute, { color: terminal.color, width: terminal.width }));
    return EXIT.ok;
  }
  const page = renderClassPage(world, statement, attribute, pageScript('class'));
  const what = isType(statement.made) ? 'class' : 'no class';
  writePicture(out, page, `${what} ${terminalLine(statement.name)}`);
  return EXIT.ok;
}
