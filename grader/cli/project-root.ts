import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of Ouroboros itself: the parent of dist/, where the built command lies. */
export const PROJECT_ROOT: string = dirname(dirname(fileURLToPath(import.meta.url)));
