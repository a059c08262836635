import { execFileSync, spawn } from 'node:child_process';
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
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { obmallocRecordings } from '../../reference/conformance/obmalloc/recordings.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { type Ended, OURO, runOuro } from './testing/run-ouro.ts';

const ID = '02-method-resolution-order';
const STUB = readFileSync(join(PROJECT_ROOT, 'exercises', ID, 'mro.ts'), 'utf8');
const DEPTH_FIRST = asSubmitted(readFileSync(join(PROJECT_ROOT, 'solutions', ID, 'wrong', 'depth-first.ts'), 'utf8'));
const MODEL = asSubmitted(readFileSync(join(PROJECT_ROOT, 'solutions', ID, 'mro.ts'), 'utf8'));

function asSubmitted(text: string): string {
  return text.replace(/(\.\.\/)+exercises\/kit\//g, '../kit/').replace(/(\.\.\/)+exercises\/02[^/]*\//g, './');
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function ouro(args: readonly string[], env: Record<string, string> = {}, command = OURO): Promise<Ended> {
  return await runOuro(folder, args, { env, command });
}

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('ouro', () => {
  it('lists the commands, each with a sentence', async () => {
    const { code, stdout } = await ouro(['--help']);
    expect(code).toBe(0);
    for (const command of [
      'test',
      'watch',
      'ui',
      'hint',
      'grade',
      'batch',
      'list',
      'verify',
      'doctor',
      'conform',
      'class',
      'heap',
      'trace',
      'completion',
    ]) {
      expect(stdout).toMatch(new RegExp(`^ {2}ouro ${command}\\b.* {2}\\S`, 'm'));
    }
  });
  it.each<readonly [readonly string[], RegExp]>([
    [[], /A command is missing/],
    [['grde'], /Did you mean grade/],
    [['nosuch'], /There is no command "nosuch"/],
    [['grade', '--colour'], /Unknown argument: colour\nnpx ouro grade --help/],
    [['grade', '02'], /There is no folder .*\n.*npx ouro grade --only 02/],
    [['grade', '--only', '00'], /00-how-this-works carries no points.*\nnpm test 00/],
    [['grade', '--out', 'a', '--out', 'b'], /--out is given twice/],
    [['grade', '--format', 'json', '--format', 'text'], /--format is given twice/],
    [['grade', '--seed', 'x'], /--seed needs a number/],
    [['grade', 'no-such-folder'], /There is no folder/],
    [['grade', '.'], /holds no exercise.*\n.*exercises\/02/],
    [['grade', '--only', '99'], /There is no exercise "99"/],
    [['grade', '--seed', '1.5'], /--seed 1.5 is no whole number/],
    [['grade', '--seed'], /Not enough arguments following: seed/],
    [['grade', '--only'], /Not enough arguments following: only/],
    [['grade', '--min-points', 'many'], /--min-points/],
    [['batch', 'no-such-folder', '--out', 'out'], /There is no folder/],
    [['batch', '.', '--out', 'out'], /holds no submission/],
    [['batch', '.'], /Missing required argument: out/],
    [['trace'], /A shape is missing/],
    [['trace', 'chrn'], /Given: "chrn", Choices: .*"churn"/],
    [['trace', 'churn', '--seed'], /Not enough arguments.*seed/],
    [['trace', 'churn', '--operations', 'many'], /--operations needs a number/],
    [['trace', 'churn', '--format', 'rep'], /needs a dialect.*\n.*csapp/],
    [['trace', 'churn', '--dialect', 'csapp'], /--format rep/],
    [['trace', 'mixed', '--format', 'rep', '--dialect', 'ut-429'], /realloc/],
    [['trace', 'churn', '--out', 'no/such/folder'], /cannot be written/],
    [['hint'], /<exercise> is missing: ouro hint <exercise>\.\nnpx ouro hint --help/],
    [['conform', 'gc'], /<files\.\.> is missing/],
    [['hint', '99'], /There is no exercise/],
    [['verify', '99'], /There is no exercise/],
  ])('%j is wrong usage: it says what and what to do, and exits with 2', async (args, message) => {
    const { code, stderr } = await ouro(args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });
  it('replays recordings of the collector: a line each, exit 0, 1 or 2', async () => {
    const recording = (...steps: readonly unknown[]) =>
      JSON.stringify({ format: 'gc/1', python: '3.11.7', scenarios: [{ name: 'one', steps }] });
    write('good.json', recording({ op: 'collect', expect: { result: 0 } }));
    write('wrong.json', recording({ op: 'collect', expect: { result: 1 } }));
    write('none.json', recording({ op: 'sweep' }));
    const replay = async (...files: readonly string[]) => await ouro(['conform', 'gc', '--check', ...files]);
    expect(await replay('good.json')).toMatchObject({
      code: 0,
      stdout: 'good.json: conforms (CPython 3.11.7, 1 scenario, 1 step)\n',
    });
    write('packed.json.gz', gzipSync(readFileSync(join(folder, 'good.json'))));
    expect(await replay('packed.json.gz')).toMatchObject({ code: 0, stdout: expect.stringContaining('conforms') });
    write('torn.json.gz', 'x');
    expect(await replay('torn.json.gz')).toMatchObject({ code: 2, stdout: expect.stringContaining('cannot be read') });
    expect(await replay('wrong.json')).toMatchObject({
      code: 1,
      stdout: 'wrong.json:1: differs at scenario one, step 1, `collect`: expected result 1, actual result 0\n',
    });
    expect(await replay('good.json', 'none.json')).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/conforms.*\nnone.json:1: malformed: one, step 1: no operation: sweep\n$/),
    });
    expect(await replay('gone.json', 'good.json')).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/^gone.json: cannot be read: ENOENT.*\ngood.json: conforms/),
    });
  });
  it('holds each recording of a bundle against the reference', async () => {
    const recorded = obmallocRecordings('classic64-3.7.3').slice(0, 2);
    const bundle = Object.fromEntries(recorded.map(({ path, text }) => [path, text]));
    write('good.json.gz', gzipSync(JSON.stringify(bundle)));
    const [first = '', second = ''] = Object.keys(bundle);
    expect(await ouro(['conform', 'obmalloc', 'good.json.gz'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(`^good.json.gz/${first}: conforms .*\ngood.json.gz/${second}: conforms .*\n$`),
    });
    write('wrong.json', JSON.stringify({ ...bundle, [second]: bundle[second]?.replace('=> 0:48', '=> 0:56') }));
    expect(await ouro(['conform', 'obmalloc', 'wrong.json'])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(`: conforms .*\nwrong.json/${second}:6: differs at operation 1`),
    });
    write('names.json', JSON.stringify({ 'a\x1b[2J\nb: conforms': bundle[first] }));
    const { stdout } = await ouro(['conform', 'obmalloc', 'names.json']);
    expect(stdout.match(/\n/g)).toHaveLength(1);
    expect(stdout).not.toContain('\x1b');
  });
  it('says what to do where no temporary file can be made', async () => {
    for (const args of [['doctor'], ['verify', '00']]) {
      expect(await ouro(args, { TMPDIR: join(folder, 'gone') })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/No file can be made in the temporary folder .*gone: ENOENT[\s\S]*set TMPDIR/),
      });
    }
  });
  it('lists the exercises for a machine', async () => {
    const { code, stdout } = await ouro(['list', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ exercise: ID, points: 10, file: `exercises/${ID}/mro.ts` }),
    );
  });
});

