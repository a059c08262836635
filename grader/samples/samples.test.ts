import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MANIFESTS } from '../../exercises/manifests.ts';
import type { SubmissionGrade } from '../core/grade.ts';
import { findSubmissions } from '../intake/find-submissions.ts';
import type { Submission } from '../intake/submission.ts';
import type { Grader } from '../pipeline/grader.ts';
import { openGrader } from '../pipeline/open-grader.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { ARCHIVED, type Expectation, readExpectations, SAMPLES } from './read-expectations.ts';

/** Hanging and measured submissions take their time, and more of it on a machine that is busy. */
const GRADING_MS = 300_000;

const expectations = readExpectations();
const graded = MANIFESTS.filter(({ points }) => points > 0);
/** Exercises that came after the samples were written are not in them. */
const manifests = graded.filter(({ id }) => [...expectations.values()].some(({ exercises }) => id in exercises));

describe('the sample submissions', () => {
  const found = findSubmissions(SAMPLES, null);
  let grader: Grader;
  let grades: ReadonlyMap<string, SubmissionGrade> = new Map();

  beforeAll(async () => {
    grader = await openGrader({ root: PROJECT_ROOT, seed: 1 });
    const submissions = await Promise.all(found.sources.map((source) => source.read(manifests)));
    const all = await grader.grade(submissions, manifests);
    grades = new Map(all.map((grade) => [grade.submission, grade]));
  }, GRADING_MS);
  afterAll(() => grader[Symbol.dispose]());

  it('are at least fourteen, each with an expectation', () => {
    expect(found.sources.length).toBeGreaterThanOrEqual(14);
    expect(found.sources.map(({ name }) => name)).toEqual([...expectations.keys()].sort());
  });

  it.each([...expectations])('%s gets what is written beside it', (name, { exercises }) => {
    const exerciseGrades = grades.get(name)?.exercises ?? [];
    const got = exerciseGrades.map(({ exercise, status, points, checks }) => [
      exercise,
      { status, points, failed: checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id) },
    ]);
    expect(Object.fromEntries(got) as Expectation['exercises']).toEqual(exercises);
  });

  it('are archived as they lie in the folders that the archives were made of', async () => {
    const sources = findSubmissions(ARCHIVED, null).sources;
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) {
      const archive = found.sources.find(({ name }) => name === source.name);
      const [unpacked, packed] = await Promise.all([source.read(manifests), archive?.read(manifests)]);
      expect(packed?.files, source.name).toEqual((unpacked as Submission).files);
    }
  });
});
