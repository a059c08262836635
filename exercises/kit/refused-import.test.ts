import { describe, expect, it } from 'vitest';
import { refusedImport } from './refused-import.ts';

const manifest = { file: 'mro.ts', kit: ['classes', 'errors'] };
const may = 'it may import ../kit/classes.ts, ../kit/errors.ts';

describe('refusedImport', () => {
  it.each([
    ['nothing', 'export const mro = 1;'],
    ['the kit', "import { PyTypeError } from '../kit/errors.ts';\nexport const mro = () => new PyTypeError('no');"],
    ['a type', "import type { Stats } from 'node:fs';\nexport const mro = (stats: Stats) => stats;"],
    ['a type, not marked', "import { Contract } from './contract.ts';\nexport const mro = (x: Contract) => x;"],
    ['what only looks like it', 'export const mro = \'import x from "node:fs"; require("node:fs")\';'],
  ])('accepts %s', (_what, source) => {
    expect(refusedImport(source, manifest)).toBeUndefined();
  });
  it.each([
    ["import { readFileSync } from 'node:fs';\nexport const mro = readFileSync;", 'node:fs'],
    [
      "import { readFileSync } from 'node:fs';\nfunction unused() { return readFileSync; }\nexport const mro = 1;",
      'node:fs',
    ],
    ["import './side-effect.ts';\nexport const mro = 1;", './side-effect.ts'],
    [
      "export { mro } from '../../solutions/02-method-resolution-order/mro.ts';",
      '../../solutions/02-method-resolution-order/mro.ts',
    ],
    ["import { repr } from '../kit/repr.ts';\nexport const mro = repr;", '../kit/repr.ts'],
    ["export const mro = () => import('node:os');", 'node:os'],
  ])('refuses %j', (source, specifier) => {
    expect(refusedImport(source, manifest)).toBe(`mro.ts imports '${specifier}'; ${may}`);
  });
  it('says that nothing may be imported', () => {
    expect(refusedImport("import 'x';", { file: 'a.ts', kit: [] })).toBe("a.ts imports 'x'; it may import nothing");
  });
});
