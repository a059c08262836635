import { describe, expect, it } from 'vitest';
import { runProcess } from './process-run.ts';

/** Nothing else of this process goes on meanwhile. */
const sleep = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

describe('runProcess', () => {
  it('hears what was said before a process was killed, however late this one comes to listen', async () => {
    const script = "require('fs').writeSync(3, 'said'); for (;;);";
    const limits = { cpuMs: 100, wallMs: 1_000, outputBytes: 100 };
    const running = runProcess([process.execPath, '-e', script], '', limits);
    // Busy elsewhere: when the time is up, nothing was read yet.
    sleep(1_500);
    const { how, channel } = await running;
    expect(how).toEqual({ kind: 'killed', reason: 'time' });
    expect(channel.toString()).toBe('said');
  });

  it('keeps no more than the limit of what comes', async () => {
    const script = "for (;;) require('fs').writeSync(3, 'x'.repeat(64));";
    const limits = { cpuMs: 10_000, wallMs: 10_000, outputBytes: 1_000 };
    const { how, channel } = await runProcess([process.execPath, '-e', script], '', limits);
    expect(how).toEqual({ kind: 'killed', reason: 'output' });
    expect(channel.length).toBeLessThanOrEqual(limits.outputBytes);
  });

  it('knows a process that said too much and ended before anybody looked', async () => {
    const script = "require('fs').writeSync(3, 'x'.repeat(2_000));";
    const limits = { cpuMs: 10_000, wallMs: 10_000, outputBytes: 1_000 };
    const { how, channel } = await runProcess([process.execPath, '-e', script], '', limits);
    expect(how).toEqual({ kind: 'killed', reason: 'output' });
    expect(channel.length).toBe(limits.outputBytes);
  });

  it('fails, and does not throw, where a command cannot be started', async () => {
    const limits = { cpuMs: 1_000, wallMs: 1_000, outputBytes: 1_000 };
    const { how } = await runProcess(['/no/such/command'], '', limits);
    expect(how).toMatchObject({ kind: 'failed', detail: expect.stringContaining('ENOENT') });
  });
});
