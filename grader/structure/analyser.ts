import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StructureEvidence } from '../core/evidence.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import type { ExerciseRules, SubmittedFile } from './messages.ts';
import { openRequest, rulesOfManifests } from './trusted-sources.ts';
import { type BatchEnd, DEFAULT_LIMITS, type WorkerLimits, WorkerProcess } from './worker-process.ts';

/** The structure stage: students' files in, evidence out. */
export interface Analyser {
  /** One piece of evidence per file, by its key. Never rejects; calls made at the same time wait for each other. */
  analyse(files: readonly SubmittedFile[]): Promise<ReadonlyMap<string, StructureEvidence>>;
  /** Ends the process. What is under way comes to a fault. */
  close(): void;
}

export interface AnalyserOptions {
  readonly limits?: WorkerLimits;
  readonly exercises?: readonly ExerciseRules[];
  /** The built `structure-worker.mjs`, where no snapshot of it is to be used. */
  readonly script?: string;
}

/** A batch is one program; the files of a class of 300 would fill the heap of one. */
const BATCH = { files: 100, characters: 1_500_000 } as const;
/** A file is blamed when the process has been stopped twice while it was at it, the second time alone. */
const STRIKES = 2;
const MAX_RESTARTS_IN_VAIN = 3;
/** What a process is started from, as the build makes it. */
export const SCRIPT: string = join(PROJECT_ROOT, 'dist', 'structure-worker.mjs');
export const SNAPSHOT: string = join(PROJECT_ROOT, 'dist', 'structure-worker.blob');

/** Starts the process at once, so that it is warm when the first files come. */
export function openAnalyser(options: AnalyserOptions = {}): Analyser {
  return new ProcessAnalyser(options);
}

class ProcessAnalyser implements Analyser {
  readonly #start: () => WorkerProcess;
  #entry: readonly string[];
  #worker: WorkerProcess;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor({ limits = DEFAULT_LIMITS, exercises = rulesOfManifests(), script }: AnalyserOptions) {
    const request = openRequest(exercises);
    this.#entry = script === undefined && existsSync(SNAPSHOT) ? ['--snapshot-blob', SNAPSHOT] : [script ?? SCRIPT];
    this.#start = () => new WorkerProcess(this.#entry, request, limits);
    this.#worker = this.#start();
  }

  analyse(files: readonly SubmittedFile[]): Promise<ReadonlyMap<string, StructureEvidence>> {
    const result = this.#queue.then(() => this.#analyseAll(files));
    this.#queue = result;
    return result;
  }

  close(): void {
    this.#closed = true;
    this.#worker.close();
  }

  async #analyseAll(files: readonly SubmittedFile[]): Promise<ReadonlyMap<string, StructureEvidence>> {
    const results = new Map<string, StructureEvidence>();
    const strikes = new Map<string, number>();
    const pending = inBatches(files);
    let inVain = 0;
    for (let batch = pending.shift(); batch !== undefined; batch = pending.shift()) {
      if (this.#closed || inVain >= MAX_RESTARTS_IN_VAIN) {
        for (const { key } of batch) results.set(key, fault('The process that analyses could not be started.'));
        continue;
      }
      const end = await this.#worker.analyse(batch, (key, evidence) => results.set(key, evidence));
      if (end.kind === 'done') continue;
      // A snapshot serves the version of Node and the flags that it was made with; the script, which is slower, any.
      if (end.kind === 'notStarted' && this.#entry.length > 1) this.#entry = [SCRIPT];
      if (!this.#closed) this.#worker = this.#start();
      inVain = end.kind === 'notStarted' ? inVain + 1 : 0;
      pending.unshift(...this.#afterStop(end, batch, results, strikes));
    }
    return inOrderOf(files, results);
  }

  /** The suspect alone, then the others together. Without a suspect, halves: one of them will be without the culprit. */
  #afterStop(
    end: Exclude<BatchEnd, { kind: 'done' }>,
    batch: readonly SubmittedFile[],
    results: Map<string, StructureEvidence>,
    strikes: Map<string, number>,
  ): SubmittedFile[][] {
    const rest = batch.filter(({ key }) => !results.has(key));
    if (end.kind === 'notStarted' || rest.length === 0) return rest.length === 0 ? [] : [rest];
    const suspect = rest.length === 1 ? rest[0] : rest.find(({ key }) => key === end.suspect);
    if (suspect === undefined) {
      const middle = Math.ceil(rest.length / 2);
      return [rest.slice(0, middle), rest.slice(middle)];
    }
    const { key } = suspect;
    strikes.set(key, (strikes.get(key) ?? 0) + 1);
    const others = rest.filter((file) => file !== suspect);
    const alone = batch.length === 1 && (strikes.get(key) ?? 0) >= STRIKES;
    if (alone) results.set(key, { kind: 'defeated', reason: DEFEATED[end.by] });
    return [alone ? [] : [suspect], others].filter(({ length }) => length > 0);
  }
}

const DEFEATED = {
  time: 'Simplify the types and the nesting: the analysis of the file did not end within its time limit.',
  death: 'Simplify the types and the nesting: the analysis of the file needs more memory than its limit.',
} as const;

function inBatches(files: readonly SubmittedFile[]): SubmittedFile[][] {
  const batches: SubmittedFile[][] = [];
  let batch: SubmittedFile[] = [];
  let characters = 0;
  for (const file of files) {
    if (batch.length >= BATCH.files || (batch.length > 0 && characters + file.source.length > BATCH.characters)) {
      batches.push(batch);
      batch = [];
      characters = 0;
    }
    batch.push(file);
    characters += file.source.length;
  }
  return batch.length === 0 ? batches : [...batches, batch];
}

function inOrderOf(
  files: readonly SubmittedFile[],
  results: ReadonlyMap<string, StructureEvidence>,
): ReadonlyMap<string, StructureEvidence> {
  return new Map(files.map(({ key }) => [key, results.get(key) ?? fault('The file was not analysed.')]));
}

function fault(detail: string): StructureEvidence {
  return { kind: 'fault', fault: { stage: 'structure', detail } };
}
