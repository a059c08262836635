import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestModule, Vitest } from 'vitest/node';
import { PROJECT_ROOT } from '../project-root.ts';
import { ExerciseReporter } from './exercise-reporter.ts';

const ID = '02-method-resolution-order';

/** As much of a module as the reporter looks at. */
function testModule({
  root = PROJECT_ROOT,
  tests = [],
  errors = [],
}: Partial<Record<'tests' | 'errors', unknown[]>> & { root?: string }) {
  const children = { allTests: () => tests };
  return {
    moduleId: join(root, 'exercises', ID, 'mro.test.ts'),
    children,
    errors: () => errors,
  } as unknown as TestModule;
}

let written = '';
const cancelCurrentRun = vi.fn<Vitest['cancelCurrentRun']>();

function reporter(root = PROJECT_ROOT): ExerciseReporter {
  const output = { write: (text: string) => (written += text), color: false, interactive: false };
  const made = new ExerciseReporter({ root, watch: false, output });
  made.onInit({ cancelCurrentRun } as unknown as Vitest);
  made.onTestRunStart();
  return made;
}

beforeEach(() => {
  written = '';
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe('ExerciseReporter', () => {
  it('stops checks that do not come to an end, and says how to find the step', () => {
    const made = reporter();
    const endless = testModule({ tests: [{ result: () => ({ state: 'pending' }) }] });
    made.onTestModuleQueued(endless);
    vi.advanceTimersByTime(9_000);
    made.onTestModuleCollected(endless);
    vi.advanceTimersByTime(9_000);
    expect(cancelCurrentRun).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(cancelCurrentRun).toHaveBeenCalledTimes(2);
    made.onTestRunEnd([endless], []);
    expect(written).toMatch(
      /02 The method resolution order: the checks do not come to an end\n\nStopped after 10 seconds/,
    );
    expect(written).toContain('npx ouro grade --only 02');
    expect(made.foundWrong).toBe(true);
  });
  it('tells a file that does not come to its checks', () => {
    const made = reporter();
    made.onTestModuleQueued(testModule({}));
    vi.advanceTimersByTime(11_000);
    made.onTestRunEnd([testModule({})], []);
    expect(written).toMatch(/: the file does not load\n\nStopped after 10 seconds: its top level does not end\./);
    expect(made.foundWrong).toBe(true);
  });
  it('lets checks that ended be', () => {
    const made = reporter();
    const ended = testModule({ tests: [{ result: () => ({ state: 'passed' }) }] });
    made.onTestModuleQueued(ended);
    made.onTestModuleEnd(ended);
    vi.advanceTimersByTime(60_000);
    made.onTestRunEnd([ended], []);
    expect(cancelCurrentRun).not.toHaveBeenCalled();
    expect({ written, wrong: made.foundWrong }).toEqual({
      written: expect.stringContaining('1 of 1 solved'),
      wrong: false,
    });
  });
  it('shows what the first check that fails wrote to the console', () => {
    const made = reporter();
    const test = (id: string, state: string) => ({ id, result: () => ({ state, errors: [] }) });
    for (const [taskId, content] of [
      ['a', 'of a\n'],
      ['b', '\x1b[32mof b\x1b[39m\n'],
      ['b', 'more\n'],
    ] as const)
      made.onUserConsoleLog({ taskId, content, type: 'stdout', time: 0, size: 0 });
    made.onTestRunEnd([testModule({ tests: [test('a', 'passed'), test('b', 'failed')] })], []);
    expect(written).toContain('02 console\n  of b\n  more\n');
    written = '';
    made.onTestRunEnd([testModule({ tests: [test('a', 'passed'), test('b', 'skipped')] })], []);
    expect(written).toContain('02 console\n  of a\n');
  });
  it('tells each error outside of the checks once', () => {
    const made = reporter();
    made.onTestRunEnd([], [{ message: 'late' }, { message: 'late' }]);
    expect(written.match(/outside of the checks: late/g)).toHaveLength(1);
    expect(made.foundWrong).toBe(true);
  });
  it('says nothing of an exercise whose turn did not come', () => {
    const made = reporter();
    made.onTestRunEnd([testModule({})], []);
    expect(written).toContain('0 of 0 solved');
  });
  it('tells a file that is missing from one that does not load', () => {
    const errors = [{ message: 'Cannot find module ./mro.ts', stack: '' }];
    reporter('/gone').onTestRunEnd([testModule({ root: '/gone', errors })], []);
    expect(written).toMatch(/mro.ts is missing\n\ngit checkout exercises\/02-method-resolution-order\/mro.ts /);
    reporter().onTestRunEnd([testModule({ errors })], []);
    expect(written).toMatch(/the file does not load\n\nCannot find module/);
  });
});
