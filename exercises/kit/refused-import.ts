import { buildSync } from 'esbuild';
import { kitModuleOf, mayImport } from './kit-specifier.ts';
import type { Manifest } from './manifest.ts';

/** Whatever may be the name of a module. */
const MENTIONED = /\b(?:from|import|require)\b[\s(]*(['"`])(.*?)\1/gs;

/**
 * What an answer imports and may not, for people; undefined where there is nothing. An import of types alone is none
 * once the file is compiled: the grader, which refuses the file for the same reason, does not see it either.
 */
export function refusedImport(source: string, { file, kit }: Pick<Manifest, 'file' | 'kit'>): string | undefined {
  const isKnown = (specifier = '') => kit.includes(kitModuleOf(specifier) ?? '') || specifier === './contract.ts';
  // Mostly all are, and to start a compiler takes longer than all the checks.
  if ([...source.matchAll(MENTIONED)].every(([, , specifier]) => isKnown(specifier))) return undefined;
  const { metafile } = buildSync({
    stdin: { contents: source, loader: 'ts' },
    bundle: true,
    external: ['*'],
    treeShaking: false,
    format: 'esm',
    tsconfigRaw: {},
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const refused = imports.find(({ path }) => !kit.includes(kitModuleOf(path) ?? ''));
  return refused === undefined ? undefined : `${file} imports '${refused.path}'; ${mayImport(kit)}`;
}
