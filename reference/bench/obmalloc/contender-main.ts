import { createInterface } from 'node:readline';
import { captureClock } from '../../../grader/sandbox/harness/measure-clock.ts';
import type { ReadyLine } from '../contender.ts';
import { type Blocks, extentOf, freeAll, type Replay, replayer } from './replay-loop.ts';
import { SUBJECTS, type Subject } from './subjects.ts';
import { readTraceFile, type TimedTrace } from './trace-file.ts';

/** A contender that runs in JavaScript: `node contender-main.mjs <subject> <trace file>`. Speaks as contender.ts says. */
const [, , name = '', path = ''] = process.argv;
const make = SUBJECTS[name];
if (make === undefined) throw new Error(`no subject is called ${JSON.stringify(name)}`);
serve(await make(), readTraceFile(path));

function serve(subject: Subject, trace: TimedTrace): void {
  const { allocator } = subject;
  const { calls, prologue } = trace;
  const operations = calls.length / 2;
  const blocks: Blocks = new Int32Array(trace.maxId + 1);
  const replay = replayer(calls, blocks);
  const now = captureClock();
  const run = (): number => {
    replay(allocator, 0, prologue);
    const start = now();
    replay(allocator, prologue, operations);
    const taken = now() - start;
    freeAll(allocator, blocks);
    return taken;
  };
  say(JSON.stringify(survey(subject, replay, trace, blocks)));
  createInterface({ input: process.stdin }).on('line', (line) => {
    let taken = 0;
    for (let left = Number(line); left > 0; left -= 1) taken += run();
    say(String(taken));
  });
}

/** Does the work once, untimed, and looks at what does not depend on the clock. */
function survey(
  { detail, allocator, footprint, accesses }: Subject,
  replay: Replay,
  trace: TimedTrace,
  blocks: Blocks,
): ReadyLine {
  if (footprint === null) return { detail, figures: { footprint: extentOf(allocator, replay, trace, blocks) } };
  const { calls, prologue } = trace;
  const operations = calls.length / 2 - prologue;
  replay(allocator, 0, prologue);
  const before = accesses?.();
  replay(allocator, prologue, prologue + operations);
  const after = accesses?.();
  freeAll(allocator, blocks);
  const counted =
    before === undefined || after === undefined
      ? {}
      : { reads: (after.reads - before.reads) / operations, writes: (after.writes - before.writes) / operations };
  return { detail, figures: { footprint: footprint(), ...counted } };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
