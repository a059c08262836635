import { describe, expect, it } from 'vitest';
import { captureClock } from './measure-clock.ts';

describe('captureClock', () => {
  it('gives a clock that runs while the thread computes', () => {
    const now = captureClock();
    const start = now();
    let sum = 0;
    for (let index = 0; index < 1e6; index += 1) sum += Math.sqrt(index);
    expect(sum).toBeGreaterThan(0);
    expect(now()).toBeGreaterThan(start);
  });

  it('gives a clock that stands while the thread waits', () => {
    const now = captureClock();
    const start = now();
    const asleep = process.hrtime.bigint();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    const waited = Number(process.hrtime.bigint() - asleep);
    expect(now() - start).toBeLessThan(waited);
  });

  it('goes on when the clocks of the host are replaced afterwards', () => {
    const now = captureClock();
    const { hrtime, cpuUsage } = process;
    const { now: dateNow } = Date;
    try {
      const frozen = () => 0;
      Object.assign(process, { hrtime: frozen, cpuUsage: frozen });
      Date.now = frozen;
      const start = now();
      for (let index = 0; index < 1000; index += 1) now();
      expect(now()).toBeGreaterThan(start);
    } finally {
      Object.assign(process, { hrtime, cpuUsage });
      Date.now = dateNow;
    }
  });
});
