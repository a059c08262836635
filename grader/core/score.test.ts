import { describe, expect, it } from 'vitest';
import type { BehaviourCheck, Manifest } from '../../exercises/kit/manifest.ts';
import type { Evidence, MeasurementResult, ScenarioResult } from './evidence.ts';
import { type ExerciseGrade, gradeSubmission } from './grade.ts';
import { score, whatIsDue } from './score.ts';

function behaviour(id: string, points: number, more: Partial<BehaviourCheck> = {}): BehaviourCheck {
  return { id, title: id, points, visibility: 'public', after: [], ...more };
}

const manifest: Manifest = {
  id: '99-test',
  title: 'A test',
  section: 'Tests',
  models: 'nothing',
  file: 'test.ts',
  exports: [],
  minutes: 1,
  points: 10,
  kit: [],
  behaviour: [
    behaviour('basic', 2),
    behaviour('hard', 2, { after: ['basic'] }),
    behaviour('hard-private', 2, { visibility: 'private', after: ['hard'] }),
  ],
  structure: [
    { id: 'shape', title: 'shape', points: 1 },
    { id: 'rule', title: 'rule', points: 1 },
  ],
  performance: [
    {
      kind: 'counted',
      id: 'reads',
      title: 'reads',
      points: 1,
      workload: 'w',
      size: 1,
      figure: 'reads',
      band: { full: 10, none: 20 },
    },
    { kind: 'timed', id: 'time', title: 'time', points: 1, workload: 'w', size: 1, maxRatio: 2 },
  ],
  limits: { cpuSeconds: 1, stepCpuMs: 200, wallMs: 1000, memoryMiB: 64 },
  hints: [],
};

const AGREES: ScenarioResult = { kind: 'agrees' };
const DIFFERS: ScenarioResult = {
  kind: 'differs',
  step: 1,
  expected: { kind: 'value', value: 1 },
  actual: { kind: 'value', value: 2 },
  explanation: 'It adds. At step 2, add 1: expected 1, actual 2\n\nmore',
  at: { line: 3, column: 5 },
};

function evidence(results: readonly ScenarioResult[], more: Partial<Evidence> = {}): Evidence {
  const concepts = ['basic', 'hard', 'hard-private'];
  return {
    intake: { kind: 'file', sha256: '' },
    behaviour: {
      kind: 'ran',
      scenarios: results.map((result, index) => ({
        scenario: `s${index}`,
        concept: concepts[index] ?? '',
        visibility: index === 2 ? 'private' : 'public',
        result,
      })),
    },
    structure: { kind: 'analysed', findings: [] },
    performance: {
      kind: 'measured',
      measurements: [
        { check: 'reads', result: { kind: 'figure', figure: 10 } },
        { check: 'time', result: { kind: 'ratio', ratio: 1, low: 0.9, high: 1.1, verdict: 'within' } },
      ],
    },
    ...more,
  };
}

function outcomes({ checks }: ExerciseGrade): Record<string, string> {
  return Object.fromEntries(checks.map(({ id, outcome, points }) => [id, `${outcome} ${points}`]));
}

