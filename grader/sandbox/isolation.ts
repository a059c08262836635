import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Isolation } from '../core/results.ts';
import { type Bubblewrap, commandLine, type Tools } from './command-line.ts';
import { jobInput, LINE } from './job.ts';
import { runProcess } from './process-run.ts';
import { harnessOf, installHarness, sharedLibraries } from './runtime-files.ts';

/** What this machine can do to keep student code in, found out by trying. */
export interface Detected {
  readonly isolation: Isolation;
  readonly tools: Tools;
  /** For `ouro doctor`: one line each, with what to do about it where something is missing. */
  readonly details: readonly Detail[];
}

export interface Detail {
  readonly what: string;
  readonly works: boolean;
  readonly note: string;
}

/** Asked for the highest level, and this machine does not have it. */
export class SandboxRefused extends Error {
  override readonly name = 'SandboxRefused';
  constructor({ sentence }: Isolation) {
    super(`A sandbox is required, and this machine has none that works. ${sentence}`);
  }
}

const LOST_WITHOUT_BUBBLEWRAP = [
  'No network by construction: student code finds no way to it, and the kernel would not refuse one.',
  'No file in reach by construction: Node refuses to open any but its own, and the kernel would not.',
  'No process in reach and none left behind by construction: there is no PID namespace, and the process group is ended.',
];
const LOST_WITHOUT_PRLIMIT = ['CPU time and memory outside the JavaScript heap are bounded by wall-clock time alone.'];

/** Tries bubblewrap with every restriction, then Node's permission model alone. `level` leaves the higher ones untried. */
export async function detectIsolation(level: Isolation['level'] = 'bubblewrap'): Promise<Detected> {
  const base: Tools = {
    node: realpathSync(process.execPath),
    permissionFlag: process.allowedNodeEnvironmentFlags.has('--permission')
      ? '--permission'
      : '--experimental-permission',
    prlimit: findProgram('prlimit'),
    bubblewrap: null,
  };
  const details: Detail[] = [];
  const limits = await tryTools(base);
  const tools = limits === null || base.prlimit === null ? base : { ...base, prlimit: null };
  details.push(describeLimits(base.prlimit, tools.prlimit, limits));
  const boxed = level === 'permission' ? 'not tried' : await tryBubblewrap(tools);
  if (typeof boxed === 'string') details.push({ what: 'bubblewrap', works: false, note: boxed });
  else
    details.push({
      what: 'bubblewrap',
      works: true,
      note: `${boxed.path}: no network, an empty read-only root, a PID namespace.`,
    });
  const chosen = typeof boxed === 'string' ? tools : { ...tools, bubblewrap: boxed };
  const broken = typeof boxed === 'string' ? await tryTools(chosen) : null;
  details.push({
    what: 'permission model',
    works: broken === null,
    note: broken ?? `node ${process.version}, ${base.permissionFlag}: no files, child processes, threads or addons.`,
  });
  return { isolation: isolationOf(chosen), tools: chosen, details };
}

function isolationOf({ bubblewrap, prlimit }: Tools): Isolation {
  const lostLimits = prlimit === null ? LOST_WITHOUT_PRLIMIT : [];
  if (bubblewrap !== null) {
    const sentence = 'Student code ran in bubblewrap: no network, no file in reach, a process tree of its own.';
    return { level: 'bubblewrap', sentence, lost: lostLimits };
  }
  return {
    level: 'permission',
    sentence: 'Student code ran under Node’s permission model alone: bubblewrap does not work on this machine.',
    lost: [...LOST_WITHOUT_BUBBLEWRAP, ...lostLimits],
  };
}

function describeLimits(found: string | null, used: string | null, trouble: string | null): Detail {
  const what = 'prlimit';
  if (used !== null)
    return { what, works: true, note: `${used}: CPU time, memory, files and output have kernel limits.` };
  if (found === null) return { what, works: false, note: 'Not installed; on Debian it is in util-linux.' };
  return { what, works: false, note: `Installed, and does not work: ${trouble}` };
}

/** The reason why it does not work, if it does not. */
async function tryBubblewrap(tools: Tools): Promise<Bubblewrap | string> {
  const path = findProgram('bwrap');
  if (path === null) return 'Not installed; on Debian: apt install bubblewrap.';
  const libraries =
    sharedLibraries(tools.node) ?? ['/lib', '/lib64', '/usr/lib', '/usr/lib64'].filter((folder) => existsSync(folder));
  let trouble = '';
  for (const disableUserns of [true, false]) {
    const candidate: Bubblewrap = { path, libraries, disableUserns };
    const reason = await tryTools({ ...tools, bubblewrap: candidate });
    if (reason === null) return candidate;
    trouble = reason;
  }
  return `Installed, and does not work here: ${trouble}`;
}

/** Runs a job without work; `null` if it ran to its end. */
async function tryTools(tools: Tools): Promise<string | null> {
  const limits = { cpuSeconds: 5, wallMs: 10_000, memoryMiB: 64 };
  const files = installHarness(harnessOf('behaviour'));
  const nothing = jobInput({ exercise: '', file: 'probe.ts', kit: [], exports: [] }, '', '[]');
  const { how, channel, errors } = await runProcess(commandLine(tools, files, 'behaviour', limits), `\n${nothing}`, {
    wallMs: limits.wallMs,
    outputBytes: 1 << 16,
  });
  if (channel.toString('latin1').startsWith(LINE.hello) && how.kind === 'exited' && how.code === 0) return null;
  const [first = ''] = errors.split('\n', 1);
  return first === '' ? `a trial run ended with ${JSON.stringify(how)}` : first;
}

function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/bin', '/usr/local/bin'];
  return folders.map((folder) => join(folder, name)).find((path) => path.startsWith('/') && existsSync(path)) ?? null;
}
