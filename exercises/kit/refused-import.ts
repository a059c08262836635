import { buildSync } from 'esbuild';
import type { Manifest } from './manifest.ts';

/** Names a module of the kit, from wherever the file lies. */
const KIT_SPECIFIER = /^\.{1,2}\/(?:.*\/)?kit\/([a-z][a-z-]*)(?:\.[tj]s)?$/;

/**
 * What an answer imports and may not, for people; undefined where there is nothing. An import of types alone is none
 * once the file is compiled: the grader, which refuses the file for the same reason, does not see it either.
 */
export function refusedImport(source: string, { file, kit }: Pick<Manifest, 'file' | 'kit'>): string | undefined {
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
  const refused = imports.find(({ path }) => !kit.includes(KIT_SPECIFIER.exec(path)?.[1] ?? ''));
  if (refused === undefined) return undefined;
  const may = kit.map((name) => `../kit/${name}.ts`).join(', ');
  return `${file} imports '${refused.path}'; it may import ${may === '' ? 'nothing' : may}`;
}
