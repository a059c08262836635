import pLimit, { type LimitFunction } from 'p-limit';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { loadSolution } from '../../solutions/registry.ts';
import { type ExerciseGrade, gradeSubmission, type SubmissionGrade } from '../core/grade.ts';
import type { Isolation, Results } from '../core/results.ts';
import type { Submission } from '../intake/submission.ts';
import type { GradeKey, GradeStore } from './grade-store.ts';
import { type Job, runJobs, type Stages } from './run-jobs.ts';

/** Submissions whose exercises are graded together: enough for one shared program, little enough to hold. */
const CHUNK = 32;
/** Chunks under way at a time: while one is analysed, the next one runs. */
const CHUNKS_AT_A_TIME = 2;

/** What is learnt beside the grades. */
export interface Journal {
  /** Private scenarios that failed, shortened. For the instructor's eyes only. */
  readonly counterexamples: string[];
  /** Wall-clock time spent in measuring processes. */
  measuringMs: number;
}

/** What a caller hears while grading goes on. */
export interface GradingEvents {
  /** One exercise of one submission is graded. */
  readonly onExercise?: (submission: Submission, grade: ExerciseGrade) => void;
  /** Once it is aborted, what is under way ends and nothing new starts. */
  readonly signal?: AbortSignal;
}

/** Grades submissions on this machine. What is done is kept in the store, if there is one. */
export class Grader {
  readonly isolation: Isolation;
  readonly journal: Readonly<Journal>;
  readonly #stages: Stages;
  readonly #seed: number;
  readonly #versions: Results['versions'];
  readonly #store: GradeStore | null;
  readonly #fingerprint: string;
  readonly #limit: LimitFunction;

  constructor(options: {
    readonly isolation: Isolation;
    readonly journal: Journal;
    readonly stages: Stages;
    readonly seed: number;
    readonly versions: Results['versions'];
    readonly store: GradeStore | null;
    readonly fingerprint: string;
    readonly concurrency: number;
  }) {
    this.isolation = options.isolation;
    this.journal = options.journal;
    this.#stages = options.stages;
    this.#seed = options.seed;
    this.#versions = options.versions;
    this.#store = options.store;
    this.#fingerprint = options.fingerprint;
    this.#limit = pLimit(options.concurrency);
  }

  /** In the order given. A submission that the signal cut off is left out; what is done of it is in the store. */
  async grade(
    submissions: readonly Submission[],
    manifests: readonly Manifest[],
    events: GradingEvents = {},
  ): Promise<readonly SubmissionGrade[]> {
    const chunks: (readonly Submission[])[] = [];
    for (let start = 0; start < submissions.length; start += CHUNK) {
      chunks.push(submissions.slice(start, start + CHUNK));
    }
    const inTurn = pLimit(CHUNKS_AT_A_TIME);
    const graded = await Promise.all(chunks.map((chunk) => inTurn(() => this.#gradeChunk(chunk, manifests, events))));
    return graded.flat();
  }

  /** The document `results.json`. */
  resultsOf(submissions: readonly SubmissionGrade[]): Results {
    return {
      schema: 'ouroboros/results/1',
      versions: this.#versions,
      seed: this.#seed,
      isolation: this.isolation,
      submissions,
    };
  }

  async #gradeChunk(
    submissions: readonly Submission[],
    manifests: readonly Manifest[],
    { onExercise, signal }: GradingEvents,
  ): Promise<readonly SubmissionGrade[]> {
    const jobs = await jobsOf(submissions, manifests);
    const grades = new Map<Job, ExerciseGrade>();
    await runJobs(jobs, {
      stages: this.#stages,
      limit: this.#limit,
      known: (job) => this.#storeKey(job, (store, key) => store.get(key)) ?? null,
      done: (job, grade) => {
        grades.set(job, grade);
        this.#storeKey(job, (store, key) => store.put(key, grade));
        onExercise?.(job.submission, grade);
      },
      ...(signal === undefined ? {} : { signal }),
    });
    return submissions.flatMap((submission) => {
      const own = jobs.filter((job) => job.submission === submission);
      const done = own.flatMap((job) => grades.get(job) ?? []);
      return done.length < own.length ? [] : [gradeSubmission(submission.name, done, submission.notes)];
    });
  }

  #storeKey<T>({ manifest, file }: Job, use: (store: GradeStore, key: GradeKey) => T): T | undefined {
    if (this.#store === null || file.kind !== 'file') return undefined;
    return use(this.#store, {
      exercise: manifest.id,
      sha256: file.sha256,
      seed: this.#seed,
      isolation: this.isolation.level,
      fingerprint: this.#fingerprint,
    });
  }

  [Symbol.dispose](): void {
    this.#stages.close();
  }
}

async function jobsOf(submissions: readonly Submission[], manifests: readonly Manifest[]): Promise<readonly Job[]> {
  const jobs: Job[] = [];
  for (const submission of submissions) {
    for (const manifest of manifests) {
      const file = submission.files.get(manifest.id);
      if (file === undefined) continue;
      jobs.push({ submission, manifest, solution: await loadSolution(manifest.id), file });
    }
  }
  return jobs;
}
