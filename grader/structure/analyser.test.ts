import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analyser, openAnalyser } from './analyser.ts';
import type { SubmittedFile } from './messages.ts';
import { DEFAULT_LIMITS } from './worker-process.ts';

const EXERCISE = '02-method-resolution-order';
const EXERCISES = [{ id: EXERCISE, kit: ['classes', 'errors'], rules: ['shape'] }];
/** Small, so that bombs are over soon; a file of a student takes a hundredth. */
const LIMITS = { ...DEFAULT_LIMITS, heapMiB: 256, fileCpuMs: 700, programCpuMs: 3_000 };

const RIGHT = `import type { PyClass } from '../kit/classes.ts';
export function mro(cls: PyClass): readonly PyClass[] { return [cls]; }`;
const WRONG = `import type { PyClass } from '../kit/classes.ts';

export function mro(cls: PyClass): string { return cls.name; }`;
const WRONG_FINDING = {
  rule: 'shape',
  advice:
    'Give the export the type that contract.ts has for it, `mro(cls: PyClass): readonly PyClass[]`: it is called with that type.',
  at: { line: 3, column: 17 },
};

const DEEP_TYPE = `
type Grow<T extends unknown[]> = T['length'] extends 40 ? T : Grow<[...T, T]> | Grow<[T, ...T]>;
export const mro: Grow<[]> = [];`;
const EXPONENTIAL_INFERENCE = `
declare function two<A, B>(a: A, b: B): { a: A; b: B; f(x: A): B };
${Array.from({ length: 60 }, (_, n) => `const v${n + 1} = two(${n === 0 ? '1' : `v${n}, v${n}`}${n === 0 ? ', 2' : ''});`).join('\n')}
export function mro(): typeof v60 { return v60; }`;
const TEMPLATE_EXPLOSION = `
type D = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
export function mro(): \`\${D}\${D}\${D}\${D}\${D}\` { return '00000'; }`;

/** Each one alone defeats a parser, a checker or a heap, or at least tries to. */
const BOMBS: readonly (readonly [string, string])[] = [
  ['deep parentheses', `export const mro = ${'('.repeat(50_000)}1${')'.repeat(50_000)};`],
  ['deep arrays', `export const mro = ${'['.repeat(5_000)}1${']'.repeat(5_000)};`],
  ['deep arrow functions', `export const mro = ${'() => '.repeat(20_000)}1;`],
  ['deep types', `export const mro = 1 as ${'Array<'.repeat(3_000)}1${'>'.repeat(3_000)};`],
  ['a long sum', `export const mro = 1${' + 1'.repeat(20_000)};`],
  ['a long chain of calls', `export const mro = f${'.f()'.repeat(20_000)};`],
  ['100,000 lines', `export const mro = 1;\n${'let a;\n'.repeat(100_000)}`],
  ['30,000 short lines', `export const mro = 1;\n${';\n'.repeat(60_000)}`],
  ['exponential inference', EXPONENTIAL_INFERENCE],
  ['a template-literal explosion', TEMPLATE_EXPLOSION],
  ['a giant union', `export const mro = 'a' as ${Array.from({ length: 15_000 }, (_, n) => `'${n}'`).join(' | ')};`],
];

let analyser: Analyser;
beforeAll(() => {
  analyser = openAnalyser({ exercises: EXERCISES, limits: LIMITS });
});
afterAll(() => analyser.close());

function file(key: string, source: string): SubmittedFile {
  return { key, exercise: EXERCISE, source };
}

describe('openAnalyser', () => {
  it('gives each file of a batch its own findings', async () => {
    const results = await analyser.analyse([file('a', RIGHT), file('b', WRONG), file('c', RIGHT)]);
    expect([...results]).toEqual([
      ['a', { kind: 'analysed', findings: [] }],
      ['b', { kind: 'analysed', findings: [WRONG_FINDING] }],
      ['c', { kind: 'analysed', findings: [] }],
    ]);
  });

  it('answers calls that are made at the same time', async () => {
    const both = await Promise.all([analyser.analyse([file('x', RIGHT)]), analyser.analyse([file('x', WRONG)])]);
    expect(both.map((results) => results.get('x'))).toEqual([
      { kind: 'analysed', findings: [] },
      { kind: 'analysed', findings: [WRONG_FINDING] },
    ]);
  });

  it.each(BOMBS)('ends with %s, and its neighbours keep their findings', async (_name, bomb) => {
    const results = await analyser.analyse([file('before', WRONG), file('bomb', bomb), file('after', WRONG)]);
    expect(results.get('before')).toEqual({ kind: 'analysed', findings: [WRONG_FINDING] });
    expect(results.get('after')).toEqual({ kind: 'analysed', findings: [WRONG_FINDING] });
    const evidence = results.get('bomb');
    expect(evidence?.kind === 'defeated' || (evidence?.kind === 'analysed' && evidence.findings.length > 0)).toBe(true);
  });

  it('answers for more files than one program holds, and for none', async () => {
    const files = Array.from({ length: 230 }, (_, n) => file(`${n}`, n % 2 === 0 ? RIGHT : WRONG));
    const results = await analyser.analyse(files);
    expect([...results.keys()]).toEqual(files.map(({ key }) => key));
    expect(results.get('229')).toEqual({ kind: 'analysed', findings: [WRONG_FINDING] });
    expect(await analyser.analyse([])).toEqual(new Map());
  });

  it('finds several bombs in one batch', async () => {
    const results = await analyser.analyse([
      file('a', WRONG),
      file('first', DEEP_TYPE),
      file('b', WRONG),
      file('second', `${DEEP_TYPE}\nexport const more = 1;`),
      file('c', WRONG),
    ]);
    expect([...results.values()].map(({ kind }) => kind)).toEqual([
      'analysed',
      'defeated',
      'analysed',
      'defeated',
      'analysed',
    ]);
  });

  it.each([
    ['does not exist', { script: '/nowhere/structure-worker.mjs' }],
    ['has too little memory to start', { limits: { ...LIMITS, heapMiB: 12 } }],
  ])('gives a fault, and blames no file, where the process %s', async (_name, options) => {
    const broken = openAnalyser({ exercises: EXERCISES, ...options });
    const results = await broken.analyse([file('a', RIGHT), file('b', RIGHT)]);
    broken.close();
    expect([...results.values()].map(({ kind }) => kind)).toEqual(['fault', 'fault']);
  });

  it('gives a fault for what is under way when it is closed', async () => {
    const closed = openAnalyser({ exercises: EXERCISES });
    const results = closed.analyse([file('a', RIGHT)]);
    closed.close();
    expect((await results).get('a')?.kind).toBe('fault');
  });
});
