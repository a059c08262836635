import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readNotebook } from '../../reference/lecture/notebook.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { runLecture } from './run-lecture.ts';
import { terminal } from './terminal.ts';

/** Runs the command as a person does, in a process of its own, without a terminal. */
function lecture(...args: readonly string[]) {
  const command = join(PROJECT_ROOT, 'grader', 'cli', 'ouro.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'lecture', ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('ouro lecture', () => {
  it('prints all cells under their headings, without colour where there is no terminal', () => {
    const { status, stdout, stderr } = lecture();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/^In \[\d+\]: /gm)).toHaveLength(76);
    expect(stdout).toMatch(/^## Classes are objects\n\nIn \[0\]: class A:\n {12}pass$/m);
    expect(stdout).toMatch(/\n76 cells: the reference answers as CPython does\.\n$/);
    expect(stdout).not.toContain('\x1b');
  });
  it('prints what CPython answered beside what the reference answers', () => {
    const { stdout } = lecture('--cell', '1', '5');
    expect(stdout).toMatch(
      /^ +CPython 3\.11\.7 +ouroboros ✓\n +\(<class '__main__\.A'>,\) +\(<class '__main__\.A'>,\)$/m,
    );
    expect(stdout.match(/^ +<class 'type'> +<class 'type'>$/gm)).toHaveLength(5);
  });
  it('shows a cell in TypeScript where that is asked for', () => {
    expect(lecture('--cell', '22').stdout).not.toContain('main.person.name');
    expect(lecture('--cell', '22', '--ts').stdout).toMatch(
      /^In \[22\]: person\.name, person\.age\n\n +TS: tuple\(\[main\.person\.name, main\.person\.age\]\)$/m,
    );
  });
  it('shows what was tried after a cell where that is asked for', () => {
    expect(lecture('--cell', '16').stdout).not.toContain('probe record_missing_attr');
    const { status, stdout } = lecture('--cell', '16', '--probes');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^ +probe record_missing_attr\n +>>> Person\('a'\)\.age\n\n +CPython 3\.11\.7 +ouroboros ✓$/m,
    );
    expect(stdout).toMatch(/\n1 cell and 9 probes: the reference answers as CPython does\.\n$/);
  });
  it('shows an error with its cause', () => {
    expect(lecture('--cell', '23').stdout).toMatch(/TypeError: 'text' is not compatible .*\n.*\n +from ValueError: /);
  });
  it('says below a cell what to know about it, and where CPython shows it', () => {
    const { stdout } = lecture('--cell', '73');
    expect(stdout).toMatch(/^ +74 +2$/m);
    expect(stdout.replaceAll(/\s*│/g, '')).toMatch(
      /After a collection beforehand it is 2, .* Shown by cell 73, probe cycle/,
    );
  });
  it('prints JSON for a machine', () => {
    const { status, stdout } = lecture('--cell', '10', '--json');
    const [cell, ...others] = JSON.parse(stdout);
    expect({ status, others }).toEqual({ status: 0, others: [] });
    expect(cell).toMatchObject({
      recorded: { cell: 10, section: '`type()`', result: "(42, 'Hello from A!')" },
      replayed: { stdout: '', result: "(42, 'Hello from A!')", error: null },
      agrees: true,
      notes: [],
    });
  });
  it.each<readonly [readonly string[], RegExp]>([
    [['--cell', '76'], /There is no cell 76\.\nCells are numbered from 0 to 75\./],
    [['--cell', 'x'], /There is no cell NaN/],
    [['75'], /Unknown (argument|command): 75/],
  ])('%j is wrong usage: it says what, and exits with 2', (args, message) => {
    const { status, stderr } = lecture(...args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) });
  });
});

describe('runLecture', () => {
  afterEach(() => vi.restoreAllMocks());

  it('gives 1 where an answer differs, and names the cell', () => {
    const notebook = readNotebook();
    const cells = notebook.cells.map((cell) => (cell.cell === 4 ? { ...cell, result: "<class 'float'>" } : cell));
    const write = vi.spyOn(terminal, 'write').mockReturnValue();
    expect(runLecture({ cell: [4, 6], typescript: false, probes: false, json: false }, { ...notebook, cells })).toBe(1);
    const printed = write.mock.calls.join('');
    expect(printed).toMatch(/ouroboros ✗\n +<class 'float'> +<class 'int'>$/m);
    expect(printed).toMatch(/\n2 cells: the reference answers otherwise than CPython in cell 4\.\n$/);
  });
});
