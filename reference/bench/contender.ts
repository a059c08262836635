import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** One of those that are compared on a piece of work. It does the work in slices, whenever it is asked to. */
export interface Contender {
  readonly name: string;
  /** What it told when it was ready. */
  readonly ready: ReadyLine;
  /** Does the work `repeats` times. @returns CPU nanoseconds of the work alone. */
  slice(repeats: number): Promise<number>;
  close(): void;
}

/** A contender's first line: what it found out while it did the work once, untimed. */
export interface ReadyLine {
  /** Who it is exactly: a version. */
  readonly detail: string;
  /** Figures of the work that do not change from run to run, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Bytes of bytecode that V8 puts into one piece of optimised code at most; 920 if nobody says. */
const MOST_INLINED = 3000;

/**
 * How a script is started as a contender. The optimiser may put into one piece what a call of the allocator goes through: a
 * compiler of C, told -O2, does it too. Who runs a simulation for minutes can say the same; for seconds it does not pay.
 */
export function inJavaScript(script: string, ...args: readonly string[]): readonly [string, ...string[]] {
  return [process.execPath, '--no-warnings', `--max-inlined-bytecode-size-cumulative=${MOST_INLINED}`, script, ...args];
}

/** A contender's process ended, or said something else than it was asked. */
export class ContenderFailed extends Error {
  override readonly name = 'ContenderFailed';
}

/**
 * A contender in a process of its own: its optimiser, its heap and its loop know no other contender.
 *
 * The process prints a `ReadyLine` as JSON; then it answers each line, a number of repeats, with a line, nanoseconds of
 * CPU time. It ends when its input does. @throws {ContenderFailed}
 */
export async function startContender(name: string, command: readonly [string, ...string[]]): Promise<Contender> {
  const [file, ...args] = command;
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ask = conversation(name, child);
  const ready = JSON.parse(await ask(null)) as ReadyLine;
  return {
    name,
    ready,
    async slice(repeats) {
      const line = await ask(`${repeats}\n`);
      const ns = Number(line);
      if (!(ns >= 0) || line === '') throw new ContenderFailed(`${name} answered ${JSON.stringify(line)}`);
      return ns;
    },
    close: () => child.stdin.end(),
  };
}

/** Says a line, if there is one, and waits for the next. */
function conversation(name: string, child: ChildProcessWithoutNullStreams): (said: string | null) => Promise<string> {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const broken = new Promise<never>((_, reject) => {
    child.on('error', (error) => reject(new ContenderFailed(`${name}: ${error.message}`)));
  });
  broken.catch(() => {});
  const closed = new Promise((resolve) => child.on('close', resolve));
  child.stdin.on('error', () => {}); // it has ended; the missing answer tells
  return async (said) => {
    if (said !== null) child.stdin.write(said);
    const line = await Promise.race([lines.next(), broken]);
    if (line.done !== true) return line.value;
    await closed; // until then more may come of what it complains of
    throw new ContenderFailed(`${name} ended: ${errors.trim() || 'without a word'}`);
  };
}
