import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChangesUnknown, changedExercises } from './changed-exercises.ts';

const exercises = [
  { id: '02-a', file: 'a.ts' },
  { id: '06-b', file: 'b.ts' },
];
let folder: string;

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.org'];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'ignore' });
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changed-'));
  git('init', '-b', 'main');
  write('exercises/02-a/a.ts', 'stub');
  write('exercises/06-b/b.ts', 'stub');
  git('add', '.');
  git('commit', '-m', 'stubs');
  git('checkout', '-b', 'work');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('changedExercises', () => {
  it('finds nothing on an unchanged branch', () => {
    expect(changedExercises(folder, 'main', exercises)).toEqual([]);
  });
  it('finds what the branch changed, committed or not', () => {
    write('exercises/06-b/b.ts', 'solved');
    expect(changedExercises(folder, 'main', exercises).map(({ id }) => id)).toEqual(['06-b']);
    git('commit', '-am', 'solve');
    expect(changedExercises(folder, 'main', exercises).map(({ id }) => id)).toEqual(['06-b']);
  });
  it('does not count what the base changed since', () => {
    write('exercises/06-b/b.ts', 'solved');
    git('commit', '-am', 'solve');
    git('checkout', 'main');
    write('exercises/02-a/a.ts', 'better stub');
    git('commit', '-am', 'better');
    git('checkout', 'work');
    expect(changedExercises(folder, 'main', exercises).map(({ id }) => id)).toEqual(['06-b']);
  });
  it('finds a file that is new, one that is gone, and none whose line ends alone are others', () => {
    write('exercises/06-b/b.ts', 'stub\r\nof two lines');
    git('commit', '-am', 'two lines');
    git('checkout', '-b', 'further');
    write('exercises/06-b/b.ts', 'stub\nof two lines');
    expect(changedExercises(folder, 'work', exercises)).toEqual([]);
    rmSync(join(folder, 'exercises/06-b'), { recursive: true });
    write('07-c/c.ts', 'new');
    const three = [...exercises, { id: '07-c', file: 'c.ts' }];
    expect(changedExercises(folder, 'work', three).map(({ id }) => id)).toEqual(['06-b', '07-c']);
  });
  it('takes no name of a folder for a pattern', () => {
    git('mv', 'exercises', ':(icase)exercises');
    git('commit', '-m', 'rename');
    git('checkout', '-b', 'further');
    expect(changedExercises(folder, 'work', exercises)).toEqual([]);
    write(':(icase)exercises/06-b/b.ts', 'solved');
    expect(changedExercises(folder, 'work', exercises).map(({ id }) => id)).toEqual(['06-b']);
  });
  it('finds what changed in one folder around everything', () => {
    git('mv', 'exercises/02-a', '02-a');
    git('mv', 'exercises/06-b', '06-b');
    mkdirSync(join(folder, 'answers'));
    git('mv', '02-a', '06-b', 'answers');
    rmSync(join(folder, 'exercises'), { recursive: true, force: true });
    git('commit', '-m', 'move');
    git('checkout', '-b', 'further');
    expect(changedExercises(folder, 'work', exercises)).toEqual([]);
    write('answers/02-a/a.ts', 'solved');
    expect(changedExercises(folder, 'work', exercises).map(({ id }) => id)).toEqual(['02-a']);
  });
  it('runs no program that the configuration of the checkout names', () => {
    const marker = join(folder, 'ran');
    const run = `touch ${marker}`;
    write('.gitattributes', '*.ts filter=x diff=x');
    write('exercises/06-b/b.ts', 'solved');
    for (const key of ['filter.x.clean', 'filter.x.process', 'core.fsmonitor', 'diff.x.textconv', 'diff.x.command']) {
      git('config', key, run);
    }
    expect(changedExercises(folder, 'main', exercises).map(({ id }) => id)).toEqual(['06-b']);
    // What is missing would be fetched, from an address that is a command.
    git('config', 'remote.origin.url', `ext::${run}`);
    git('config', 'remote.origin.promisor', 'true');
    git('config', 'extensions.partialClone', 'origin');
    git('config', 'protocol.ext.allow', 'always');
    rmSync(join(folder, '.git/objects'), { recursive: true });
    mkdirSync(join(folder, '.git/objects'));
    expect(() => changedExercises(folder, 'main', exercises)).toThrow(ChangesUnknown);
    expect(existsSync(marker)).toBe(false);
  });
  it.each(['no-such-branch', '--output=/tmp/x'])('refuses %s, with what git says', (base) => {
    expect(() => changedExercises(folder, base, exercises)).toThrow(ChangesUnknown);
  });
});