describe('a copy without solutions', () => {
  it('runs all that a student types, and says what grading needs', async () => {
    for (const part of ['exercises', 'grader', 'reference', 'reports', 'package.json', 'vitest.config.ts']) {
      cpSync(join(PROJECT_ROOT, part), join(folder, part), { recursive: true });
    }
    symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(folder, 'node_modules'));
    const command = join(folder, 'grader', 'cli', 'ouro.mjs');
    expect(await ouro(['test', '00'], {}, command)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 of 1 solved'),
    });
    expect(await ouro(['hint', '02'], {}, command)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Hint 1 of 3'),
    });
    expect(await ouro(['grade'], {}, command)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('solutions/'),
    });
  });
});

describe('ouro grade', () => {
  it('exits with 0 on a stub: nothing that was started failed', async () => {
    write(`${ID}/mro.ts`, STUB);
    const { code, stdout } = await ouro(['grade', '.', '--only', '02']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/to do/);
  });
  it('exits with 1 on wrong work, and shows the first thing to fix', async () => {
    write(`exercises/${ID}/mro.ts`, DEPTH_FIRST);
    const { code, stdout } = await ouro(['grade', '.', '--only', '02']);
    expect(code).toBe(1);
    expect(stdout).toContain('expected  [D, B, C, A, object]');
    expect(stdout).not.toContain('\x1b');
  });
  it.each([
    ['10', 0],
    ['10.5', 1],
  ] as const)('exits by --min-points %s with %i', async (points, code) => {
    write(`exercises/${ID}/mro.ts`, MODEL);
    expect((await ouro(['grade', '.', '--only', '02', '--min-points', points])).code).toBe(code);
  });
  it('prints results.json, the same bytes each time, figures aside', async () => {
    write(`exercises/${ID}/mro.ts`, DEPTH_FIRST);
    const args = ['grade', '.', '--only', '02', '--json'];
    const [first, second] = [await ouro(args), await ouro(args)];
    expect(JSON.parse(first.stdout)).toMatchObject({
      schema: 'ouroboros/results/1',
      submissions: [{ status: 'graded', maxPoints: 10 }],
    });
    expect(second.stdout).toBe(first.stdout);
  });
  it('reveals the shortest private scenario that fails to the instructor alone', async () => {
    write(`exercises/${ID}/mro.ts`, MODEL.replace('duplicate base class', 'duplicate base-class'));
    const { stdout, stderr } = await ouro(['grade', '.', '--only', '02', '--reveal']);
    expect(stderr).toMatch(/any-conflict|any-hierarchy|any-names|duplicate-base/);
    expect(stdout).not.toContain('Private');
  });
  it('keeps what it reveals from acting in a terminal or a CI log', async () => {
    write(
      `exercises/${ID}/mro.ts`,
      MODEL.replace('duplicate base class', '\\u001b[2J\\n::error::forged\\n##[error]forged duplicate base class'),
    );
    const { stderr } = await ouro(['grade', '.', '--only', '02', '--reveal']);
    expect(stderr).toContain('forged');
    expect(stderr).not.toContain('\u001b[2J');
    expect(stderr).not.toMatch(/^\s*::error|##\[error/m);
  });
  it('grades what a pull request changed, annotates it, and appends the summary', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
        cwd: folder,
        stdio: 'ignore',
      });
    git('init', '-b', 'main');
    write(`exercises/${ID}/mro.ts`, STUB);
    git('add', '.');
    git('commit', '-m', 'stub');
    git('checkout', '-b', 'work');
    expect(await ouro(['grade', '.', '--changed', 'main', '--format', 'github'])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('nothing to grade'),
    });
    write(
      `exercises/${ID}/mro.ts`,
      `throw new Error('x\\n::error file=a::owned\\n::set-output name=a::b');\n${DEPTH_FIRST}`,
    );
    git('commit', '-am', 'solve');
    write('summary.md', 'before\n');
    const { code, stdout } = await ouro(['grade', '.', '--changed', 'main', '--format', 'github'], {
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=exercises\/02-method-resolution-order\/mro.ts,line=1/m);
    expect(
      stdout.split('\n').filter((line) => line.startsWith('::') && !line.startsWith('::error file=exercises/')),
    ).toEqual([]);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toMatch(/^before\n[\s\S]*method resolution order/);
    rmSync(join(folder, 'exercises', ID), { recursive: true });
    const deleted = `mro.ts of ${ID} was deleted since main.`;
    expect(await ouro(['grade', '.', '--changed', 'main'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`Note: ${deleted}`),
    });
    const args = ['grade', '.', '--changed', 'main', '--format', 'github'];
    const summary = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    expect(await ouro(args, summary)).toEqual({
      code: 1,
      stdout: `::error title=Ouroboros::${deleted}\n`,
      stderr: '',
    });
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain(deleted);
    expect(await ouro([...args, '--min-points', '0'])).toMatchObject({ code: 0 });
    expect(await ouro(args, { GITHUB_STEP_SUMMARY: join(folder, 'no/such/summary.md') })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The summary cannot be written'),
    });
    expect(await ouro(['grade', '.', '--changed', 'nowhere'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('git cannot tell'),
    });
  });
});

