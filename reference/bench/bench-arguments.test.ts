import { describe, expect, it } from 'vitest';
import { UsageError } from '../../grader/cli/exit-code.ts';
import { readArguments, usage } from './bench-arguments.ts';

const KNOWN = { workloads: ['pair', 'churn'], contenders: ['C', 'ours'] };

describe('readArguments', () => {
  it('takes everything when nothing is said', () => {
    expect(readArguments([], KNOWN)).toEqual({
      slices: 21,
      sizes: [],
      only: [],
      contenders: [],
      json: false,
      help: false,
    });
  });
  it('takes several workloads and contenders', () => {
    const args = ['--only', 'churn', '--only', 'pair', '--contender', 'C', '--slices', '5', '--json', '-h'];
    expect(readArguments(args, KNOWN)).toEqual({
      slices: 5,
      sizes: [],
      only: ['churn', 'pair'],
      contenders: ['C'],
      json: true,
      help: true,
    });
  });
  it.each([
    ['a workload that is not there', ['--only', 'ramp'], 'no workload is called ramp', 'pair; churn'],
    ['a contender that is not there', ['--contender', 'D'], 'no contender is called D', 'C; ours'],
    ['too few slices', ['--slices', '2'], '--slices 2', 'from 3 on'],
    ['slices that are no number', ['--slices', 'many'], '--slices many', 'whole number'],
    ['an option that is not there', ['--fast'], '--fast', '--help'],
    ['a word too many', ['pair'], 'pair', '--help'],
  ])('refuses %s', (_, args, message, advice) => {
    const thrown = catching(() => readArguments(args, KNOWN));
    expect(thrown.message).toContain(message);
    expect(thrown.advice).toContain(advice);
  });
});

describe('readArguments, where workloads have sizes', () => {
  const sized = { ...KNOWN, sizes: [10, 1000], slices: 7 };
  it('takes those of the benchmark, and its slices, when nothing is said', () => {
    expect(readArguments([], sized)).toMatchObject({ sizes: [10, 1000], slices: 7 });
  });
  it('takes others in ascending order, each once', () => {
    expect(readArguments(['--sizes', '1e4,100,1e4'], sized).sizes).toEqual([100, 10_000]);
  });
  it.each(['many', '1e9', '5', '10.5', ''])('refuses --sizes "%s"', (text) => {
    expect(catching(() => readArguments(['--sizes', text], sized)).advice).toContain('Whole numbers from 10');
  });
  it('refuses sizes where there are none to choose', () => {
    expect(catching(() => readArguments(['--sizes', '100'], KNOWN)).message).toContain('one size each');
  });
  it('tells of them in its usage', () => {
    expect(usage('bench:x', sized)).toMatch(/default 7\n {2}--sizes N,N,… +of these sizes, default 10,1000\n/);
  });
});

describe('usage', () => {
  it('names everything that can be chosen', () => {
    for (const name of ['pair', 'churn', 'C', 'ours', 'npm run bench:x'])
      expect(usage('bench:x', KNOWN)).toContain(name);
  });
});

function catching(work: () => unknown): UsageError {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error;
  }
  throw new Error('no UsageError');
}
