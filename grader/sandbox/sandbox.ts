import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits } from '../../exercises/kit/manifest.ts';
import type { StopReason } from '../core/evidence.ts';
import type { Isolation } from '../core/results.ts';
import { cacheName, commandLine, MAX_OUTPUT_BYTES, type Tools } from './command-line.ts';
import { detectIsolation, SandboxRefused } from './isolation.ts';
import { jobInput, LINE } from './job.ts';
import type { Whereabouts } from './output-file.ts';
import { type ProcessEnd, runProcess } from './process-run.ts';
import { harnessOf, type Installed, installHarness, type RunKind, writeOnce } from './runtime-files.ts';

export interface RunRequest {
  readonly kind: RunKind;
  /** By `jobInput`: all but the nonce. */
  readonly input: string;
  readonly limits: Limits;
  /** Bytes that the process may send. */
  readonly outputBytes?: number;
}

/**
 * `fault`: the process did not get as far as student code, or could not write what it had to say, twice: that is ours.
 * `detail` is for the instructor.
 */
export type RunEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped'; readonly reason: StopReason }
  | { readonly kind: 'fault'; readonly detail: string };

export interface RunResult {
  readonly end: RunEnd;
  /** What came over the channel with the run's nonce, without it: `LINE` and text. From a process that ran student code. */
  readonly lines: readonly string[];
  readonly wallMs: number;
  /** Where a process that was stopped was, if it said so. */
  readonly whereabouts: Whereabouts | null;
}

/** Runs student code: one fresh process per run, and nothing of it left afterwards. */
export interface Sandbox {
  readonly isolation: Isolation;
  run(request: RunRequest): Promise<RunResult>;
}

export interface SandboxOptions {
  /** Refuse to run below the highest level. */
  readonly require?: boolean;
  /** A lower level than this machine has: for tests of a host that has no more. */
  readonly level?: Isolation['level'];
  /** Scripts in place of those of dist/. */
  readonly harness?: Partial<Readonly<Record<RunKind, string>>>;
}

/** @throws {SandboxRefused} if `require` is set and this machine has no bubblewrap that works. @throws {NoTemporaryFolder} */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { isolation, tools } = await detectIsolation(options.level);
  if (options.require === true && isolation.level !== 'bubblewrap') throw new SandboxRefused();
  const installed = new Map<RunKind, Installed>();
  const caches = new Map<string, Promise<void>>();
  const install = (kind: RunKind): Installed => {
    const there = installed.get(kind) ?? installHarness(options.harness?.[kind] ?? harnessOf(kind));
    installed.set(kind, there);
    return there;
  };
  return {
    isolation,
    async run(request) {
      const files = install(request.kind);
      const name = cacheName(tools, request.kind, request.limits);
      const cached = caches.get(`${files.folder}/${name}`) ?? makeCache(tools, files, request);
      caches.set(`${files.folder}/${name}`, cached);
      await cached;
      const first = await runOnce(tools, files, request);
      return first.end.kind === 'fault' ? await runOnce(tools, files, request) : first;
    },
  };
}

async function runOnce(tools: Tools, files: Installed, request: RunRequest): Promise<RunResult> {
  const nonce = randomBytes(9).toString('base64url');
  const { kind, limits, outputBytes = MAX_OUTPUT_BYTES } = request;
  const ended = await runProcess(commandLine(tools, files, kind, limits), `${nonce}\n${request.input}`, {
    cpuMs: limits.cpuSeconds * 1_000,
    stepCpuMs: limits.stepCpuMs,
    wallMs: limits.wallMs,
    outputBytes,
  });
  const lines: string[] = [];
  for (const line of ended.channel.toString('utf8').split('\n')) {
    if (line.startsWith(nonce)) lines.push(line.slice(nonce.length));
  }
  return { end: runEnd(ended, lines), lines, wallMs: ended.wallMs, whereabouts: ended.whereabouts };
}

/** Signals by which V8, the allocator or the kernel end a process that has no memory left. */
const NO_MEMORY = new Set<string>(['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGKILL']);
/** The exit status of Node after `FatalProcessOutOfMemory`, on hosts where it does not end by a signal. */
const NODE_OUT_OF_MEMORY = 5;

/** What Node says of a write that did not fit on the disk. Student code cannot write to standard error. */
const NO_SPACE = 'ENOSPC';

function runEnd({ how, errors }: ProcessEnd, lines: readonly string[]): RunEnd {
  if (lines[0] !== LINE.hello)
    return { kind: 'fault', detail: `The sandbox did not start: ${howItEnded(how)} ${errors}`.trim() };
  if (how.kind === 'exited' && errors.includes(NO_SPACE))
    return { kind: 'fault', detail: 'No space is left where a run writes what it says.' };
  if (lines.at(-1) === LINE.done && how.kind === 'exited' && how.code === 0) return { kind: 'done' };
  return { kind: 'stopped', reason: stopReason(how) };
}

function stopReason(how: ProcessEnd['how']): StopReason {
  if (how.kind === 'killed') return how.reason;
  if (how.kind === 'signalled' && how.signal === 'SIGXCPU') return 'time';
  if (how.kind === 'signalled' && NO_MEMORY.has(how.signal)) return 'memory';
  return how.kind === 'exited' && how.code === NODE_OUT_OF_MEMORY ? 'memory' : 'exit';
}

function howItEnded(how: ProcessEnd['how']): string {
  switch (how.kind) {
    case 'exited':
      return `it exited with status ${how.code}.`;
    case 'signalled':
      return `it was ended by ${how.signal}.`;
    case 'killed':
      return `it was stopped (${how.reason}).`;
    case 'failed':
      return `${how.detail}.`;
    default:
      return how satisfies never;
  }
}

/** Compiling the harness anew in every process would take longer than starting it. Without a cache all is as it was, slower. */
async function makeCache(tools: Tools, files: Installed, { kind, limits }: RunRequest): Promise<void> {
  const path = join(files.folder, cacheName(tools, kind, limits));
  if (existsSync(path)) return;
  const nothing = jobInput({ exercise: '', file: 'cache.ts', kit: [], exports: [] }, '', '[]');
  const ended = await runProcess(commandLine(tools, files, kind, limits, ['make-cache']), `\n${nothing}`, {
    cpuMs: 10_000,
    wallMs: 10_000,
    outputBytes: MAX_OUTPUT_BYTES,
  });
  if (ended.how.kind !== 'exited' || ended.how.code !== 0) return;
  try {
    // The lines of the harness come first: hello, loaded, done.
    writeOnce(path, afterLines(ended.channel));
  } catch {
    // dist/ cannot be written: slower, and the same otherwise.
  }
}

function afterLines(channel: Buffer): Buffer {
  const done = Buffer.from(`${LINE.done}\n`);
  return channel.subarray(channel.indexOf(done) + done.length);
}
