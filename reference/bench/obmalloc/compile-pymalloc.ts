import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../grader/project-root.ts';
import { findLibpython } from './find-libpython.ts';

const SOURCE = join(PROJECT_ROOT, 'reference', 'bench', 'obmalloc', 'pymalloc.c');
/** What the program looks up by name: in a static library, all that nobody refers to would be left out. */
const SYMBOLS = ['Py_GetVersion', 'PyObject_Malloc', 'PyObject_SetArenaAllocator'];

/**
 * Compiles the program that replays traces on CPython's own allocator, into `folder`.
 *
 * @returns how to start it, but for the trace's path; or a sentence that says what is missing.
 */
export function compilePymalloc(folder: string): readonly [string, ...string[]] | string {
  const found = findLibpython();
  if (typeof found === 'string') return found;
  const program = join(folder, 'pymalloc');
  const linked =
    found.link === 'shared' ? [] : [...SYMBOLS.map((name) => `-Wl,-u,${name}`), found.path, ...found.link.flags];
  try {
    execFileSync('cc', ['-O2', '-o', program, SOURCE, ...linked, '-ldl'], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return `cc cannot compile pymalloc.c: ${reason(error)}`;
  }
  return [program, found.link === 'shared' ? found.path : ''];
}

/** The first line of what the compiler said, or why it did not run. */
function reason(error: unknown): string {
  const said = String((error as { stderr?: unknown }).stderr ?? '').trim();
  return said.split('\n')[0] || (error instanceof Error ? error.message : String(error));
}
