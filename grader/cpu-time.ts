import { readFileSync } from 'node:fs';

/** Milliseconds per clock tick of /proc: 100 ticks a second on every Linux that Node runs on. */
const TICK_MS = 10;

/**
 * CPU milliseconds that a process and its descendants have used, by the kernel's own accounting: whatever else the
 * machine is doing does not count. Descendants that have ended count where their parent waited for them. Undefined
 * where the kernel does not tell: no /proc, or no process of that number (any more).
 */
export function cpuMsOf(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields 14 to 17 of proc(5): utime, stime, cutime, cstime. The name before them may hold anything, blanks too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_MS;
    return childrenOf(pid).reduce((sum, child) => sum + (cpuMsOf(child) ?? 0), own);
  } catch {
    return undefined;
  }
}

/** None where the kernel was built without that list: then only the process itself counts. */
function childrenOf(pid: number | undefined): readonly number[] {
  try {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return list === '' ? [] : list.split(' ').map(Number);
  } catch {
    return [];
  }
}
