import { execFileSync } from 'node:child_process';

const PYTHON = 'python3';
const QUESTION = 'import platform; print(platform.python_implementation(), platform.python_version())';

/** How the machine's own CPython is started, or a sentence that says why it cannot take part. */
export function findCpython(python = PYTHON): readonly [string, ...string[]] | string {
  let found: string;
  try {
    found = execFileSync(python, ['-c', QUESTION], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return `${python} cannot be run`;
  }
  if (!/^CPython 3\.\d+/.test(found)) return `${python} is ${found}, not CPython`;
  return [python];
}
