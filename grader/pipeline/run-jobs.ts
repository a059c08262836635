import type { LimitFunction } from 'p-limit';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import type { Solution } from '../../solutions/solution.ts';
import type { Compiled } from '../compile/compile-student.ts';
import type {
  BehaviourEvidence,
  Evidence,
  GraderFault,
  PerformanceEvidence,
  StructureEvidence,
} from '../core/evidence.ts';
import type { ExerciseGrade } from '../core/grade.ts';
import { type Due, score, whatIsDue } from '../core/score.ts';
import type { Submission, SubmittedFile } from '../intake/submission.ts';

/** One exercise of one submission. */
export interface Job {
  readonly submission: Submission;
  readonly manifest: Manifest;
  readonly solution: Solution;
  readonly file: SubmittedFile;
}

/** What the sandbox loads. */
export type Code = Extract<Compiled, { readonly kind: 'compiled' }>;

/** A job whose file compiled, loaded and did something right. */
export interface RunningJob {
  readonly job: Job;
  readonly source: string;
  readonly compiled: Code;
}

/** The parts of the grader that start processes. Each returns evidence; none throws for what a student did. */
export interface Stages {
  behaviour(
    job: Job,
    source: string,
  ): Promise<{ readonly evidence: BehaviourEvidence; readonly compiled: Code | null }>;
  /** Many at once, as one program. In the order of the jobs. */
  structure(jobs: readonly RunningJob[]): Promise<readonly StructureEvidence[]>;
  performance(job: RunningJob): Promise<PerformanceEvidence>;
  close(): void;
}

export interface RunOptions {
  readonly stages: Stages;
  /** Bounds how many sandboxed processes run at a time. */
  readonly limit: LimitFunction;
  /** A grade that was made before. */
  readonly known: (job: Job) => ExerciseGrade | null;
  /** Called once for every job that is finished. */
  readonly done: (job: Job, grade: ExerciseGrade) => void;
  /** Once it is aborted nothing new starts. */
  readonly signal?: AbortSignal;
}

/**
 * Behaviour for every job, then structure for those where it is due, in one program, then performance where that is
 * due. Jobs that the signal cut off are never done.
 */
export async function runJobs(jobs: readonly Job[], options: RunOptions): Promise<void> {
  const { limit, stages, signal } = options;
  const started = await Promise.all(jobs.map((job) => limit(() => runBehaviour(job, options))));
  const running = started.filter((started) => started !== null);
  if (running.length === 0 || signal?.aborted === true) return;
  const structure = await guarded(
    'structure',
    () => stages.structure(running),
    (fault) => running.map(() => ({ kind: 'fault', fault }) as const),
  );
  await Promise.all(
    running.map((started, index) =>
      limit(async () => {
        if (signal?.aborted === true) return;
        const { job, behaviour, due } = started;
        const measured = due.performance && job.manifest.performance.length > 0;
        const performance = measured ? await measure(started, stages) : NOT_RUN.performance;
        finish(job, options, { behaviour, structure: structure[index] ?? NOT_RUN.structure, performance });
      }),
    ),
  );
}

const NOT_RUN = {
  behaviour: { kind: 'notRun' },
  structure: { kind: 'notRun' },
  performance: { kind: 'notRun' },
} as const;

function finish(job: Job, { done }: RunOptions, evidence: Omit<Evidence, 'intake'>): void {
  done(job, score(job.manifest, { intake: job.file, ...evidence }));
}

interface Running extends RunningJob {
  readonly behaviour: BehaviourEvidence;
  readonly due: Due;
}

/** Null when the job is finished: known from before, nothing to run, nothing more due. */
async function runBehaviour(job: Job, options: RunOptions): Promise<Running | null> {
  const { file, manifest } = job;
  if (options.signal?.aborted === true) return null;
  const known = file.kind === 'file' ? options.known(job) : null;
  if (known !== null) {
    options.done(job, known);
    return null;
  }
  if (file.kind !== 'file') {
    finish(job, options, NOT_RUN);
    return null;
  }
  const { evidence, compiled } = await guarded(
    'behaviour',
    () => options.stages.behaviour(job, file.source),
    (fault) => ({ evidence: { kind: 'fault', fault } as const, compiled: null }),
  );
  const due = whatIsDue(manifest, { intake: file, behaviour: evidence });
  if (compiled === null || !due.structure) {
    finish(job, options, { ...NOT_RUN, behaviour: evidence });
    return null;
  }
  return { job, source: file.source, compiled, behaviour: evidence, due };
}

async function measure(job: RunningJob, stages: Stages): Promise<PerformanceEvidence> {
  return await guarded(
    'performance',
    () => stages.performance(job),
    (fault) => ({ kind: 'fault', fault }),
  );
}

/** What a stage throws is a fault of ours: it withholds the grade of the jobs at hand and of no others. */
async function guarded<T>(
  stage: GraderFault['stage'],
  run: () => Promise<T>,
  broken: (fault: GraderFault) => T,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    return broken({ stage, detail: error instanceof Error ? error.message : String(error) });
  }
}
