import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageFileName } from '../../reports/page-file-name.ts';
import { serializeResults } from '../../reports/results-schema.ts';
import { SAMPLE_RESULTS } from '../../reports/sample-results.ts';
import type { Results } from '../core/results.ts';
import { UsageError } from './exit-code.ts';
import { prepareOutForBatch, prepareOutForGrade, requireOutApart } from './out-folder.ts';
import { writeReports } from './write-reports.ts';

const ONE: Results = { ...SAMPLE_RESULTS, submissions: SAMPLE_RESULTS.submissions.slice(0, 1) };
const NAME = ONE.submissions[0]?.submission ?? '';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'out-folder-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function at(path: string): string {
  return join(folder, path);
}

function write(path: string, text = 'x'): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

function make(path: string): void {
  mkdirSync(at(path), { recursive: true });
}

/** What is refused, with advice; null where nothing is. */
function refusal(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.advice).toMatch(/--out/);
    return error.message;
  }
}

const PREPARE = [
  ['batch', (out: string) => void prepareOutForBatch(out)],
  ['grade', (out: string) => prepareOutForGrade(out, NAME)],
] as const;

describe.each(PREPARE)('the out folder of %s', (_command, prepare) => {
  it('is made, however deep, with the folder of the pages, and nothing is left in it', () => {
    prepare(at('a/b/c'));
    prepare(at('a/b/c'));
    expect(readdirSync(at('a/b/c')).filter((name) => name !== '.ouro')).toEqual(['submissions']);
    expect(readdirSync(at('a/b/c/submissions'))).toEqual([]);
  });
  it('may be a link to a folder', () => {
    make('real');
    symlinkSync(at('real'), at('out'));
    prepare(at('out/deep'));
    expect(readdirSync(at('real/deep'))).toContain('submissions');
  });
  it.each<[what: string, out: string, setUp: () => void, reason: RegExp]>([
    ['is a file', 'out', () => write('out'), /out is not a folder/],
    ['lies below a file', 'file/a/out', () => write('file'), /file is not a folder/],
    ['is a link to nothing', 'out', () => symlinkSync(at('gone'), at('out')), /out is a link to nothing/],
    ['lies below a link to nothing', 'l/out', () => symlinkSync(at('gone'), at('l')), /l is a link to nothing/],
    ['is a link to itself', 'out', () => symlinkSync(at('out'), at('out')), /ELOOP/],
    ['has a name that is too long', 'x'.repeat(300), () => {}, /ENAMETOOLONG/],
    ['leaves no room for the names of pages', `${'x'.repeat(200)}/`.repeat(20), () => {}, /ENAMETOOLONG/],
    ['holds a file in place of the pages', 'out', () => write('out/submissions'), /submissions is not a folder/],
    ...['results.json', 'index.html', 'summary.md', 'gradebook.csv'].map(
      (name): [string, string, () => void, RegExp] => [
        `holds a folder ${name}`,
        'out',
        () => make(`out/${name}`),
        new RegExp(`${name} there is a folder`),
      ],
    ),
  ])('is refused where it %s', (_what, out, setUp, reason) => {
    setUp();
    expect(refusal(() => prepare(at(out)))).toMatch(reason);
  });
  it.runIf(existsSync('/proc/self'))('is refused below /proc, where a recursive mkdirSync does not come back', () => {
    expect(refusal(() => prepare('/proc/no/such/folder'))).toMatch(/cannot be written to \/proc.*ENOENT/);
  });
  it.each(['', ' '])('is refused where its name is %j: it would be the current directory', (out) => {
    expect(refusal(() => prepare(out))).toBe('--out names no folder.');
  });
  it('may hold the pages of an earlier run', () => {
    writeReports(at('out'), ONE);
    expect(refusal(() => prepare(at('out')))).toBeNull();
  });
  it.each<[what: string, setUp: () => void]>([
    ['beside those of an earlier run', () => writeReports(at('out'), ONE)],
    ['without results.json', () => {}],
    ['beside a results.json of something else', () => write('out/results.json', '[]')],
  ])('keeps a page that no run wrote, %s', (_what, setUp) => {
    setUp();
    write('out/submissions/keep.html');
    const before = readdirSync(at('out')).sort();
    expect(refusal(() => prepare(at('out')))).toMatch(/is not an earlier run's/);
    expect(readFileSync(at('out/submissions/keep.html'), 'utf8')).toBe('x');
    expect(readdirSync(at('out')).sort()).toEqual(before);
  });
  it('keeps what is no page, and refuses a folder in place of one', () => {
    writeReports(at('out'), ONE);
    write('out/submissions/notes.txt');
    expect(refusal(() => prepare(at('out')))).toBeNull();
    const page = `out/submissions/${pageFileName(NAME)}`;
    rmSync(at(page));
    make(page);
    expect(refusal(() => prepare(at('out')))).toMatch(/is not an earlier run's page/);
  });
});

describe('prepareOutForBatch', () => {
  it('returns the folder to keep grades in', () => {
    expect(prepareOutForBatch(at('out'))).toBe(at('out/.ouro'));
    expect(readdirSync(at('out/.ouro'))).toEqual([]);
  });
  it('refuses a file in its place', () => {
    write('out/.ouro');
    expect(refusal(() => prepareOutForBatch(at('out')))).toMatch(/\.ouro is not a folder/);
  });
  it('replaces the reports of other submissions', () => {
    writeReports(at('out'), SAMPLE_RESULTS);
    expect(refusal(() => prepareOutForBatch(at('out')))).toBeNull();
  });
});

describe('prepareOutForGrade', () => {
  it.each<[what: string, results: Results, submission: string, message: RegExp]>([
    ['more submissions', SAMPLE_RESULTS, NAME, /holds the reports of \d+ other submissions: those of .* alone/],
    ['another one', ONE, 'ada', /holds the reports of 1 other submission: those of ada alone/],
  ])('refuses to replace the reports of %s', (_what, results, submission, message) => {
    writeReports(at('out'), results);
    expect(refusal(() => prepareOutForGrade(at('out'), submission))).toMatch(message);
    expect(readFileSync(at('out/results.json'), 'utf8')).toBe(serializeResults(results));
  });
  it('replaces those of the same submission, and of none', () => {
    writeReports(at('out'), ONE);
    expect(refusal(() => prepareOutForGrade(at('out'), NAME))).toBeNull();
    writeReports(at('none'), { ...ONE, submissions: [] });
    expect(refusal(() => prepareOutForGrade(at('none'), NAME))).toBeNull();
  });
  it('refuses to replace a results.json that no run wrote', () => {
    write('out/results.json', '{}');
    expect(refusal(() => prepareOutForGrade(at('out'), NAME))).toMatch(/results.json is not an earlier run's/);
  });
});

describe('requireOutApart', () => {
  beforeEach(() => write('d/submissions/ada/mro.ts'));
  it.each<[what: string, out: string, input: string, message: RegExp]>([
    ['pages would lie beside submissions', 'd', 'd/submissions', /among the submissions/],
    ['pages would lie around the submissions', 'd', 'd/submissions/ada', /among the submissions/],
    ['out is the input', 'd', 'd', /the folder of the submissions itself/],
    ['out is a submission', 'd/submissions/ada', 'd/submissions', /looks like a submission/],
    ['out lies in a submission', 'd/submissions/ada/out', 'd/submissions', /lies in the folder/],
    ['out lies two deep, behind dots', 'd/submissions/..x/out', 'd/submissions', /lies in the folder/],
    ['out lies two deep, the first to be made', 'd/submissions/x/out', 'd/submissions', /lies in the folder/],
  ])('refuses where %s', (_what, out, input, message) => {
    expect(refusal(() => requireOutApart(at(out), at(input)))).toMatch(message);
  });
  it.each<[what: string, out: string]>([
    ['is elsewhere', 'out'],
    ['has a name that begins like the input', 'd/submissions-out'],
    ['is a new folder directly in the input', 'd/submissions/out'],
  ])('accepts a folder that %s', (_what, out) => {
    expect(refusal(() => requireOutApart(at(out), at('d/submissions')))).toBeNull();
  });
  it('accepts, directly in the input, a folder of earlier reports, and of a run that was interrupted', () => {
    writeReports(at('d/submissions/out'), ONE);
    prepareOutForBatch(at('d/submissions/early'));
    for (const out of ['out', 'early']) {
      expect(refusal(() => requireOutApart(at(`d/submissions/${out}`), at('d/submissions')))).toBeNull();
    }
  });
  it('follows links', () => {
    symlinkSync(at('d'), at('link'));
    expect(refusal(() => requireOutApart(at('link'), at('d/submissions')))).toMatch(/among/);
    symlinkSync(at('d/submissions/ada'), at('d/submissions/out'));
    expect(refusal(() => requireOutApart(at('d/submissions/out'), at('d/submissions')))).toMatch(/lies in/);
    make('o');
    symlinkSync(at('d/submissions'), at('o/submissions'));
    expect(refusal(() => requireOutApart(at('o'), at('d/submissions')))).toMatch(/among/);
  });
  it('takes what cannot be a path for wrong usage', () => {
    expect(refusal(() => requireOutApart('', at('d')))).toBe('--out names no folder.');
    expect(refusal(() => requireOutApart(at('x'.repeat(300)), at('d')))).toMatch(/ENAMETOOLONG/);
  });
});
