import { describe, expect, it } from 'vitest';
import { defineExercise } from '../../exercises/kit/exercise.ts';
import { defineSolution } from '../../solutions/solution.ts';
import type { RunEnd, RunResult, Sandbox } from '../sandbox/sandbox.ts';
import { measurePerformance } from './measure-performance.ts';

const solution = defineSolution<object, null>({
  exercise: defineExercise<object, null>({
    manifest: {
      id: '99-counting',
      title: 'Counting',
      section: '',
      models: '',
      file: 'counting.ts',
      exports: [],
      minutes: 1,
      points: 0,
      kit: [],
      behaviour: [],
      structure: [],
      performance: [
        {
          kind: 'counted',
          id: 'reads',
          title: 'reads little',
          points: 1,
          workload: 'count',
          size: 10,
          figure: 'reads',
          band: { full: 5, none: 10 },
        },
      ],
      limits: { cpuSeconds: 1, stepCpuMs: 200, wallMs: 1000, memoryMiB: 64 },
      hints: [],
    },
    driver: { start: () => () => null, describeStep: () => '', showValue: () => '' },
    scenarios: [],
    workloads: { count: { prepare: () => ({ operations: 1, work: () => 7, figures: () => ({ reads: 4 }) }) } },
  }),
  oracle: {},
  generate: () => [],
});

/** A sandbox that ends each run as the next entry says, after so much time. */
function sandboxOf(...runs: readonly (RunEnd | readonly string[])[]): {
  readonly sandbox: Sandbox;
  started: number;
  wallMs: number;
} {
  const world = {
    started: 0,
    wallMs: 1,
    sandbox: {
      isolation: { level: 'permission', sentence: '', lost: [] },
      async run(): Promise<RunResult> {
        const next = runs[world.started] ?? [];
        world.started += 1;
        const ran = { whereabouts: null, wallMs: world.wallMs };
        if ('kind' in next) return { ...ran, end: next, lines: [] };
        return { ...ran, end: { kind: 'done' }, lines: next };
      },
    } satisfies Sandbox,
  };
  return world;
}

const NO_ANSWER = '{"slices":1,"digest":"0123456789abcdef"}';
const request = { solution, compiled: { code: '' } };
const report = (reads: number, answered = NO_ANSWER) =>
  `M{"kind":"counted","figures":[{"reads":${reads}},{"reads":${reads}}],"answers":[${answered},${answered}]}`;
const STOPPED = { kind: 'stopped', reason: 'time' } as const;
const FAULT = { kind: 'fault', detail: 'no process' } as const;

describe('measurePerformance', () => {
  it.each([
    ['gives a stop by the wall clock a second try', 60_010, 2],
    ['takes a process that used up its CPU time before at its word', 12_000, 1],
  ])('%s', async (_, wallMs, started) => {
    const world = sandboxOf(STOPPED, STOPPED);
    world.wallMs = wallMs;
    const { evidence } = await measurePerformance({ ...request, sandbox: world.sandbox });
    expect(evidence).toEqual({
      kind: 'measured',
      measurements: [{ check: 'reads', result: { kind: 'stopped', reason: 'time' } }],
    });
    expect(world.started).toBe(started);
  });

  it('takes a lack of memory at its word', async () => {
    const world = sandboxOf({ kind: 'stopped', reason: 'memory' });
    await measurePerformance({ ...request, sandbox: world.sandbox });
    expect(world.started).toBe(1);
  });

  it('tries again after a fault of ours, and then tells it', async () => {
    const world = sandboxOf(FAULT, FAULT);
    const { evidence } = await measurePerformance({ ...request, sandbox: world.sandbox });
    expect(evidence).toEqual({
      kind: 'fault',
      fault: { stage: 'performance', detail: 'MeasuringFault: no process' },
    });
    expect(world.started).toBe(2);
  });

  it.each<[string, readonly string[]]>([
    ['no report', []],
    ['a report too many', [report(1), report(1)]],
    ['a text that is none', ['M{']],
    ['a figure that is no number', ['M{"kind":"counted","figures":[{"reads":"1"},{"reads":1}],"answers":[]}']],
    ['a report of another kind', ['M{"kind":"growth","costs":[[1]],"answers":[]}']],
  ])('blames itself for %s', async (_name, lines) => {
    const { evidence } = await measurePerformance({ ...request, sandbox: sandboxOf(lines, lines).sandbox });
    expect(evidence).toMatchObject({ kind: 'fault', fault: { stage: 'performance' } });
  });

  it('does not believe a figure whose answers are not the reference’s', async () => {
    const forged = report(0);
    const { evidence } = await measurePerformance({ ...request, sandbox: sandboxOf([forged]).sandbox });
    expect(evidence).toEqual({ kind: 'measured', measurements: [{ check: 'reads', result: { kind: 'wrongAnswer' } }] });
  });
});
