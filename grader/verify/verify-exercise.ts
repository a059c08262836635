import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { replay } from '../../exercises/kit/driver.ts';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { firstDifference } from '../../exercises/kit/scenario.ts';
import { Random } from '../../solutions/random.ts';
import type { Solution } from '../../solutions/solution.ts';
import type { ExerciseGrade } from '../core/grade.ts';
import { decodeSource, type Submission } from '../intake/submission.ts';
import { checkSamples } from './run-samples.ts';

/** One thing that must be true of an exercise, and what was found. */
export interface Claim {
  readonly claim: string;
  /** Empty when it holds. */
  readonly problems: readonly string[];
}

/** Share of an exercise's points per category, in percent: with performance, and without. */
const SHARES = {
  timed: { structure: 20, behaviour: 60, performance: 20 },
  untimed: { structure: 25, behaviour: 75, performance: 0 },
} as const;

/** What can be seen without grading: points, hints, scenarios, recorded expectations, the README's samples. */
export async function verifyStatically(root: string, solution: Solution): Promise<readonly Claim[]> {
  const { manifest } = solution.exercise;
  const { shown, problems } = await checkSamples(root, manifest);
  return [
    { claim: 'points add up, by category and in all', problems: pointsProblems(manifest) },
    {
      claim: 'there are three hints',
      problems: manifest.hints.length >= 3 || manifest.points === 0 ? [] : [`${manifest.hints.length} hints`],
    },
    { claim: 'what the manifest says the file exports is what the reference has', problems: exportProblems(solution) },
    { claim: 'every check has its scenarios, and every scenario its check', problems: coverageProblems(solution) },
    { claim: 'what the public scenarios expect is what the reference does', problems: expectationProblems(solution) },
    {
      claim: `the README's samples give what they show (${shown} lines)`,
      problems:
        shown === 0
          ? ['the README shows no value']
          : problems.map(({ line, problem }) => `README.md:${line}: ${problem}`),
    },
  ];
}

function pointsProblems(manifest: Manifest): readonly string[] {
  if (manifest.points === 0) return [];
  const shares = manifest.performance.length > 0 ? SHARES.timed : SHARES.untimed;
  const problems = (['structure', 'behaviour', 'performance'] as const).flatMap((category) => {
    const sum = manifest[category].reduce((total, { points }) => total + points, 0);
    const due = (manifest.points * shares[category]) / 100;
    return sum === due ? [] : [`${category} has ${sum} points, ${due} are due`];
  });
  const odd = [...manifest.structure, ...manifest.behaviour, ...manifest.performance].filter(
    ({ points }) => points % 0.5 !== 0,
  );
  return [...problems, ...odd.map(({ id }) => `${id}: points are no multiple of 0.5`)];
}

/** Seed of the scenarios that are looked at here; any would do. */
const SEED = 1;

function coverageProblems({ exercise, generate }: Solution): readonly string[] {
  const { behaviour } = exercise.manifest;
  const ids = new Set(behaviour.map(({ id }) => id));
  const covered = new Set(exercise.scenarios.map(({ concept }) => concept));
  return [
    ...exercise.scenarios
      .filter(({ concept }) => !ids.has(concept))
      .map(({ id, concept }) => `${id}: no check ${concept}`),
    ...exercise.scenarios
      .filter(({ steps, expect }) => steps.length !== expect.length)
      .map(({ id }) => `${id}: steps and expectations differ in number`),
    ...behaviour
      .filter(({ id, visibility }) => visibility === 'public' && !covered.has(id))
      .map(({ id }) => `${id}: no public scenario`),
    ...behaviour
      .filter(({ id }) => exercise.manifest.points > 0 && generate(id, new Random(SEED)).length === 0)
      .map(({ id }) => `${id}: no private scenario`),
    ...behaviour.flatMap(({ id, after }) =>
      after.filter((other) => !ids.has(other)).map((other) => `${id}: waits for ${other}, which is no check`),
    ),
  ];
}

