import { SingleBar } from 'cli-progress';
import pLimit from 'p-limit';
import { serializeResults } from '../../reports/results-schema.ts';
import { terminalLine } from '../../reports/terminal-text.ts';
import { count } from '../../reports/words.ts';
import { findSubmissions } from '../intake/find-submissions.ts';
import type { Submission } from '../intake/submission.ts';
import { GradeStore } from '../pipeline/grade-store.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { chosenExercises, requireFolder, requireSeed } from './grading-inputs.ts';
import { openGrading } from './open-grading.ts';
import { prepareOutForBatch, requireOutApart } from './out-folder.ts';
import { terminal } from './terminal.ts';
import { writeReports } from './write-reports.ts';

/** What `ouro batch` was asked. */
export interface BatchArgs {
  readonly folder: string;
  readonly out: string;
  readonly only: readonly string[] | undefined;
  readonly seed: number;
  readonly 'require-sandbox': boolean;
  readonly jobs: number | undefined;
  readonly json: boolean;
}

/** Archives that are read at a time. */
const READERS = 8;

/** Submissions without an exercise that are told by name. */
const NAMES_SHOWN = 20;

/** Grades every submission of a folder, writes the reports, and returns the exit code. */
export async function runBatch(args: BatchArgs): Promise<number> {
  const seed = requireSeed(args.seed);
  requireFolder(args.folder);
  requireOutApart(args.out, args.folder);
  const manifests = chosenExercises(args.only);
  const { sources, ignored } = findSubmissions(args.folder, args.out);
  for (const reason of ignored) terminal.note(`Ignored ${terminalLine(reason)}.\n`);
  if (sources.length === 0) {
    throw new UsageError(`${args.folder} holds no submission.`, 'Each child folder, or .zip, is one submission.');
  }
  const store = new GradeStore(prepareOutForBatch(args.out));
  const interrupt = new AbortController();
  const onInterrupt = (): void => {
    terminal.note('\nEnding: what is under way is finished first. Ctrl-C again ends at once.\n');
    interrupt.abort();
  };
  process.once('SIGINT', onInterrupt);
  using grader = await openGrading({
    seed,
    requireSandbox: args['require-sandbox'],
    store,
    ...(args.jobs === undefined ? {} : { concurrency: requireJobs(args.jobs) }),
  });
  const readers = pLimit(READERS);
  const submissions = await Promise.all(sources.map((source) => readers(() => source.read(manifests))));
  const progress = openProgress(submissions.length * manifests.length);
  const graded = await grader.grade(submissions, manifests, {
    onExercise: () => progress.increment(),
    signal: interrupt.signal,
  });
  progress.stop();
  process.off('SIGINT', onInterrupt);
  if (interrupt.signal.aborted) {
    terminal.note(
      `Interrupted: ${graded.length} of ${submissions.length} graded. The same command goes on from here.\n`,
    );
    return EXIT.interrupted;
  }
  const results = grader.resultsOf(graded);
  const page = writeReports(args.out, results);
  if (args.json) terminal.write(serializeResults(results));
  const withheld = graded.filter(({ status }) => status === 'withheld');
  const empty = graded.filter(({ exercises }) => exercises.every(({ status }) => status === 'missing'));
  terminal.note(
    [
      `${count(graded.length, 'submission')} graded, ${withheld.length} withheld. ${grader.isolation.sentence}`,
      ...submissions.flatMap(unreadableIn),
      ...(empty.length === 0
        ? []
        : [
            noExercise(
              empty.map(({ submission }) => submission),
              args.only !== undefined,
            ),
          ]),
      ...withheld.map(({ submission }) => `Withheld, a fault of the grader: ${terminalLine(submission)}`),
      `Report: ${page}`,
      '',
    ].join('\n'),
  );
  return withheld.length > 0 ? EXIT.fault : EXIT.ok;
}

/** Nobody gets no points unnoticed because a folder lies too deep. */
function noExercise(names: readonly string[], only: boolean): string {
  const shown = names.slice(0, NAMES_SHOWN).map(terminalLine).join('; ');
  const more = names.length > NAMES_SHOWN ? `; and ${names.length - NAMES_SHOWN} more` : '';
  if (only) return `None of the exercises asked for was found in ${shown}${more}.`;
  return `No exercise was found in ${shown}${more}. A submission holds exercises/<id>/<file>.ts or <id>/<file>.ts, at most one folder around them.`;
}

/** Or because a file or an archive cannot be read: why, once where it is the same for all its exercises. */
function unreadableIn({ name, files }: Submission): readonly string[] {
  const reasons = new Set([...files.values()].flatMap((file) => (file.kind === 'unreadable' ? [file.reason] : [])));
  return [...reasons].map(
    (reason) => `Could not be read, and earns nothing: ${terminalLine(name)}. ${terminalLine(reason)}`,
  );
}

function requireJobs(jobs: number): number {
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 64) return jobs;
  throw new UsageError(`--jobs ${jobs} is no whole number from 1 to 64.`, 'Leave it out for one per core.');
}

interface Progress {
  increment(): void;
  stop(): void;
}

/** A bar on a terminal; nothing where the output is piped. */
function openProgress(total: number): Progress {
  if (process.stderr.isTTY !== true) return { increment: () => {}, stop: () => {} };
  const bar = new SingleBar({
    stream: process.stderr,
    format: 'grading {bar} {value}/{total} exercises, {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(total, 0);
  return bar;
}
