import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { cpuMsOf } from '../cpu-time.ts';
import { ProgressFile, type Whereabouts } from './progress-file.ts';

/** How a process ended, before anybody reads what it sent. */
export interface ProcessEnd {
  /** `killed`: by us, for the reason given. `failed`: it could not be started. */
  readonly how:
    | { readonly kind: 'exited'; readonly code: number }
    | { readonly kind: 'signalled'; readonly signal: NodeJS.Signals }
    | { readonly kind: 'killed'; readonly reason: 'time' | 'output' }
    | { readonly kind: 'failed'; readonly detail: string };
  readonly channel: Buffer;
  /** The beginning of standard error. */
  readonly errors: string;
  readonly wallMs: number;
  readonly whereabouts: Whereabouts | null;
}

/** Of standard error. */
const KEPT_ERRORS = 4096;
/** How often the CPU time of a process is looked at, once it runs longer than nearly all do. */
const LOOK_EVERY_MS = 50;
const LOOK_AFTER_MS = 100;
/** How long the channel may stay open after the process has ended. */
const CHANNEL_GRACE_MS = 1000;

export interface ProcessLimits {
  readonly cpuMs: number;
  /** Between two steps that it tells of. A process that tells nothing has no such limit. */
  readonly stepCpuMs?: number;
  readonly wallMs: number;
  readonly outputBytes: number;
}

/**
 * Runs one command to its end, in an environment that is empty: a variable costs, and could tell. The channel is
 * descriptor 3, the progress file 4. Killed as a group when `cpuMs` are used up, `stepCpuMs` since it last told of
 * progress, `wallMs` are over or more than `outputBytes` have come. Never rejects.
 */
export function runProcess(
  [command, ...args]: readonly [string, ...string[]],
  input: string | Buffer,
  limits: ProcessLimits,
): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    const start = performance.now();
    const progress = new ProgressFile();
    const child = spawn(command, args, {
      env: {},
      cwd: '/',
      stdio: ['pipe', 'ignore', 'pipe', 'pipe', progress.fd ?? 'ignore'],
      detached: true,
    });
    const chunks: Buffer[] = [];
    let errors = '';
    let bytes = 0;
    let killed: 'time' | 'output' | undefined;
    const kill = (reason: 'time' | 'output') => {
      killed ??= reason;
      killGroup(child);
    };
    const timer = setTimeout(() => kill('time'), limits.wallMs);
    let look: NodeJS.Timeout | undefined;
    // The kernel's own limit counts in whole seconds: many times what an endless loop is worth.
    const isOverCpuTime = cpuTimeWatch(child.pid, progress, limits);
    const lookAgain = (delay: number): void => {
      look = setTimeout(() => {
        if (isOverCpuTime()) kill('time');
        else lookAgain(LOOK_EVERY_MS);
      }, delay);
    };
    lookAgain(LOOK_AFTER_MS);
    const count = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limits.outputBytes) kill('output');
    };
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      count(chunk);
      // Also what was on its way when the process was killed for its time: it was said before.
      if (bytes <= limits.outputBytes) chunks.push(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      count(chunk);
      if (errors.length < KEPT_ERRORS) errors += chunk.toString('latin1').slice(0, KEPT_ERRORS);
    });
    let over = false;
    let grace: NodeJS.Timeout | undefined;
    const end = (how: ProcessEnd['how']) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      clearTimeout(look);
      clearTimeout(grace);
      // Whatever is left of the group goes now.
      killGroup(child);
      const whereabouts = progress.read();
      progress.close();
      resolve({ how, channel: Buffer.concat(chunks), errors, wallMs: performance.now() - start, whereabouts });
    };
    child.on('error', (error) => end({ kind: 'failed', detail: error.message }));
    const ended = (code: number | null, signal: NodeJS.Signals | null) =>
      end(killed === undefined ? endOf(code, signal) : { kind: 'killed', reason: killed });
    child.on('close', ended);
    child.on('exit', (code, signal) => {
      // Somebody else may hold the channel open: what is in it by now is all there is.
      grace = setTimeout(() => {
        for (const stream of child.stdio) stream?.destroy();
        ended(code, signal);
      }, CHANNEL_GRACE_MS);
    });
    // A process that ends without reading its input is no error of ours.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/** Whether a process has used up its CPU time, in all or at one step, asked again and again. */
function cpuTimeWatch(
  pid: number | undefined,
  progress: ProgressFile,
  { cpuMs, stepCpuMs = Number.POSITIVE_INFINITY }: ProcessLimits,
): () => boolean {
  let at: Whereabouts | null = null;
  let arrivedMs = 0;
  return () => {
    const usedMs = cpuMsOf(pid) ?? 0;
    const now = progress.read();
    if (now?.scenario !== at?.scenario || now?.step !== at?.step) {
      at = now;
      arrivedMs = usedMs;
    }
    return usedMs > cpuMs || (at !== null && usedMs - arrivedMs > stepCpuMs);
  };
}

/** Bubblewrap ends with 128 + n for a child that signal n ended. */
function endOf(code: number | null, signal: NodeJS.Signals | null): ProcessEnd['how'] {
  if (signal !== null) return { kind: 'signalled', signal };
  const named = Object.entries(constants.signals).find(([, number]) => code === 128 + number);
  if (named !== undefined) return { kind: 'signalled', signal: named[0] as NodeJS.Signals };
  return { kind: 'exited', code: code ?? -1 };
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
