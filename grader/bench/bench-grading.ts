import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { findExercises } from '../cli/find-exercises.ts';
import { GRADED } from '../cli/grading-inputs.ts';
import { openGrading } from '../cli/open-grading.ts';
import { decodeSource, type Submission } from '../intake/submission.ts';
import type { Grader } from '../pipeline/grader.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { table } from '../text/table.ts';
import { busyMs } from './busy-time.ts';
import { type GeneratedSubmission, generateSubmissions, type Shape } from './generate-submissions.ts';
import { vitestPerSubmission } from './vitest-per-submission.ts';

/** Vitest has no limit of its own for a loop that does not end; a grader that uses it must set one. */
const VITEST_LIMIT_MS = 5_000;
const SEED = 1;

/** What is compared; each has a grader of its own, so that neither finds the other's processes warm. */
const SHAPES = ['one', 'all'] as const satisfies readonly Shape[];
const ABOUT: Readonly<Record<Shape, string>> = {
  one: 'one exercise in each submission',
  all: 'every exercise in each submission',
};

/**
 * Grading throughput, side by side with `npx vitest run` per submission: the same submissions, the same machine, the
 * same number of processes at a time, in turn, a slice of the submissions each. Prints ratios.
 */
const { values } = parseArgs({
  options: {
    submissions: { type: 'string', default: '200' },
    slices: { type: 'string', default: '2' },
    shape: { type: 'string', multiple: true, default: [...SHAPES] },
    only: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const shapes = SHAPES.filter((shape) => values.shape.includes(shape));
if (values.help || shapes.length === 0) {
  process.stdout.write(
    'npm run bench:grading -- [--submissions 200] [--slices 2] [--shape one] [--shape all] [--only 02]\n',
  );
  process.exitCode = values.help ? 0 : 2;
} else {
  const manifests = findExercises(values.only, GRADED);
  for (const shape of shapes) await bench(manifests, shape, Number(values.submissions), Number(values.slices));
}

interface Cost {
  readonly wallMs: number;
  readonly busyMs: number;
}

async function bench(manifests: readonly Manifest[], shape: Shape, count: number, slices: number): Promise<void> {
  const root = PROJECT_ROOT;
  const parallel = availableParallelism();
  const submissions = generateSubmissions(root, manifests, count, shape);
  const scratch = mkdtempSync(join(tmpdir(), 'bench-grading-'));
  const ours: Cost[] = [];
  const vitest: Cost[] = [];
  using grader = await openGrading({ seed: SEED });
  note(`${ABOUT[shape]}\n`);
  try {
    for (let slice = 0; slice < slices; slice += 1) {
      const part = submissions.filter((_, index) => Math.floor((index * slices) / count) === slice);
      // Without the performance stage: its processes measure for a set time, whatever grades them.
      ours.push(
        await cost(() =>
          grade(
            grader,
            part,
            manifests.map((manifest) => ({ ...manifest, performance: [] })),
          ),
        ),
      );
      vitest.push(
        await cost(() =>
          vitestPerSubmission({ root, scratch, submissions: part, manifests, parallel, limitMs: VITEST_LIMIT_MS }),
        ),
      );
      note(`slice ${slice + 1} of ${slices}: ${ratio(vitest.at(-1), ours.at(-1)).toFixed(1)} times the throughput\n`);
    }
    note('once more with the performance stage\n');
    const measured = await cost(() => grade(grader, submissions, manifests));
    const answers = submissions.reduce((total, { files }) => total + files.size, 0);
    report({ shape, count, answers, parallel, ours, vitest, measured });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function cost(work: () => Promise<void>): Promise<Cost> {
  const busy = busyMs();
  const wall = performance.now();
  await work();
  return { wallMs: performance.now() - wall, busyMs: busyMs() - busy };
}

async function grade(
  grader: Grader,
  generated: readonly GeneratedSubmission[],
  manifests: readonly Manifest[],
): Promise<void> {
  const submissions = generated.map(
    ({ name, files }): Submission => ({
      name,
      files: new Map([...files].map(([id, text]) => [id, decodeSource(Buffer.from(text))])),
      notes: [],
    }),
  );
  const grades = await grader.grade(submissions, manifests);
  const withheld = grades.filter(({ status }) => status === 'withheld').length;
  if (withheld > 0) note(`${withheld} submissions were withheld: the figures do not count.\n`);
}

function ratio(a: Cost | undefined, b: Cost | undefined): number {
  return (a?.wallMs ?? Number.NaN) / (b?.wallMs ?? Number.NaN);
}

function report(figures: {
  readonly shape: Shape;
  readonly count: number;
  readonly answers: number;
  readonly parallel: number;
  readonly ours: readonly Cost[];
  readonly vitest: readonly Cost[];
  readonly measured: Cost;
}): void {
  const { shape, count, answers, parallel, ours, vitest, measured } = figures;
  const row = (name: string, costs: readonly Cost[]): readonly string[] => {
    const wallMs = total(costs);
    const busy = costs.reduce((sum, cost) => sum + cost.busyMs, 0);
    return [
      name,
      (wallMs / 1_000).toFixed(1),
      ((count * 1_000) / wallMs).toFixed(2),
      ((wallMs * parallel) / answers).toFixed(1),
      (busy / answers).toFixed(1),
    ];
  };
  const rows = [row('ouroboros', ours), row('npx vitest run', vitest), row('ouroboros, measuring too', [measured])];
  const ratios = ours.map((own, slice) => ratio(vitest[slice], own).toFixed(1));
  const overall = total(vitest) / total(ours);
  process.stdout.write(
    [
      `${count} submissions, ${ABOUT[shape]}, ${parallel} processes at a time`,
      table(['', 'wall s', 'submissions/s', 'core ms per answer', 'busy ms per answer'], rows, false),
      `throughput over npx vitest run: ${overall.toFixed(1)} (slices: ${ratios.join(', ')})`,
      'vitest runs the public checks only, in the student’s process; ouroboros also the private ones, and structure',
      '',
      '',
    ].join('\n'),
  );
}

function total(costs: readonly Cost[]): number {
  return costs.reduce((sum, { wallMs }) => sum + wallMs, 0);
}

function note(text: string): void {
  process.stderr.write(text);
}