function exportProblems({ exercise, oracle }: Solution): readonly string[] {
  const named = exercise.manifest.exports;
  const there = Object.keys(oracle as object);
  return [
    ...named.filter((name) => !there.includes(name)).map((name) => `the reference has no ${name}`),
    ...there.filter((name) => !named.includes(name)).map((name) => `the manifest does not name ${name}`),
  ];
}

function expectationProblems({ exercise, oracle }: Solution): readonly string[] {
  return exercise.scenarios.flatMap((scenario) => {
    const step = firstDifference(scenario.expect, replay(exercise.driver, oracle, scenario));
    return step === -1 ? [] : [`${scenario.id}: step ${step + 1} is not what the reference does`];
  });
}

/** A file that is graded to prove the exercise. `caughtBy`: checks of a wrong answer that must fail. */
export interface Specimen {
  readonly submission: Submission;
  readonly kind: 'stub' | 'right' | 'wrong';
  readonly caughtBy: readonly string[];
}

/** The stub, the model answer, every alternative and every wrong answer, as submissions. */
export function specimensOf(root: string, { id, file }: Manifest): readonly Specimen[] {
  const folder = join(root, 'solutions', id);
  const list = (name: string): readonly string[] =>
    readdirSync(join(folder, name))
      .filter((entry) => entry.endsWith('.ts'))
      .sort()
      .map((entry) => join(folder, name, entry));
  const specimen = (path: string, name: string, kind: Specimen['kind']): Specimen => {
    const source = readFileSync(path, 'utf8');
    const submission = { name: `${id} ${name}`, files: new Map([[id, decodeSource(Buffer.from(source))]]), notes: [] };
    return { submission, kind, caughtBy: kind === 'wrong' ? caughtBy(source) : [] };
  };
  return [
    specimen(join(root, 'exercises', id, file), 'stub', 'stub'),
    specimen(join(folder, file), 'model answer', 'right'),
    ...list('alternatives').map((path) => specimen(path, `alternatives/${basename(path, '.ts')}`, 'right')),
    ...list('wrong').map((path) => specimen(path, `wrong/${basename(path, '.ts')}`, 'wrong')),
  ];
}

/** `// Caught by: behaviour/diamond, performance/growth` at the top of a wrong answer. */
function caughtBy(source: string): readonly string[] {
  const [, list = ''] = /^\/\/ Caught by: (.+)$/m.exec(source) ?? [];
  return list
    .split(',')
    .map((id) => id.trim().replace(/\.$/, ''))
    .filter((id) => id !== '');
}

/** Whether a specimen came to what it must. */
export function judgeSpecimen({ submission, kind, caughtBy }: Specimen, grade: ExerciseGrade): Claim {
  const name = submission.name.replace(/^\S+ /, '');
  const failed = grade.checks.filter(({ outcome }) => outcome === 'failed');
  if (grade.status === 'withheld')
    return { claim: `${name} is graded`, problems: grade.faults.map(({ detail }) => detail) };
  switch (kind) {
    case 'stub':
      return {
        claim: 'the stub compiles and earns nothing',
        problems:
          grade.status === 'todo' && grade.points === 0
            ? []
            : [`${grade.status}, ${grade.points} points`, ...failed.map(told)],
      };
    case 'right':
      return {
        claim: `${name} earns everything`,
        problems:
          grade.points === grade.maxPoints
            ? []
            : [
                `${grade.points} of ${grade.maxPoints}`,
                ...grade.checks.filter(({ points, maxPoints }) => points < maxPoints).map(told),
              ],
      };
    case 'wrong': {
      const missed = caughtBy.filter((id) => !failed.some((check) => check.id === id));
      const unnamed = caughtBy.length === 0 ? ['names no check that must catch it'] : [];
      return {
        claim: `${name} fails ${caughtBy.join(', ')}`,
        problems: [
          ...unnamed,
          ...missed.map((id) => `${id} did not catch it`),
          ...(missed.length > 0 ? failed.map(told) : []),
        ],
      };
    }
  }
}

function told({ id, outcome, message }: ExerciseGrade['checks'][number]): string {
  return `${id} ${outcome}: ${message}`;
}
