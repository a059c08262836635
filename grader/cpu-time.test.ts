import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cpuMsOf } from './cpu-time.ts';

describe.runIf(existsSync(`/proc/${process.pid}/task/${process.pid}/children`))('cpuMsOf', () => {
  it('counts the work of a descendant', async () => {
    const child = spawn('sh', ['-c', 'sh -c "while :; do :; done" & wait'], { detached: true, stdio: 'ignore' });
    const pid = child.pid ?? 0;
    while ((cpuMsOf(pid) ?? 0) < 100) await new Promise((resolve) => setTimeout(resolve, 20));
    process.kill(-pid, 'SIGKILL');
    expect(pid).toBeGreaterThan(0);
  });
  it('is undefined for a process that is not there', () => {
    expect(cpuMsOf(2 ** 22 + 1)).toBeUndefined();
  });
});
