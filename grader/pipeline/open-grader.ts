import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { runBehaviour } from '../behaviour/run-behaviour.ts';
import { closeCompiler, compileStudent } from '../compile/compile-student.ts';
import type { StructureEvidence } from '../core/evidence.ts';
import { measurePerformance } from '../performance/measure-performance.ts';
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { type Analyser, openAnalyser } from '../structure/analyser.ts';
import { fingerprintOf, type GradeStore } from './grade-store.ts';
import { Grader, type Journal } from './grader.ts';
import type { Stages } from './run-jobs.ts';

export interface GraderOptions {
  /** The project's folder. */
  readonly root: string;
  /** Private scenarios are made from it. */
  readonly seed: number;
  /** Refuse to run student code below bubblewrap. */
  readonly requireSandbox?: boolean;
  /** Grades that were made before, and are made now. Without one none are kept. */
  readonly store?: GradeStore;
  /** Shorten the private scenarios that fail, for the instructor. */
  readonly reveal?: boolean;
  /** Sandboxed processes at a time; one per core when left out. */
  readonly concurrency?: number;
}

/** @throws {SandboxRefused} if a sandbox is required and this machine has none. */
export async function openGrader(options: GraderOptions): Promise<Grader> {
  const { root, seed, requireSandbox = false, reveal = false, store = null } = options;
  const sandbox = await openSandbox({ require: requireSandbox });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const journal: Journal = { counterexamples: [], measuringMs: 0 };
  return new Grader({
    isolation: sandbox.isolation,
    stages: stagesOn(sandbox, openAnalyser(), journal, { seed, reveal }),
    journal,
    seed,
    store,
    versions: { ouroboros: version, node: process.version },
    fingerprint: fingerprintOf(join(root, 'dist')),
    concurrency: options.concurrency ?? availableParallelism(),
  });
}

function stagesOn(
  sandbox: Sandbox,
  analyser: Analyser,
  journal: Journal,
  { seed, reveal }: { readonly seed: number; readonly reveal: boolean },
): Stages {
  return {
    async behaviour({ manifest, solution, submission }, source) {
      const compiled = await compileStudent(manifest.file, source);
      if (compiled.kind === 'fault') return { evidence: compiled, compiled: null };
      if (compiled.kind === 'rejected') return { evidence: { ...compiled, kind: 'didNotLoad' }, compiled: null };
      const ran = await runBehaviour({ solution, compiled, seed, sandbox, shrink: reveal });
      for (const { concept, explanation } of ran.counterexamples) {
        journal.counterexamples.push(`${submission.name}, ${manifest.id}, ${concept}:\n${explanation}`);
      }
      return { evidence: ran.evidence, compiled };
    },
    async structure(jobs) {
      const files = jobs.map(({ job, source }, index) => ({ key: String(index), exercise: job.manifest.id, source }));
      const evidence = await analyser.analyse(files);
      return jobs.map((_job, index) => evidence.get(String(index)) ?? NOT_ANALYSED);
    },
    async performance({ job: { solution }, compiled }) {
      const { evidence, measuringMs } = await measurePerformance({ solution, compiled, sandbox });
      journal.measuringMs += measuringMs;
      return evidence;
    },
    close() {
      analyser.close();
      closeCompiler();
    },
  };
}

const NOT_ANALYSED: StructureEvidence = {
  kind: 'fault',
  fault: { stage: 'structure', detail: 'The analysis gave no result for the file.' },
};
