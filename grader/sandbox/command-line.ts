import { createHash } from 'node:crypto';
import type { Limits } from '../../exercises/kit/manifest.ts';
import { OutputFile } from './output-file.ts';
import type { Installed, RunKind } from './runtime-files.ts';

/** What this machine has, found out by trying. */
export interface Tools {
  readonly node: string;
  /** `--permission`, or its earlier name. */
  readonly permissionFlag: string;
  /** Whether Node's engine knows the options that spare what a process of some milliseconds has no use for. */
  readonly tuning: boolean;
  readonly prlimit: string | null;
  readonly bubblewrap: Bubblewrap | null;
}

export interface Bubblewrap {
  readonly path: string;
  /** Host paths that Node needs to start. */
  readonly libraries: readonly string[];
  /** Whether it can forbid further user namespaces. */
  readonly disableUserns: boolean;
}

/** Bytes that a process may say over the channel. */
export const MAX_OUTPUT_BYTES = 16 << 20;
/** Beside the JavaScript heap: what Node itself, its stacks, buffers and the young generation take. */
const OVERHEAD_MIB = 160;
const MIB = 1 << 20;
/** Descriptors a process may hold. Node opens about twenty. */
const MAX_FILES = 64;
/** What a process may say, and a byte more, by which it is known to have said too much. */
const MAX_FILE_BYTES = OutputFile.HEAD_BYTES + MAX_OUTPUT_BYTES + 1;
/** Where the folder of the harness lies inside bubblewrap's root. */
const INSIDE = '/ouroboros';

/** The command line of one run. `extra` is passed to the boot script. */
export function commandLine(
  tools: Tools,
  installed: Installed,
  kind: RunKind,
  limits: Limits,
  extra: readonly string[] = [],
): readonly [string, ...string[]] {
  const folder = tools.bubblewrap === null ? installed.folder : INSIDE;
  const binary = tools.bubblewrap === null ? tools.node : '/node';
  const boot = [installed.boot, installed.script, cacheName(tools, kind, limits)].map((name) => `${folder}/${name}`);
  const node = [binary, ...nodeFlags(tools, kind, limits, folder), ...boot, ...extra];
  const boxed = tools.bubblewrap === null ? node : [...bubblewrap(tools.bubblewrap, tools.node, installed), ...node];
  const limited = tools.prlimit === null ? boxed : [tools.prlimit, ...resourceLimits(limits), ...boxed];
  return limited as unknown as readonly [string, ...string[]];
}

/** V8 accepts a cache only under the flags that it was made under. */
export function cacheName(tools: Tools, kind: RunKind, limits: Limits): string {
  const flags = nodeFlags(tools, kind, limits, '').join(' ');
  return `${kind}-${createHash('sha256').update(flags).digest('hex').slice(0, 16)}.cache`;
}

function nodeFlags(
  { permissionFlag, tuning }: Tools,
  kind: RunKind,
  { memoryMiB }: Limits,
  folder: string,
): readonly string[] {
  return [
    permissionFlag,
    `--allow-fs-read=${folder}/*`,
    `--max-old-space-size=${memoryMiB}`,
    '--disallow-code-generation-from-strings',
    '--no-addons',
    '--no-warnings',
    '--no-deprecation',
    // Without a hash seed of its own a process starts in four fifths of the time; who makes hashes collide slows down
    // nobody but himself.
    ...(tuning ? ['--no-rehash-snapshot'] : []),
    // Five times the usual: most functions of a run never repay being optimised, and it cost a third of its CPU time.
    ...(kind === 'behaviour' && tuning ? ['--interrupt-budget=700000'] : []),
    // Timing: the clock is WASI's, and compiling beside the measured thread would be noise.
    ...(kind === 'measure' ? ['--allow-wasi', '--no-concurrent-recompilation'] : []),
  ];
}

/**
 * Kernel limits. CPU, in whole seconds: the signal at the soft limit tells that it was reached; the hard one, a second
 * later, kills.
 */
function resourceLimits({ cpuSeconds, memoryMiB }: Limits): readonly string[] {
  const seconds = Math.ceil(cpuSeconds);
  return [
    `--cpu=${seconds}:${seconds + 1}`,
    `--data=${(memoryMiB + OVERHEAD_MIB) * MIB}`,
    `--nofile=${MAX_FILES}`,
    `--fsize=${MAX_FILE_BYTES}`,
    '--core=0',
    '--memlock=0',
    '--msgqueue=0',
  ];
}

/**
 * An empty, read-only root with nothing in it but Node, its libraries and the harness; no /proc, /dev or /tmp; no
 * network, no capabilities; a PID namespace, so that the whole tree dies with its first process.
 */
function bubblewrap(
  { path, libraries, disableUserns }: Bubblewrap,
  node: string,
  installed: Installed,
): readonly string[] {
  return [
    path,
    ...['--unshare-all', '--unshare-user', '--die-with-parent', '--new-session', '--clearenv'],
    ...['--uid', '65534', '--gid', '65534', '--cap-drop', 'ALL', '--hostname', 'ouroboros'],
    ...libraries.flatMap((library) => ['--ro-bind', library, library]),
    ...['--ro-bind', node, '/node', '--ro-bind', installed.folder, INSIDE],
    ...['--remount-ro', '/', '--chdir', '/'],
    ...(disableUserns ? ['--disable-userns'] : []),
    '--',
  ];
}
