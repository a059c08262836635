import { projectRoot } from '../sandbox/project-root.ts';

/** The folder of Ouroboros itself. */
export const PROJECT_ROOT: string = projectRoot();
