import { type ChildProcess, spawn } from 'node:child_process';
import type { StructureEvidence } from '../core/evidence.ts';
import { cpuMsOf } from '../cpu-time.ts';
import type { Reply, Request, SubmittedFile } from './messages.ts';

/** What the process may use at one step. A step is one file, or the program that a batch shares. */
export interface WorkerLimits {
  readonly heapMiB: number;
  /** CPU time for one file. Load on the machine does not count. */
  readonly fileCpuMs: number;
  /** CPU time to start and to build an empty program. */
  readonly programCpuMs: number;
  /** CPU time for each file of a program, on top. */
  readonly programCpuMsPerFile: number;
  /** A step may take this many times its CPU time in wall time; after that it counts as hanging. */
  readonly wallOverCpu: number;
}

export const DEFAULT_LIMITS: WorkerLimits = {
  heapMiB: 768,
  fileCpuMs: 2_000,
  programCpuMs: 5_000,
  programCpuMsPerFile: 50,
  wallOverCpu: 10,
};

/**
 * How a batch ended. `stopped`: the process died, or was killed at its limit, while it was at `suspect`.
 * `notStarted`: it ended before it said anything, so no file can be blamed.
 */
export type BatchEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped'; readonly by: 'time' | 'death'; readonly suspect: string | null }
  | { readonly kind: 'notStarted' };

interface Batch {
  readonly onResult: (key: string, evidence: StructureEvidence) => void;
  readonly end: (end: BatchEnd) => void;
  readonly programCpuMs: number;
  step: Step;
}

interface Step {
  readonly key: string | null;
  readonly sinceWallMs: number;
  readonly sinceCpuMs: number | undefined;
  readonly cpuMs: number;
}

const WATCH_MS = 100;

/**
 * Of V8. Until the heap holds what TypeScript and a batch take anyway, looking for garbage in it finds little.
 * The build makes the snapshot with the same ones.
 */
export function flagsFor({ heapMiB }: WorkerLimits): readonly string[] {
  return [`--max-old-space-size=${heapMiB}`, '--initial-old-space-size=256'];
}

/** One process that analyses, watched from outside. After a batch that was stopped it is gone. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #limits: WorkerLimits;
  #spoke = false;
  #ended = false;
  #batch: Batch | undefined;

  /** `entry`: a script, or a snapshot, as `node` is given it. */
  constructor(entry: readonly string[], open: Request, limits: WorkerLimits) {
    this.#limits = limits;
    this.#child = spawn(process.execPath, [...flagsFor(limits), ...entry], {
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', (reply: Reply) => this.#hear(reply));
    this.#child.on('error', () => this.#stop('death'));
    this.#child.on('exit', () => this.#stop('death'));
    this.#child.send(open, () => {});
    this.#hold(false);
  }

  /** One batch at a time. Results come one by one: those that came before a stop are good. */
  async analyse(files: readonly SubmittedFile[], onResult: Batch['onResult']): Promise<BatchEnd> {
    if (this.#ended) return { kind: 'notStarted' };
    this.#hold(true);
    const watch = setInterval(() => this.#watch(), WATCH_MS);
    try {
      return await new Promise<BatchEnd>((end) => {
        const programCpuMs = this.#limits.programCpuMs + files.length * this.#limits.programCpuMsPerFile;
        this.#batch = { onResult, end, programCpuMs, step: this.#step(null, programCpuMs) };
        this.#child.send({ kind: 'analyse', files } satisfies Request, () => {});
      });
    } finally {
      clearInterval(watch);
      this.#batch = undefined;
      this.#hold(false);
    }
  }

  close(): void {
    this.#stop('death');
  }

  #hear(reply: Reply): void {
    this.#spoke = true;
    const batch = this.#batch;
    if (batch === undefined) return;
    switch (reply.kind) {
      case 'at':
        batch.step = this.#step(reply.key, reply.key === null ? batch.programCpuMs : this.#limits.fileCpuMs);
        break;
      case 'result':
        batch.onResult(reply.key, reply.evidence);
        break;
      case 'done':
        batch.end({ kind: 'done' });
        break;
      default:
        reply satisfies never;
    }
  }

  #step(key: string | null, cpuMs: number): Step {
    return { key, cpuMs, sinceWallMs: performance.now(), sinceCpuMs: cpuMsOf(this.#child.pid) };
  }

  #watch(): void {
    const step = this.#batch?.step;
    if (step === undefined) return;
    const cpuMs = cpuMsOf(this.#child.pid);
    const usedCpuMs = cpuMs === undefined || step.sinceCpuMs === undefined ? 0 : cpuMs - step.sinceCpuMs;
    const usedWallMs = performance.now() - step.sinceWallMs;
    if (usedCpuMs > step.cpuMs || usedWallMs > step.cpuMs * this.#limits.wallOverCpu) this.#stop('time');
  }

  #stop(by: 'time' | 'death'): void {
    this.#ended = true;
    this.#child.kill('SIGKILL');
    const batch = this.#batch;
    if (batch !== undefined) {
      batch.end(this.#spoke ? { kind: 'stopped', by, suspect: batch.step.key } : { kind: 'notStarted' });
    }
  }

  /** Only a batch under way keeps the parent's event loop alive. */
  #hold(busy: boolean): void {
    if (busy) {
      this.#child.ref();
      this.#child.channel?.ref();
    } else {
      this.#child.unref();
      this.#child.channel?.unref();
    }
  }
}