describe('ouro grade, in a repository', () => {
  it('annotates a file where it lies, and says of no change that there was none', async () => {
    execFileSync('git', ['init', '-b', 'main'], { cwd: folder, stdio: 'ignore' });
    write(`course/answers/${ID}/mro.ts`, DEPTH_FIRST);
    const args = ['grade', 'course', '--only', '02', '--format', 'github', '--min-points', '11'];
    expect(await ouro(args)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`::error file=course/answers/${ID}/mro.ts,`),
      stderr: expect.stringMatching(/of the 11 points that are asked for/),
    });
    for (const words of ['add .', '-c user.name=T -c user.email=t@example.org commit -m answer'])
      execFileSync('git', words.split(' '), { cwd: folder, stdio: 'ignore' });
    const { code, stdout } = await ouro(['grade', '.', '--changed', 'main', '--json']);
    expect({ code, results: JSON.parse(stdout) }).toMatchObject({ code: 0, results: { submissions: [] } });
  });
});

describe('ouro batch', () => {
  it('grades folders and archives, survives a broken one, and writes every report', async () => {
    write(`in/alice/exercises/${ID}/mro.ts`, MODEL);
    write('in/bob.zip', 'no zip at all');
    write('in/carol/too/deep/mro.ts', MODEL);
    write('in/notes.txt', 'x');
    const { code, stdout, stderr } = await ouro(['batch', 'in', '--out', 'out', '--only', '02']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/Ignored notes.txt/);
    expect(stderr).toMatch(
      /3 submissions graded, 0 withheld.*\nCould not be read, and earns nothing: bob\. .*\nNone of the exercises asked for was found in carol\.\nReport: .*index\.html/,
    );
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      '.ouro',
      'gradebook.csv',
      'index.html',
      'results.json',
      'submissions',
      'summary.md',
    ]);
    const results = JSON.parse(readFileSync(join(folder, 'out', 'results.json'), 'utf8'));
    expect(results.submissions).toMatchObject([
      { submission: 'alice', status: 'graded', points: 10 },
      { submission: 'bob', status: 'graded', points: 0, exercises: [{ status: 'failed' }] },
      { submission: 'carol', status: 'graded', points: 0, exercises: [{ status: 'missing' }] },
    ]);
    expect(JSON.stringify(results)).toContain('The archive cannot be read');
  });
  it('keeps what was graded when it is interrupted, and goes on from there', async () => {
    for (let index = 0; index < 40; index += 1) write(`in/s${index}/${ID}/mro.ts`, `${DEPTH_FIRST}\n// ${index}`);
    const child = spawn(process.execPath, [OURO, 'batch', 'in', '--out', 'out', '--only', '02'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const store = join(folder, 'out', '.ouro');
    while (!existsSync(store) || readdirSync(store).length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));
    const kept = readdirSync(store).length;
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: expect.stringContaining('The same command goes on from here'),
    });
    expect(kept).toBeLessThan(40);
    expect((await ouro(['batch', 'in', '--out', 'out', '--only', '02'])).code).toBe(0);
    expect(readdirSync(store)).toHaveLength(40);
  });
});

