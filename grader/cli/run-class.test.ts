import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, runOuro } from './testing/run-ouro.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'class-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function ouroClass(args: readonly string[], input = ''): Promise<Ended> {
  return await ouro(['class', ...args], input);
}

async function ouro(args: readonly string[], input = ''): Promise<Ended> {
  return await runOuro(folder, args, { input });
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

const PYTHON = 'class A:\n    x = 1\n\nclass B(A):\n    def f(self): raise SystemExit\n';
const SCENARIO = { name: 'one', steps: [{ op: 'class', name: 'A', expect: {} }] };

describe('ouro class', () => {
  it('writes one page, with its script in it', async () => {
    expect(await ouroClass(['example-diamond'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^class\.html: class D, \d+ KiB\n$/),
    });
    const page = readFileSync(join(folder, 'class.html'), 'utf8');
    expect(page).toContain('<h1 class="subject">class D</h1>');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
  });
  it('reads a Python file, or standard input, and draws the class that is asked for', async () => {
    write('shapes.py', PYTHON);
    expect((await ouroClass(['shapes.py', '--text'])).stdout).toMatch(/^class B\nfrom: shapes\.py\nbase: A\n/);
    const { stdout } = await ouroClass(['-', '--text', '--of', 'A', '--attribute', 'x'], PYTHON);
    expect(stdout).toMatch(/^class A\nfrom: standard input\n/);
    expect(stdout).toContain('The search for x\n');
    expect(stdout).not.toContain('\u001b');
  });
  it('draws a recorded scenario, and one of a file', async () => {
    expect((await ouroClass(['mro-conflict-message-three', '--text'])).stdout).toContain(
      'TypeError: Cannot create a consistent method resolution order (MRO) for bases A, object, B\n',
    );
    write('mine.json', JSON.stringify({ format: 'object-model/1', python: '3.11.7', scenarios: [SCENARIO] }));
    expect((await ouroClass(['mine.json#one', '--text'])).stdout).toMatch(/^class A\nfrom: one\n/);
  });
  it('lists what has a name, with what it shows', async () => {
    const { code, stdout } = await ouroClass(['--list']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^example-diamond {2,}A diamond: /);
    expect(stdout).toMatch(/^mro-diamond {2,}C3 on the diamond: D, B, C, A, object\.$/m);
  });
  it('completes the names of scenarios, beside options', async () => {
    const complete = async (...words: readonly string[]) =>
      (await ouro(['--get-yargs-completions', 'ouro', ...words])).stdout.split('\n');
    const names = await complete('class', 'mro-d');
    expect(names).toContain('mro-diamond');
    expect(names).not.toContain('example-diamond');
    expect(await complete('class', '--at')).toContain('--attribute');
    expect(await complete('verify', '06')).toContain('06-init-subclass');
    expect(await complete('grade', '--only', '1')).toContain('17-obmalloc');
  });
  it.each([
    ['nothing', [], /A source is missing/],
    ['a scenario that is not there', ['mro-diamnd'], /There is no scenario "mro-diamnd"\.\nPerhaps mro-diamond, /],
    ['a file that is not there', ['none.py'], /There is no file none\.py/],
    ['a class that is not there', ['shapes.py', '--of', 'C'], /makes no class "C"\.\nIt makes A, B\./],
    [
      'Python that is not read',
      ['loop.py'],
      /loop\.py:2: 'for x in y: pass' is not read here\. Read in a class body are/,
    ],
    ['a file without classes', ['empty.py'], /empty\.py makes no class/],
    ['a scenario that the file has not', ['mine.json#two'], /no scenario "two"\.\nName one behind #: mine\.json#one\./],
    ['a scenario that is none', ['wrong.json#one'], /wrong\.json#one: operation 'wrong'/],
    ['a hostile class of a file, harmless', ['evil.json', '--of', 'A'], /^\P{Cc}*\nIt makes ␛\[31m\.\n$/u],
    ['a file of another format', ['other.json'], /expected the format object-model\/1/],
    ['a place where nothing can be written', ['example-diamond', '--out', 'no/such.html'], /cannot be written/],
  ])('exits with 2 for %s', async (_, args, message) => {
    write('shapes.py', PYTHON);
    write('loop.py', 'class A:\n    for x in y: pass\n');
    write('empty.py', 'x = 1\n');
    const recording = { format: 'object-model/1', python: '3.11.7' };
    write('mine.json', JSON.stringify({ ...recording, scenarios: [SCENARIO] }));
    write(
      'wrong.json',
      JSON.stringify({ ...recording, scenarios: [{ name: 'one', steps: [{ op: 'wrong', expect: {} }] }] }),
    );
    const hostile = { name: 'evil', steps: [{ op: 'type', name: '\u001b[31m', as: 'A', expect: {} }] };
    write('evil.json', JSON.stringify({ ...recording, scenarios: [hostile] }));
    write('other.json', '{"format": "gc/1"}');
    const { code, stderr } = await ouroClass(args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });
});
