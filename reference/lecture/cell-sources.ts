import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the cells lie, from `reference/`. */
export const CELLS_PATH = 'lecture/cells';

const FOLDER = fileURLToPath(new URL(`../${CELLS_PATH}/`, import.meta.url));

/**
 * The TypeScript of each cell, as it stands in `cells/`: the statements of its function, or the one expression. Cells that
 * run from their own Python text have none.
 *
 * Relies on the project's formatter: a cell begins with its number, two spaces in.
 */
export function readCellSources(folder: string = FOLDER): ReadonlyMap<number, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return new Map(files.flatMap((file) => cellsIn(readFileSync(join(folder, file), 'utf8'))));
}

/** From its number to the next one's, or to the end of the table. */
const CELL = /^ {2}(\d+): (.*?),\n(?=\n* {2}\d+: |\};)/gms;
const FUNCTION = /^\([^)]*\) => (?:\{\n(.*)\n {2}\}|(.*))$/s;

function cellsIn(text: string): (readonly [number, string])[] {
  return Array.from(text.matchAll(CELL)).flatMap(([, number, written = '']) => {
    const [, statements, expression] = FUNCTION.exec(written) ?? [];
    const source = statements?.replace(/^ {4}/gm, '') ?? expression;
    return source === undefined ? [] : [[Number(number), source] as const];
  });
}