describe('ouro trace', () => {
  it('writes a trace of a shape, the same bytes for the same seed, and nothing else', async () => {
    const args = ['trace', 'churn', '--operations', '500'];
    const [once, again, other] = [await ouro(args), await ouro(args), await ouro([...args, '--seed', '2'])];
    expect(once).toEqual({ code: 0, stdout: expect.stringMatching(/^(?:m \d+ \d+\n|f \d+\n){500}$/m), stderr: '' });
    expect(once.stdout).toMatch(/^# ouro trace churn --operations 500 --seed 1 --live 50\nm 1 /);
    expect(again.stdout).toBe(once.stdout);
    expect(other.stdout).not.toBe(once.stdout);
  });
  it('writes to a file, in a dialect', async () => {
    const args = ['trace', 'pair', '--operations', '3', '--format', 'rep', '--dialect', 'cmu-peak', '--out', 'x.rep'];
    expect(await ouro(args)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'x.rep'), 'utf8')).toBe('1\n2\n3\n96\na 0 48\na 1 48\nf 1\n');
  });
  it('draws the shapes, and tells the dialects', async () => {
    const { code, stdout } = await ouro(['trace', '--list']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ramp +▁▁.*█.*▁\n {2}Grows to --live blocks.*\n {2}Source: /m);
    expect(stdout).toMatch(/^csapp\n {2}CS:APP/m);
  });
  it('ends without a word when its reader has seen enough', () => {
    const command = `"${process.execPath}" "${OURO}" trace churn --operations 200000 2> errors | head -n 1`;
    expect(execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' })).toMatch(/^# ouro trace churn.*\n$/);
    expect(readFileSync(join(folder, 'errors'), 'utf8')).toBe('');
  });
});
