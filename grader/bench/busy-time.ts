import { readFileSync } from 'node:fs';

/** Milliseconds per clock tick of /proc: 100 ticks a second on every Linux that Node runs on. */
const TICK_MS = 10;

/**
 * Milliseconds that the machine's cores were busy since it started, whoever kept them busy. A process's own accounting
 * loses the children of a sandbox: nobody here waits for them. Meaningful on a machine that does nothing else.
 */
export function busyMs(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n', 1)[0] ?? ''
  )
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + irq + softirq) * TICK_MS;
}
