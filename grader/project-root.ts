import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of Ouroboros itself, whether this module runs from its source or from `dist/`. */
export const PROJECT_ROOT: string = findRoot();

function findRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'ouroboros') return folder;
  }
  throw new Error('project-root: no package.json of ouroboros above this module');
}
