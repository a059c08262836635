import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { cpuMsOf } from '../cpu-time.ts';
import { OutputFile, type Whereabouts } from './output-file.ts';

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
/** How long standard error may stay open after the process has ended. */
const CLOSING_GRACE_MS = 1000;
/**
 * When the CPU time of a process is looked at first: most have ended by then, and an endless loop is taken for one the
 * sooner. Then when its time may be up, but neither more nor less often than these.
 */
const LOOK_AFTER_MS = 60;
const LOOK_AGAIN_MS = { least: 10, most: 100 } as const;

export interface ProcessLimits {
  readonly cpuMs: number;
  /** Between two steps that it tells of. A process that tells nothing has no such limit. */
  readonly stepCpuMs?: number;
  readonly wallMs: number;
  readonly outputBytes: number;
}

/**
 * Runs one command to its end, in an environment that is empty: a variable costs, and could tell. The channel is
 * descriptor 3, an `OutputFile`. Killed as a group when `cpuMs` are used up, `stepCpuMs` since it last told of progress,
 * `wallMs` are over or more than `outputBytes` were written. Never rejects.
 */
export async function runProcess(
  command: readonly [string, ...string[]],
  input: string | Buffer,
  limits: ProcessLimits,
): Promise<ProcessEnd> {
  let output: OutputFile | undefined;
  try {
    output = new OutputFile();
    return await runWith(output, command, input, limits);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { how: { kind: 'failed', detail }, channel: Buffer.alloc(0), errors: '', wallMs: 0, whereabouts: null };
  } finally {
    output?.close();
  }
}

function runWith(
  output: OutputFile,
  [command, ...args]: readonly [string, ...string[]],
  input: string | Buffer,
  limits: ProcessLimits,
): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(command, args, {
      env: {},
      cwd: '/',
      stdio: ['pipe', 'ignore', 'pipe', output.fd],
      detached: true,
    });
    /** Nothing may look at the output any more. */
    let over = false;
    let grace: NodeJS.Timeout | undefined;
    let errors = '';
    let errorBytes = 0;
    let killed: 'time' | 'output' | undefined;
    const kill = (reason: 'time' | 'output') => {
      killed ??= reason;
      killGroup(child);
    };
    const isOverOutput = () => output.length + errorBytes > limits.outputBytes;
    const timer = setTimeout(() => kill('time'), limits.wallMs);
    let look: NodeJS.Timeout | undefined;
    // The kernel's own limit counts in whole seconds: many times what an endless loop is worth.
    const cpuMsLeft = cpuTimeWatch(child.pid, output, limits);
    const lookAgain = (delay: number): void => {
      look = setTimeout(() => {
        const left = cpuMsLeft();
        if (isOverOutput()) kill('output');
        else if (left < 0) kill('time');
        else lookAgain(Math.min(Math.max(left, LOOK_AGAIN_MS.least), LOOK_AGAIN_MS.most));
      }, delay);
    };
    lookAgain(LOOK_AFTER_MS);
    child.stderr?.on('data', (chunk: Buffer) => {
      if (over) return;
      errorBytes += chunk.length;
      if (isOverOutput()) kill('output');
      if (errors.length < KEPT_ERRORS) errors += chunk.toString('latin1').slice(0, KEPT_ERRORS);
    });
    const end = (how: ProcessEnd['how']) => {
      over = true;
      clearTimeout(timer);
      clearTimeout(look);
      clearTimeout(grace);
      // Whatever is left of the group goes now.
      killGroup(child);
      // Also what was said just before it was killed counts.
      const channel = output.read(limits.outputBytes);
      resolve({ how, channel, errors, wallMs: performance.now() - start, whereabouts: output.whereabouts() });
    };
    child.on('error', (error) => {
      if (!over) end({ kind: 'failed', detail: error.message });
    });
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      if (over) return;
      if (isOverOutput()) killed ??= 'output';
      end(killed === undefined ? endOf(code, signal) : { kind: 'killed', reason: killed });
    };
    // Closed is what the last process of the group held open: nobody is left.
    child.on('close', ended);
    child.on('exit', (code, signal) => {
      grace = setTimeout(() => {
        child.stderr?.destroy();
        ended(code, signal);
      }, CLOSING_GRACE_MS);
    });
    // A process that ends without reading its input is no error of ours.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/** How much of its CPU time a process has left, in all or at its step, in milliseconds; asked again and again. */
function cpuTimeWatch(
  pid: number | undefined,
  output: OutputFile,
  { cpuMs, stepCpuMs = Number.POSITIVE_INFINITY }: ProcessLimits,
): () => number {
  let at: Whereabouts | null = null;
  let arrivedMs = 0;
  return () => {
    const usedMs = cpuMsOf(pid) ?? 0;
    const now = output.whereabouts();
    if (now?.scenario !== at?.scenario || now?.step !== at?.step) {
      at = now;
      arrivedMs = usedMs;
    }
    return Math.min(cpuMs - usedMs, at === null ? Number.POSITIVE_INFINITY : arrivedMs + stepCpuMs - usedMs);
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
