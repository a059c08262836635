import { afterAll, describe, expect, it } from 'vitest';
import { closeCompiler, compileStudent, MAX_SOURCE_LENGTH } from './compile-student.ts';
import { mapPlace } from './map-place.ts';

afterAll(closeCompiler);

const compile = (source: string) => compileStudent('mro.ts', source);

async function codeOf(source: string): Promise<string> {
  const compiled = await compile(source);
  if (compiled.kind !== 'compiled') throw new Error(JSON.stringify(compiled));
  return compiled.code;
}

/** Deep enough to overflow the compiler's stack. */
const BOMB = `let x = ${'!'.repeat(250_000)}1;`;

describe('compileStudent', () => {
  it('erases types and imports of types', async () => {
    const code = await codeOf(
      "import type { A } from './a.ts';\nimport { B } from './b.ts';\nexport const c: B | A = 1;",
    );
    expect(code).not.toMatch(/require|: B/);
  });

  it('lowers standard decorators', async () => {
    const code = await codeOf('const d = (c: unknown) => c;\n@d\nexport class A { @d m() {} accessor n = 1; }');
    expect(code).not.toMatch(/^@d|accessor n/m);
  });

  it('compiles to strict mode, with or without imports', async () => {
    expect(await codeOf('var a = 1;')).toMatch(/^"use strict";/);
  });

  it('gives the place of a syntax error', async () => {
    expect(await compile('export const a = 1;\nexport function f( {\n')).toMatchObject({
      kind: 'rejected',
      message: expect.stringMatching(/^Syntax error: /),
      at: { line: 3 },
    });
  });

  it('honours no configuration of the source', async () => {
    const source =
      '/// <reference path="/etc/passwd" />\n/** @jsx evil */\n/*! @license kept */\nexport const a = 1;\n//# sourceURL=/elsewhere.js\n//# sourceMappingURL=data:x';
    const code = await codeOf(source);
    expect(code).not.toMatch(/passwd|evil|license|sourceURL|sourceMappingURL/);
  });

  it('refuses a source that is too long', async () => {
    expect(await compile(' '.repeat(MAX_SOURCE_LENGTH + 1))).toMatchObject({ kind: 'rejected' });
  });

  it('rejects a source that breaks the compiler, and none of its neighbours', async () => {
    const sources = ['export const a = 1;', BOMB, 'export const b = 2;', BOMB, 'export const c: = 3;'];
    const kinds = (await Promise.all(sources.map(compile))).map(({ kind }) => kind);
    expect(kinds).toEqual(['compiled', 'rejected', 'compiled', 'rejected', 'rejected']);
    expect(await compile('export const d = 4;')).toMatchObject({ kind: 'compiled' });
  });
});

describe('mapPlace', () => {
  it('leads from the compiled code to the student’s own', async () => {
    const source = 'interface A {\n  b: string;\n}\nexport const c = (a: A): void => {\n  throw new Error(a.b);\n};\n';
    const compiled = await compile(source);
    if (compiled.kind !== 'compiled') throw new Error(compiled.kind);
    const lines = compiled.code.split('\n');
    const line = lines.findIndex((text) => text.includes('throw'));
    const column = (lines[line] ?? '').indexOf('throw');
    expect(mapPlace(compiled.map)({ line: line + 1, column: column + 1 })).toEqual({ line: 5, column: 3 });
  });

  it('knows no place outside the code', async () => {
    const compiled = await compile('export const a = 1;');
    if (compiled.kind !== 'compiled') throw new Error(compiled.kind);
    expect(mapPlace(compiled.map)({ line: 1_000_000, column: 1 })).toBeUndefined();
    expect(mapPlace(compiled.map)({ line: 0, column: Number.NaN })).toBeUndefined();
  });
});
