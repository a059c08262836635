import { type JobHead, LINE } from '../job.ts';
import { decode } from '../wire.ts';
import { type Channel, openChannel } from './channel.ts';
import { type Lock, lockBuiltIns, lockClasses, removeHost } from './globals.ts';
import type { Host } from './host.ts';
import type { KitModules } from './student-module.ts';

/** What a kind of job does once the process is ready for student code. */
export interface Task {
  readonly lock: Lock;
  readonly kit: KitModules;
  /** Captures what it needs of the host, while it is still there. */
  prepare(host: Host, head: JobHead): void;
  run(host: Host, job: Job, channel: Channel): void;
}

export interface Job {
  readonly head: JobHead;
  readonly code: string;
  readonly work: unknown;
}

/** Reads the job, takes the host away, runs the task, and ends the process. */
export function startHarness(host: Host, task: Task): void {
  const { exit } = host;
  const [nonce = '', head = '{}', code = '""', work = '[]'] = host.fs.readFileSync(0, 'utf8').split('\n');
  const channel = openChannel(host, nonce);
  // Walking a long list of steps costs more than reading it: only where there is a number that JSON cannot write.
  const job: Job = {
    head: JSON.parse(head),
    code: JSON.parse(code),
    work: work.includes('\\u0001') ? decode(work) : JSON.parse(work),
  };
  task.prepare(host, job.head);
  removeHost();
  lockClasses(task.kit);
  lockBuiltIns(task.lock);
  channel.put(LINE.hello);
  channel.flush();
  task.run(host, job, channel);
  channel.put(LINE.done);
  channel.flush();
  exit();
}
