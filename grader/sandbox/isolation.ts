import { existsSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Isolation } from '../core/results.ts';
import { type Bubblewrap, commandLine, type Tools } from './command-line.ts';
import { jobInput, LINE } from './job.ts';
import { OutputFile } from './output-file.ts';
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
  constructor() {
    super('A sandbox is required, and bubblewrap does not work on this machine: nothing was run.');
  }
}

/** A run writes what it says into a file, and there is no place for one. */
export class NoTemporaryFolder extends Error {
  override readonly name = 'NoTemporaryFolder';
  constructor(reason: string) {
    super(`No file can be made in the temporary folder ${tmpdir()}: ${reason}`);
  }
}

const LOST_WITHOUT_BUBBLEWRAP = [
  'No network by construction: student code finds no way to it, and the kernel would not refuse one.',
  'No file in reach by construction: Node refuses to open any but its own, and the kernel would not.',
  'No process in reach and none left behind by construction: there is no PID namespace, and the process group is ended.',
];
const LOST_WITHOUT_PRLIMIT = ['CPU time and memory outside the JavaScript heap are bounded by wall-clock time alone.'];

/**
 * Tries bubblewrap with every restriction, then Node's permission model alone. `level` leaves the higher ones untried.
 *
 * @throws {NoTemporaryFolder}
 */
export async function detectIsolation(level: Isolation['level'] = 'bubblewrap'): Promise<Detected> {
  tryOutputFile();
  const flags = process.allowedNodeEnvironmentFlags;
  const most: Tools = {
    node: realpathSync(process.execPath),
    permissionFlag: flags.has('--permission') ? '--permission' : '--experimental-permission',
    prlimit: findProgram('prlimit'),
    tuning: true,
    bubblewrap: null,
  };
  const box = level === 'permission' ? 'Not tried.' : findBubblewrap(most.node);
  // All of it at once is what nearly every machine can do or cannot: one process tells.
  if (typeof box !== 'string') {
    const all = { ...most, bubblewrap: box };
    if ((await trouble(all)) === null) return describe(most, all, null, null);
  }
  const ground = await firstThatWorks([
    most,
    { ...most, tuning: false },
    { ...most, prlimit: null },
    { ...most, prlimit: null, tuning: false },
  ]);
  if (ground.tools === null) return describe(most, { ...most, prlimit: null }, ground.trouble, 'Not tried.');
  if (typeof box === 'string') return describe(most, ground.tools, null, box);
  const { tools, trouble: reason } = await firstThatWorks([
    { ...ground.tools, bubblewrap: box },
    { ...ground.tools, bubblewrap: { ...box, disableUserns: false } },
  ]);
  return describe(most, tools ?? ground.tools, null, `Installed, and does not work here: ${reason}`);
}

/** The first of several, and why the last one that was tried does not work. */
async function firstThatWorks(
  candidates: readonly Tools[],
): Promise<{ readonly tools: Tools | null; readonly trouble: string | null }> {
  let last: string | null = null;
  for (const tools of candidates) {
    const reason = await trouble(tools);
    if (reason === null) return { tools, trouble: last };
    last = reason;
  }
  return { tools: null, trouble: last };
}

/** `node`, `box`: why they do not work, where they do not. */
function describe(most: Tools, tools: Tools, node: string | null, box: string | null): Detected {
  const { bubblewrap, prlimit } = tools;
  const model = `node ${process.version}, ${tools.permissionFlag}: no files, child processes, threads or addons.`;
  const details: readonly Detail[] = [
    bubblewrap === null
      ? { what: 'bubblewrap', works: false, note: box ?? '' }
      : {
          what: 'bubblewrap',
          works: true,
          note: `${bubblewrap.path}: no network, an empty read-only root, a PID namespace.`,
        },
    { what: 'permission model', works: node === null, note: node ?? model },
    describeLimits(most.prlimit, prlimit),
  ];
  return { isolation: isolationOf(tools), tools, details };
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

function describeLimits(found: string | null, used: string | null): Detail {
  const what = 'prlimit';
  if (used !== null)
    return { what, works: true, note: `${used}: CPU time, memory, files and output have kernel limits.` };
  return {
    what,
    works: false,
    note: found === null ? 'Not installed; on Debian it is in util-linux.' : 'It does not work here.',
  };
}

/** Or the reason why there is none. */
function findBubblewrap(node: string): Bubblewrap | string {
  const path = findProgram('bwrap');
  if (path === null) return 'Not installed; on Debian: apt install bubblewrap.';
  const folders = ['/lib', '/lib64', '/usr/lib', '/usr/lib64'].filter((folder) => existsSync(folder));
  return { path, libraries: sharedLibraries(node) ?? folders, disableUserns: true };
}

function tryOutputFile(): void {
  try {
    new OutputFile().close();
  } catch (error) {
    throw new NoTemporaryFolder(error instanceof Error ? error.message : String(error));
  }
}

/** Runs a job without work: what went wrong, or `null` if it ran to its end. */
async function trouble(tools: Tools): Promise<string | null> {
  const limits = { cpuSeconds: 5, stepCpuMs: 5_000, wallMs: 10_000, memoryMiB: 64 };
  const files = installHarness(harnessOf('behaviour'));
  const nothing = jobInput({ exercise: '', file: 'probe.ts', kit: [], exports: [] }, '', '[]');
  const { how, channel, errors } = await runProcess(commandLine(tools, files, 'behaviour', limits), `\n${nothing}`, {
    cpuMs: limits.cpuSeconds * 1_000,
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
