import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../project-root.ts';
import { type Ended, runOuro } from './testing/run-ouro.ts';

const STUB = join('exercises', '02-method-resolution-order', 'mro.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-batch-'));
  const place = join(folder, 'submissions', 'ada', STUB);
  mkdirSync(dirname(place), { recursive: true });
  cpSync(join(PROJECT_ROOT, STUB), place);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function batch(out: string): Promise<Ended> {
  return await runOuro(folder, ['batch', 'submissions', '--only', '02', '--out', out]);
}

describe('ouro batch --out', () => {
  it('deletes nothing that it did not write, and writes nothing among the submissions', async () => {
    writeFileSync(join(folder, 'submissions', 'keep.html'), 'x');
    expect(await batch('.')).toMatchObject({ code: 2, stderr: expect.stringMatching(/among the submissions.*\nGive/) });
    expect(readdirSync(join(folder, 'submissions')).sort()).toEqual(['ada', 'keep.html']);
    expect(readdirSync(folder)).toEqual(['submissions']);
  });
  it('keeps a page in the folder of the pages that no run wrote', async () => {
    const page = join(folder, 'out', 'submissions', 'keep.html');
    mkdirSync(dirname(page), { recursive: true });
    writeFileSync(page, 'x');
    expect(await batch('out')).toMatchObject({ code: 2, stderr: expect.stringMatching(/keep\.html is not .*\nMove/) });
    expect(readFileSync(page, 'utf8')).toBe('x');
  });
  it('may be a folder in that of the submissions, again and again, and removes pages of those that are gone', async () => {
    const [out, bob] = [join('submissions', 'out'), join(folder, 'submissions', 'bob')];
    cpSync(join(folder, 'submissions', 'ada'), bob, { recursive: true });
    expect(await batch(out)).toMatchObject({ code: 0, stderr: expect.stringContaining('2 submissions graded') });
    rmSync(bob, { recursive: true });
    expect(await batch(out)).toMatchObject({ code: 0, stderr: expect.stringContaining('1 submission graded') });
    expect(readdirSync(join(folder, out, 'submissions'))).toEqual(['ada.html']);
  });
  it.each<[what: string, out: string, setUp: () => void]>([
    ['empty', '', () => {}],
    ['below a file', 'file/out', () => writeFileSync(join(folder, 'file'), 'x')],
    ['a link to nothing', 'out', () => symlinkSync('gone', join(folder, 'out'))],
    ['too long', 'x'.repeat(300), () => {}],
    ['with a folder results.json', 'out', () => mkdirSync(join(folder, 'out', 'results.json'), { recursive: true })],
  ])('is wrong usage where it is %s: nothing is graded', async (_what, out, setUp) => {
    setUp();
    const { code, stderr } = await batch(out);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^ouro: .*\n.*--out.*\n$/) });
    expect(existsSync(join(folder, 'out', '.ouro'))).toBe(false);
  });
});

describe('ouro grade --out', () => {
  const grade = async (out: string) =>
    await runOuro(folder, ['grade', join('submissions', 'ada'), '--only', '02', '--out', out]);
  it('does not replace the reports of a batch', async () => {
    cpSync(join(folder, 'submissions', 'ada'), join(folder, 'submissions', 'bob'), { recursive: true });
    await batch('out');
    const before = readFileSync(join(folder, 'out', 'results.json'), 'utf8');
    expect(await grade('out')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/1 other submission: those of ada alone .*\nGive .*batch/),
    });
    expect(readFileSync(join(folder, 'out', 'results.json'), 'utf8')).toBe(before);
  });
  it('replaces those of the same submission', async () => {
    expect([(await grade('out')).code, (await grade('out')).code]).toEqual([0, 0]);
  });
  it('is wrong usage where it is empty: nothing is written to the current directory', async () => {
    expect(await grade('')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--out out') });
    expect(readdirSync(folder)).toEqual(['submissions']);
  });
});
