import type * as ChildProcess from 'node:child_process';
import type * as Net from 'node:net';
import type * as Workers from 'node:worker_threads';
import type { Host } from '../harness/host.ts';
import { LINE } from '../job.ts';

/** Tries, with all of Node at hand, what student code could do had it broken out of the harness. */
deliver({ start, parts: null });

async function start(host: Host): Promise<void> {
  const [nonce = '', , , work = '[]'] = host.fs.readFileSync(0, 'utf8').split('\n');
  const [file, port, pid] = JSON.parse(work) as readonly [string, number, number];
  const attempts: Record<string, () => unknown> = {
    readFile: () => host.fs.readFileSync(file, 'utf8'),
    listRoot: () => host.fs.readdirSync('/').join(' '),
    writeFile: () => host.fs.writeFileSync(`${file}.written`, 'x'),
    environment: () =>
      Object.keys(host.process.env)
        .filter((name) => name !== 'PWD')
        .join(' '),
    spawn: () => builtin<typeof ChildProcess>('child_process').execFileSync(host.process.execPath, ['-v']).toString(),
    worker: () => new (builtin<typeof Workers>('worker_threads').Worker)('0', { eval: true }).threadId,
    binding: () => typeof (host.process as unknown as { binding(name: string): unknown }).binding('fs'),
    signalGrader: () => host.process.kill(pid, 0),
    code: () => new Function('return 1')(),
    connect: () => connect(host, port),
    // Last, because it may end the process.
    grow: () => new Array(40).fill(0).map(() => new Uint8Array(1 << 24).fill(1)).length,
  };
  host.fs.writeSync(3, `${nonce}${LINE.hello}\n`);
  for (const [name, attempt] of Object.entries(attempts)) {
    let outcome: unknown;
    try {
      outcome = await attempt();
    } catch (error) {
      outcome = `refused: ${(error as NodeJS.ErrnoException).code ?? (error as Error).name}`;
    }
    host.fs.writeSync(3, `${nonce}${LINE.report}${JSON.stringify([name, `${outcome}`])}\n`);
  }
  host.fs.writeSync(3, `${nonce}${LINE.done}\n`);
  host.exit();
}

function connect({ process }: Host, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = process.getBuiltinModule('node:net').connect(port, '127.0.0.1') as Net.Socket;
    socket.on('connect', () => resolve('connected'));
    socket.on('error', reject);
  });
}

function builtin<Module>(name: string): Module {
  return process.getBuiltinModule(`node:${name}`) as Module;
}
