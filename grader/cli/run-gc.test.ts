import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, runOuro } from './testing/run-ouro.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gc-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `ouro gc`. */
async function gc(...args: readonly string[]): Promise<Ended> {
  return await runOuro(folder, ['gc', ...args]);
}

/** Writes a recording with these scenarios: name, steps. */
function write(file: string, scenarios: Readonly<Record<string, readonly object[]>>): void {
  const all = Object.entries(scenarios).map(([name, steps]) => ({ name, steps, rule: `About ${name}.` }));
  writeFileSync(join(folder, file), JSON.stringify({ format: 'gc/1', python: '3.11.7', scenarios: all }));
}

const SELF = [
  { op: 'new', id: 'a' },
  { op: 'set', obj: 'a', field: 'f0', to: 'a' },
  { op: 'unbind', name: 'a' },
  { op: 'collect', expect: { result: 1 } },
];

describe('ouro gc', () => {
  it('writes one page, with its script in it', async () => {
    expect(await gc('seed-cycle')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^gc\.html: 2 objects, /) });
    const page = readFileSync(join(folder, 'gc.html'), 'utf8');
    expect(page).toContain('<h1 class="subject">seed-cycle</h1>');
    expect(page).toContain('del leaves the cycle alive, collect() finds 2.');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
  });
  it('prints a scenario, up to a moment', async () => {
    const { code, stdout } = await gc('example-cycle', '--text', '--at', '9');
    expect(code).toBe(0);
    expect(stdout).toContain('    gc_refs of a becomes its ob_refcnt, 1.\n');
    expect(stdout).toContain('After moment 9 of ');
    expect(stdout).not.toContain('\u001b');
  });
  it('lists the scenarios that have names, with what each shows', async () => {
    const { stdout } = await gc('--list');
    expect(stdout).toMatch(/^example-self +An object that refers to itself/m);
    expect(stdout).toMatch(/^cycle-self +One object referring to itself\.$/m);
    expect(stdout.split('\n').filter((line) => /^\S/.test(line)).length).toBeGreaterThan(92);
  });
  it('finds random scenarios too', async () => {
    expect(await gc('random-0', '--text')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^random-0\n/) });
  });
  it('draws a scenario of a file, the only one without its name', async () => {
    write('own.json', { knot: SELF });
    write('two.json', { knot: SELF, other: SELF });
    expect((await gc('own.json', '--text')).stdout).toMatch(/^knot\nAbout knot\./);
    expect((await gc('two.json#other', '--text')).stdout).toMatch(/^other\nAbout other\./);
  });
  it.each([
    ['no scenario', [], /A scenario is missing/],
    ['a scenario that is not there', ['cycle-slef'], /There is no scenario "cycle-slef".\nPerhaps cycle-self, /],
    ['a part of names', ['weakref-callb'], /Perhaps weakref-callback-order, /],
    ['a file that is not there', ['none.json#x'], /There is no file none\.json/],
    ['a scenario that the file does not have', ['two.json#knott'], /has no scenario "knott".\nPerhaps knot, /],
    ['names that would act in a terminal', ['hostile.json#x'], /\nPerhaps other, ␛\[31mred\. /],
    ['several scenarios', ['two.json'], /two\.json has 2 scenarios.\nPerhaps /],
    ['a file with a mistake', ['wrong.json'], /wrong\.json:1: /],
    ['a step that no object can take', ['impossible.json'], /impossible\.json: a list is needed/],
    ['too many objects', ['large.json'], /large\.json: the scenario makes more than 2000 objects/],
    ['a moment outside of the scenario', ['own.json', '--at', '9999'], /--at 9999 is outside .*\n.*0 to \d+/],
    ['a place where nothing can be written', ['own.json', '--out', 'no/such/folder.html'], /cannot be written/],
  ])('exits with 2 for %s', async (_, args, message) => {
    write('own.json', { knot: SELF });
    write('two.json', { knot: SELF, other: SELF });
    write('hostile.json', { '\u001b[31mred': SELF, other: SELF });
    write('wrong.json', { x: [{ op: 'none' }] });
    write('impossible.json', {
      x: [
        { op: 'new', id: 'a' },
        { op: 'append', obj: 'a', to: 'a' },
      ],
    });
    write('large.json', { large: [{ op: 'new_many', prefix: 'n', count: 2001 }] });
    const { code, stderr } = await gc(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });
});
