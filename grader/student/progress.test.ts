import pico from 'picocolors';
import { describe, expect, it } from 'vitest';
import { MANIFESTS } from '../../exercises/manifests.ts';
import { type CheckState, type ExerciseRun, isWrong, nextStep, progressOf } from './progress.ts';
import { firstThingToFix, printedText, progressTable } from './progress-text.ts';

const [manifest] = MANIFESTS.filter(({ id }) => id.startsWith('02'));
const PASSED: CheckState = { kind: 'passed' };
const TODO: CheckState = { kind: 'todo' };
const ALONE = { watching: false, grades: true };
const FAILED: CheckState = {
  kind: 'failed',
  explanation: 'It adds. At step 2, add 1: expected 1, actual 2\n\n  1  zero\n→ 2  add 1',
  place: 'exercises/02/mro.ts:3:5',
};

function run(scenarios: readonly CheckState[], stopped: ExerciseRun['stopped'] = null): ExerciseRun {
  if (manifest === undefined) throw new Error('no exercise 02');
  return { manifest, scenarios, stopped, printed: '' };
}

describe('progressOf', () => {
  it.each([
    ['solved when every check passes', run([PASSED, PASSED]), 'solved', false],
    ['to do when nothing was written', run([TODO, TODO]), 'to do', false],
    ['in progress, and not wrong, when some of it is still to do', run([PASSED, TODO]), 'in progress', false],
    ['in progress, and wrong, when a check fails', run([PASSED, FAILED]), 'in progress', true],
    [
      'in progress, and wrong, when the file does not load',
      run([], { what: 'the file does not load', message: 'boom', place: null }),
      'in progress',
      true,
    ],
  ] as const)('is %s', (_name, exercise, progress, wrong) => {
    expect([progressOf(exercise), isWrong(exercise)]).toEqual([progress, wrong]);
  });
});

describe('nextStep', () => {
  it.each([
    [run([TODO]), 'read exercises/02-method-resolution-order/README.md'],
    [run([PASSED, TODO]), 'npm run hint 02'],
    [run([FAILED]), 'npm run watch 02'],
    [run([PASSED]), 'npx ouro grade --only 02'],
  ] as const)('names a command or a page', (exercise, next) => expect(nextStep(exercise, ALONE)).toBe(next));
  it('does not name the command that runs', () =>
    expect(nextStep(run([FAILED]), { ...ALONE, watching: true })).toBe('npm run hint 02'));
  it('does not name what a copy for students cannot do', () =>
    expect(nextStep(run([PASSED]), { ...ALONE, grades: false })).toBe('hand it in'));
});

const plain = pico.createColors(false);

describe('firstThingToFix', () => {
  it('shows the first failure with its place and steps, and counts the others', () => {
    expect(firstThingToFix(run([FAILED, PASSED, FAILED]), plain)).toBe(
      [
        '✗ 02 The method resolution order',
        '  It adds',
        '  at exercises/02/mro.ts:3:5',
        '',
        '  1  zero',
        '→ 2  add 1',
        '',
        'and 1 more after this one',
      ].join('\n'),
    );
  });
  it('is empty when nothing is wrong', () => expect(firstThingToFix(run([PASSED, TODO]), plain)).toBe(''));
});

describe('printedText', () => {
  it('shows what was written to the console, its first lines', () => {
    expect(printedText({ ...run([FAILED]), printed: 'a\nb\n' }, plain)).toBe('02 console\n  a\n  b');
    expect(printedText({ ...run([FAILED]), printed: 'a\n'.repeat(23) }, plain)).toMatch(/^(.*\n){21} {2}… 3 more$/);
    expect(printedText(run([FAILED]), plain)).toBe('');
  });
});

describe('progressTable', () => {
  it('has no colour and no trailing blanks where output is piped', () => {
    const text = progressTable([run([PASSED, FAILED])], plain, ALONE);
    expect(text).toContain('02-method-resolution-order  ✗ in progress  1/2     npm run watch 02');
    expect(text).not.toContain('\x1b');
    expect(text).not.toMatch(/ $/m);
  });
});
