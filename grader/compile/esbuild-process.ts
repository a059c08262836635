import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROJECT_ROOT } from '../project-root.ts';

/** What the process said about one source. `broke`: it died or hung before it said anything. */
export type HostAnswer =
  | { readonly kind: 'compiled'; readonly code: string; readonly map: string }
  | { readonly kind: 'refused'; readonly message: string; readonly line?: number; readonly column?: number }
  | { readonly kind: 'broke'; readonly how: 'died' | 'hung' };

interface Pending {
  readonly settle: (answer: HostAnswer) => void;
  readonly timer: NodeJS.Timeout;
}

const PRLIMIT = '/usr/bin/prlimit';
const MEMORY_BYTES = 1 << 30;

/** One running esbuild host. Dead after the first source that breaks it: every pending source then `broke`. */
export class EsbuildProcess {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #next = 0;
  #alive = true;

  constructor() {
    const host = [process.execPath, join(PROJECT_ROOT, 'grader/compile/esbuild-host.mjs')];
    const [command = '', ...args] = existsSync(PRLIMIT)
      ? [PRLIMIT, `--data=${MEMORY_BYTES}`, '--core=0', ...host]
      : host;
    this.#child = spawn(command, args, { env: {}, stdio: ['pipe', 'pipe', 'ignore'], detached: true });
    this.#child.on('error', () => this.#die('died'));
    this.#child.on('exit', () => this.#die('died'));
    this.#child.stdin?.on('error', () => this.#die('died'));
    if (this.#child.stdout !== null)
      createInterface({ input: this.#child.stdout }).on('line', (line) => this.#hear(line));
    this.#hold(false);
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Never rejects. */
  compile(file: string, source: string, timeoutMs: number): Promise<HostAnswer> {
    return new Promise((settle) => {
      if (!this.#alive) return settle({ kind: 'broke', how: 'died' });
      const id = this.#next++;
      const timer = setTimeout(() => this.#die('hung'), timeoutMs);
      this.#pending.set(id, { settle, timer });
      this.#hold(true);
      this.#child.stdin?.write(`${JSON.stringify({ id, file, source })}\n`);
    });
  }

  close(): void {
    this.#die('died');
  }

  #hear(line: string): void {
    const { id, code, map, message, line: at, column } = JSON.parse(line);
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    if (this.#pending.size === 0) this.#hold(false);
    if (message === undefined) pending.settle({ kind: 'compiled', code, map });
    else pending.settle({ kind: 'refused', message, ...(at === undefined ? {} : { line: at, column }) });
  }

  #die(how: 'died' | 'hung'): void {
    if (!this.#alive) return;
    this.#alive = false;
    killGroup(this.#child);
    for (const { settle, timer } of this.#pending.values()) {
      clearTimeout(timer);
      settle({ kind: 'broke', how });
    }
    this.#pending.clear();
  }

  /** An idle host does not keep the grader from ending. */
  #hold(busy: boolean): void {
    const handles = [this.#child, this.#child.stdin, this.#child.stdout] as readonly ({
      ref?: () => void;
      unref?: () => void;
    } | null)[];
    for (const handle of handles) busy ? handle?.ref?.() : handle?.unref?.();
  }
}

/** esbuild's own process is in the host's group: it goes too. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