describe('score', () => {
  it('awards everything when every check passes', () => {
    expect(score(manifest, evidence([AGREES, AGREES, AGREES]))).toMatchObject({
      status: 'passed',
      points: 10,
      maxPoints: 10,
    });
  });
  it('runs neither what waits for a failed check nor performance, and keeps structure from half of the behaviour', () => {
    const grade = score(manifest, evidence([AGREES, DIFFERS, AGREES]));
    expect(outcomes(grade)).toEqual({
      'structure/shape': 'notRun 0',
      'structure/rule': 'notRun 0',
      'behaviour/basic': 'passed 2',
      'behaviour/hard': 'failed 0',
      'behaviour/hard-private': 'notRun 0',
      'performance/reads': 'notRun 0',
      'performance/time': 'notRun 0',
    });
    expect(grade).toMatchObject({ status: 'failed', points: 2 });
  });
  it('judges structure once half of the behaviour points are reached', () => {
    const findings = [{ rule: 'rule', advice: 'Do x: y.', at: { line: 1, column: 2 } }];
    const grade = score(manifest, evidence([AGREES, AGREES, DIFFERS], { structure: { kind: 'analysed', findings } }));
    expect(outcomes(grade)).toMatchObject({ 'structure/shape': 'passed 1', 'structure/rule': 'failed 0' });
    expect(grade.checks.find(({ id }) => id === 'structure/rule')).toMatchObject({
      message: 'Do x: y.',
      at: { line: 1, column: 2 },
    });
  });
  it('tells the first line of an explanation as the message and all of it as the detail', () => {
    const grade = score(manifest, evidence([DIFFERS]));
    expect(grade.checks.find(({ id }) => id === 'behaviour/basic')).toMatchObject({
      message: 'It adds. At step 2, add 1: expected 1, actual 2',
      detail: expect.stringContaining('more'),
      at: { line: 3, column: 5 },
    });
  });
  it('names a private check by its concept and shows nothing of its scenario', () => {
    const grade = score(manifest, evidence([AGREES, AGREES, DIFFERS]));
    expect(JSON.stringify(grade)).not.toContain('It adds');
    expect(grade.checks.find(({ id }) => id === 'behaviour/hard-private')).toMatchObject({
      outcome: 'failed',
      message: 'A private scenario of this concept differs from the reference.',
    });
  });
  it('shows nothing that the code says is to do in a private scenario', () => {
    const grade = score(manifest, evidence([AGREES, AGREES, { kind: 'todo', what: 'to do: add 17' }]));
    expect(JSON.stringify(grade)).not.toContain('17');
    expect(grade.checks.find(({ id }) => id === 'behaviour/hard-private')).toMatchObject({ outcome: 'notRun' });
  });
  it('shows nothing of a private variation of a public check', () => {
    const scenarios = [
      { scenario: 's', concept: 'basic', visibility: 'public', result: AGREES },
      { scenario: 's-varied', concept: 'basic', visibility: 'private', result: DIFFERS },
    ] as const;
    const grade = score(manifest, evidence([], { behaviour: { kind: 'ran', scenarios } }));
    expect(JSON.stringify(grade)).not.toContain('It adds');
    expect(grade.checks.find(({ id }) => id === 'behaviour/basic')).toMatchObject({
      outcome: 'failed',
      message: 'The public scenarios agree; a private variation of them differs from the reference.',
    });
  });
  it.each([
    ['public', 'It adds. Step 2, add 1: does not end.', 'It adds. Step 2, add 1: does not end.'],
    ['public', '', 'The code did not end within its time limit.'],
    [
      'private',
      'It adds.',
      'The code did not end within its time limit. In a private variation of the public scenarios, which agree.',
    ],
  ] as const)(
    'tells at which step a %s scenario was stopped, where it may and can: %j',
    (visibility, text, message) => {
      const result = { kind: 'stopped', step: 1, reason: 'time', explanation: text } as const;
      const scenarios = [{ scenario: 's', concept: 'basic', visibility, result }];
      const grade = score(manifest, evidence([], { behaviour: { kind: 'ran', scenarios } }));
      expect(grade.checks.find(({ id }) => id === 'behaviour/basic')).toMatchObject({ outcome: 'failed', message });
    },
  );
  it('names what was measured', () => {
    const [reads, time] = manifest.performance;
    if (reads?.kind !== 'counted' || time?.kind !== 'timed') throw new Error('the manifest has changed');
    const { size, ...rest } = time;
    const performance = [
      { ...reads, figure: 'hintReadsPerAssignment' },
      { ...reads, id: 'more', figure: 'CPU reads per entry' },
      time,
      { ...rest, id: 'growth', kind: 'growth', sizes: [size, 2 * size] },
    ] as const;
    const ratio = { kind: 'ratio', ratio: 7.34, low: 7.1, high: 7.6, verdict: 'beyond' } as const;
    const measurements = [
      { check: 'reads', result: { kind: 'figure', figure: 153 } },
      { check: 'more', result: { kind: 'figure', figure: 1.5 } },
      { check: 'time', result: ratio },
      { check: 'growth', result: ratio },
    ] as const;
    const measured = evidence([AGREES, AGREES, AGREES], { performance: { kind: 'measured', measurements } });
    const { checks } = score({ ...manifest, performance }, measured);
    expect(checks.filter(({ category }) => category === 'performance').map(({ message }) => message)).toEqual([
      'Hint reads per assignment: 153; full points up to 10, none from 20.',
      'CPU reads per entry: 1.5; full points up to 10, none from 20.',
      "CPU time over the reference's: 7.34 (between 7.1 and 7.6); at most 2.",
      'Cost at the largest size over cost at the smallest: 7.34 (between 7.1 and 7.6); at most 2.',
    ]);
  });
  it('calls an exercise to do when nothing was written, at no points', () => {
    const todo: ScenarioResult = { kind: 'todo', what: 'to do: add' };
    expect(score(manifest, evidence([todo, todo, todo]))).toMatchObject({ status: 'todo', points: 0 });
  });
  it('calls a missing file missing', () => {
    const nothing = {
      behaviour: { kind: 'notRun' },
      structure: { kind: 'notRun' },
      performance: { kind: 'notRun' },
    } as const;
    expect(score(manifest, { intake: { kind: 'missing' }, ...nothing })).toMatchObject({
      status: 'missing',
      points: 0,
    });
  });
  it('tells a file that does not load once', () => {
    const grade = score(manifest, evidence([], { behaviour: { kind: 'didNotLoad', message: 'Syntax error' } }));
    expect(grade.checks.filter(({ outcome }) => outcome === 'failed')).toMatchObject([
      { id: 'behaviour/basic', message: 'Syntax error' },
    ]);
  });
  it('withholds the exercise for a fault of ours, whatever else is known', () => {
    const fault = { stage: 'structure', detail: 'out of disk' } as const;
    const grade = score(manifest, evidence([AGREES, AGREES, AGREES], { structure: { kind: 'fault', fault } }));
    expect(grade).toMatchObject({ status: 'withheld', points: null, faults: [fault] });
  });
  it.each<readonly [string, MeasurementResult, string]>([
    ['half-way through the band earns half', { kind: 'figure', figure: 15 }, 'failed 0.5'],
    ['better than the band earns all', { kind: 'figure', figure: 1 }, 'passed 1'],
    ['worse than the band earns nothing', { kind: 'figure', figure: 99 }, 'failed 0'],
    ['a wrong answer earns nothing', { kind: 'wrongAnswer' }, 'failed 0'],
  ])('%s', (_name, result, expected) => {
    const measurements = [{ check: 'reads', result }];
    const grade = score(
      manifest,
      evidence([AGREES, AGREES, AGREES], { performance: { kind: 'measured', measurements } }),
    );
    expect(outcomes(grade)).toMatchObject({ 'performance/reads': expected, 'performance/time': 'notRun 0' });
  });
  it.each([
    ['within', 'passed 1'],
    ['beyond', 'failed 0'],
    ['inconclusive', 'inconclusive 1'],
  ] as const)('a ratio that is %s the limit is %s', (verdict, expected) => {
    const measurements = [{ check: 'time', result: { kind: 'ratio', ratio: 2, low: 1, high: 3, verdict } as const }];
    const grade = score(
      manifest,
      evidence([AGREES, AGREES, AGREES], { performance: { kind: 'measured', measurements } }),
    );
    expect(outcomes(grade)).toMatchObject({ 'performance/time': expected });
  });
});

describe('whatIsDue', () => {
  it.each<readonly [string, readonly ScenarioResult[], boolean, boolean]>([
    ['nothing below half', [AGREES, DIFFERS, DIFFERS], false, false],
    ['structure from half on', [AGREES, AGREES, DIFFERS], true, false],
    ['both at all of the behaviour', [AGREES, AGREES, AGREES], true, true],
  ])('%s', (_name, results, structure, performance) => {
    expect(whatIsDue(manifest, evidence(results))).toEqual({ structure, performance });
  });
});

describe('gradeSubmission', () => {
  const grade = score(manifest, evidence([AGREES, AGREES, AGREES]));
  it('sums the exercises', () => {
    expect(gradeSubmission('alice', [grade, grade])).toMatchObject({ status: 'graded', points: 20, maxPoints: 20 });
  });
  it('withholds the sum as soon as one exercise is withheld', () => {
    const withheld: ExerciseGrade = { ...grade, status: 'withheld', points: null };
    expect(gradeSubmission('alice', [grade, withheld])).toMatchObject({
      status: 'withheld',
      points: null,
      maxPoints: 20,
    });
  });
});
