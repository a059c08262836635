import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../grader/project-root.ts';

function bench(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/bench-obmalloc.mjs', ...args], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('bench:obmalloc', () => {
  it('prints figures of the workloads and contenders asked for, and nothing else, as JSON', () => {
    const asked = ['--only', 'churn, 1000 live', '--contender', 'classic64', '--contender', '@thi.ng/malloc'];
    const { status, stdout, stderr } = bench('--slices', '3', '--json', ...asked);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject([
      { workload: 'churn, 1000 live', contender: 'classic64', over: { 'pymalloc in C': null }, goals: [] },
      { workload: 'churn, 1000 live', contender: '@thi.ng/malloc', reads: null },
    ]);
  });
  it('tells what can be asked', () => {
    expect(bench('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('small mixed') });
  });
  it('refuses what cannot', () => {
    const refused = { status: 2, stdout: '', stderr: expect.stringContaining('no workload is called fast') };
    expect(bench('--only', 'fast')).toEqual(refused);
  });
});
