import { relative, sep } from 'node:path';
import { Project, SyntaxKind } from 'ts-morph';
import { describe, expect, it } from 'vitest';

/**
 * Arrows point one way: `exercises/kit` ← `exercises/<id>` and `reference` ← `solutions` ← `grader` ← `reports` and
 * `grader/cli` at the edge. Each layer names what it may import besides itself; the first layer whose prefix fits a
 * file is the file's own.
 */
const LAYERS: readonly { readonly prefix: string; readonly mayImport: readonly string[] }[] = [
  { prefix: 'exercises/kit/', mayImport: [] },
  { prefix: 'exercises/', mayImport: ['exercises/kit/'] },
  { prefix: 'reference/bench/', mayImport: ['reference/', 'exercises/kit/', 'grader/'] },
  { prefix: 'reference/', mayImport: ['exercises/kit/'] },
  { prefix: 'solutions/', mayImport: ['exercises/', 'reference/'] },
  { prefix: 'grader/core/', mayImport: ['exercises/kit/'] },
  { prefix: 'grader/cli/', mayImport: ['exercises/', 'reference/', 'solutions/', 'grader/', 'reports/'] },
  { prefix: 'grader/bench/', mayImport: ['exercises/', 'reference/', 'solutions/', 'grader/', 'reports/'] },
  { prefix: 'grader/', mayImport: ['exercises/', 'reference/', 'solutions/', 'grader/core/'] },
  // A picture draws what the reference computes: heaps, collections, classes.
  { prefix: 'reports/pictures/', mayImport: ['reports/', 'reference/', 'exercises/kit/'] },
  { prefix: 'reports/', mayImport: ['grader/core/'] },
];
/** The edge: what is run from a command line. Only the edge may import it. */
const EDGE = ['grader/cli/', 'grader/bench/', 'reference/bench/'];
/** What would make a grade depend on more than its evidence. */
const IMPURE = /\b(Date\b|performance\.now|process\.|crypto\.|Math\.random|fetch\(|set(Timeout|Interval)\()/;

const root = import.meta.dirname;
const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
project.addSourceFilesAtPaths(
  ['exercises', 'reference', 'solutions', 'grader', 'reports'].map((top) => `${root}/${top}/**/*.ts`),
);
const files = project.getSourceFiles().map((file) => ({ file, path: pathOf(file.getFilePath()) }));

function pathOf(absolute: string): string {
  return relative(root, absolute).split(sep).join('/');
}

function layerOf(path: string): (typeof LAYERS)[number] | undefined {
  return LAYERS.find(({ prefix }) => path.startsWith(prefix));
}

/** Own files that a file imports, as paths from the root. */
function ownImports(file: (typeof files)[number]['file']): readonly string[] {
  const specifiers = [...file.getImportDeclarations(), ...file.getExportDeclarations()]
    .map((declaration) => declaration.getModuleSpecifierValue())
    .concat(
      file
        .getDescendantsOfKind(SyntaxKind.CallExpression)
        .filter((call) => call.getExpression().getKind() === SyntaxKind.ImportKeyword)
        .map((call) => call.getArguments()[0]?.asKind(SyntaxKind.StringLiteral)?.getLiteralValue()),
    );
  return specifiers
    .filter((specifier) => specifier !== undefined)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => pathOf(new URL(specifier, `file://${file.getFilePath()}`).pathname));
}

function againstTheStream(from: string, to: string): boolean {
  const [own, other] = [layerOf(from), layerOf(to)];
  if (own === undefined || other === undefined) return false;
  if (EDGE.some((edge) => to.startsWith(edge) && !EDGE.some((prefix) => from.startsWith(prefix)))) return true;
  return own !== other && !own.mayImport.some((prefix) => to.startsWith(prefix));
}

describe('architecture', () => {
  it('reads every file of the project', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter(({ path }) => layerOf(path) === undefined)).toEqual([]);
  });
  it('has no arrow against the stream', () => {
    const wrong = files.flatMap(({ file, path }) =>
      ownImports(file).flatMap((target) => (againstTheStream(path, target) ? [`${path} → ${target}`] : [])),
    );
    expect(wrong).toEqual([]);
  });
  it('sees an arrow against the stream', () => {
    expect(againstTheStream('reference/a.ts', 'grader/core/score.ts')).toBe(true);
    expect(againstTheStream('exercises/02-x/mro.ts', 'solutions/02-x/mro.ts')).toBe(true);
    expect(againstTheStream('grader/core/score.ts', 'grader/sandbox/sandbox.ts')).toBe(true);
    expect(againstTheStream('grader/behaviour/a.ts', 'grader/cli/main.ts')).toBe(true);
  });
  it('keeps one exercise from importing another', () => {
    const wrong = files.flatMap(({ file, path }) => {
      const own = /^exercises\/(\d\d-[^/]+)\//.exec(path)?.[1];
      if (own === undefined) return [];
      return ownImports(file).flatMap((target) =>
        (/^exercises\/(\d\d-[^/]+)\//.exec(target)?.[1] ?? own) === own ? [] : [`${path} → ${target}`],
      );
    });
    expect(wrong).toEqual([]);
  });
  it('keeps grader/core pure: no package, no file, no clock, no random number', () => {
    const core = files.filter(({ path }) => path.startsWith('grader/core/') && !path.endsWith('.test.ts'));
    const impure = core.flatMap(({ file, path }) => [
      ...file
        .getImportDeclarations()
        .map((declaration) => declaration.getModuleSpecifierValue())
        .filter((specifier) => !specifier.startsWith('.'))
        .map((specifier) => `${path} imports ${specifier}`),
      ...file
        .getStatements()
        .map((statement) => IMPURE.exec(statement.getText())?.[0])
        .filter((found) => found !== undefined)
        .map((found) => `${path} uses ${found}`),
    ]);
    expect(core.length).toBeGreaterThan(2);
    expect(impure).toEqual([]);
  });
});
