import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, runOuro } from './testing/run-ouro.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heap-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `ouro heap`. */
async function heap(...args: readonly string[]): Promise<Ended> {
  return await runOuro(folder, ['heap', ...args]);
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

describe('ouro heap', () => {
  it('writes one page, with its script in it', async () => {
    write('pair.ops', 'm 1 42\nf 1\n');
    expect(await heap('pair.ops')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^heap\.html: 2 operations/),
    });
    const page = readFileSync(join(folder, 'heap.html'), 'utf8');
    expect(page).toContain('<h1 class="subject">Heap of pair.ops</h1>');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
  });
  it('draws a shape as text, without colour where nobody looks', async () => {
    const { code, stdout } = await heap('shape:churn', '--operations', '500', '--text', '--at', '100');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^churn, classic64, after 100 of 500 operations\n/);
    expect(stdout).not.toContain('\u001b');
  });
  it('reads a malloc lab’s file in the dialect named', async () => {
    write('lab.rep', '20000\n1\n2\n1\na 0 512\nf 0\n');
    const { stdout } = await heap('lab.rep', '--dialect', 'csapp', '--text', '--at', '1');
    expect(stdout).toContain('1. malloc(512) for id 1: block 0 of pool 0:0 (512 bytes).');
  });
  it('draws a recording in its own build, misaligned as it was', async () => {
    const lines = ['% obmalloc-oracle 1', '% profile i386-3.11', '% mode merged', '% misalign 16', '# a comment'];
    write(
      'x.golden',
      [...lines, 'M 1 3 100 => n=3 first=0:4112', '? usable', '= usable 0(62)', 'f 2 => .', '% end', '= hash'].join(
        '\n',
      ),
    );
    const { stdout } = await heap('x.golden', '--text');
    expect(stdout).toMatch(/^x\.golden, i386-3\.11, after 4 of 4 operations/);
    expect(stdout).toContain('arena 0: 62 free pools');
    expect((await heap('x.golden', '--text', '--profile', 'amd64-3.11')).stdout).toContain('amd64-3.11');
  });
  it.each([
    ['a file that is not there', ['none.ops'], /There is no file none\.ops/],
    ['a shape that is not there', ['shape:none'], /There is no shape "none"/],
    ['a position outside of the trace', ['pair.ops', '--at', '3'], /--at 3 is outside .*\n.*0 to 2/],
    ['a trace that asks twice for an id', ['twice.ops', '--text'], /operation 2: id 1 is in use already/],
    ['a file with a mistake', ['wrong.ops'], /wrong\.ops:2: /],
    ['a recording with a mistake', ['wrong.golden'], /wrong\.golden:4: /],
    ['a place where nothing can be written', ['pair.ops', '--out', 'no/such/folder.html'], /cannot be written/],
  ])('exits with 2 for %s', async (_, args, message) => {
    write('pair.ops', 'm 1 42\nf 1\n');
    write('twice.ops', 'm 1 42\nm 1 42\n');
    write('wrong.ops', 'm 1 42\nx\n');
    write('wrong.golden', '% obmalloc-oracle 1\n% profile classic64-3.7.3\n% mode merged\nx 1 => 0:48\n');
    const { code, stderr } = await heap(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });
});
