import type { Limits } from '../../exercises/kit/manifest.ts';
import type { Solution } from '../../solutions/solution.ts';
import type { PerformanceEvidence } from '../core/evidence.ts';
import type { MeasureJob } from '../sandbox/harness/measure-job.ts';
import { jobHead, jobInput, LINE } from '../sandbox/job.ts';
import type { RunResult, Sandbox } from '../sandbox/sandbox.ts';
import { decode, encode } from '../sandbox/wire.ts';
import { type Measured, type Measurer, measureChecks } from './measure-checks.ts';
import { parseReports } from './report.ts';

export interface PerformanceRequest {
  readonly solution: Solution;
  /** What `compileStudent` made of the student's file. */
  readonly compiled: { readonly code: string };
  readonly sandbox: Sandbox;
}

export interface PerformanceResult {
  readonly evidence: PerformanceEvidence;
  /** Wall-clock time of the measuring processes, from first to last. */
  readonly measuringMs: number;
}

/** A process that measured, and did not say what. */
class MeasuringFault extends Error {
  override readonly name = 'MeasuringFault';
}

/** More than any right answer takes, many times over: what ends here does not end, whatever the machine's load. */
const CPU_SECONDS = 10;
const WALL_MS = 60_000;
/** Within so much of the wall-clock limit, it was the wall clock that stopped a process: timers are not exact. */
const NEAR_MS = 1_000;
/** Two populations live at a time, the student's and the reference's. */
const SIDES = 2;

/**
 * Measures one exercise of one submission whose behaviour is right, in fresh sandboxed processes. Throws nothing for
 * what a student did; a fault of ours is tried once more, and then is the evidence.
 */
export async function measurePerformance(request: PerformanceRequest): Promise<PerformanceResult> {
  const start = performance.now();
  let evidence: PerformanceEvidence;
  try {
    evidence = { kind: 'measured', measurements: await measureChecks(request.solution, measurerOf(request)) };
  } catch (thrown) {
    const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    evidence = { kind: 'fault', fault: { stage: 'performance', detail } };
  }
  return { evidence, measuringMs: performance.now() - start };
}

/**
 * A stop by the wall clock is tried once more too: a machine can be busy beyond measure. A process that used up its CPU
 * time was no victim of that.
 */
function measurerOf({ solution, compiled, sandbox }: PerformanceRequest): Measurer {
  const { manifest } = solution.exercise;
  const limits = measuringLimits(manifest.limits);
  const attempt = async (jobs: readonly MeasureJob[]): Promise<RunResult & { readonly measured: Measured }> => {
    const input = jobInput(jobHead(manifest), compiled.code, encode(jobs));
    const run = await sandbox.run({ kind: 'measure', input, limits });
    return { ...run, measured: measuredFrom(run, jobs.length) };
  };
  return async (jobs) => {
    try {
      const { end, wallMs, measured } = await attempt(jobs);
      const isLate = end.kind === 'stopped' && end.reason === 'time' && wallMs > limits.wallMs - NEAR_MS;
      return isLate ? (await attempt(jobs)).measured : measured;
    } catch (thrown) {
      if (!(thrown instanceof MeasuringFault)) throw thrown;
      return (await attempt(jobs)).measured;
    }
  };
}

function measuringLimits({ cpuSeconds, stepCpuMs, wallMs, memoryMiB }: Limits): Limits {
  return {
    stepCpuMs,
    cpuSeconds: Math.max(CPU_SECONDS, cpuSeconds),
    wallMs: Math.max(WALL_MS, wallMs),
    memoryMiB: SIDES * memoryMiB,
  };
}

/** @throws {MeasuringFault} if the process ran to its end and its reports are not what was asked for. */
function measuredFrom({ end, lines }: RunResult, jobs: number): Measured {
  if (end.kind === 'fault') throw new MeasuringFault(end.detail);
  const reports = parseReports(
    lines.filter((line) => line.startsWith(LINE.report)).map((line) => decoded(line.slice(1))),
  );
  if (end.kind === 'stopped') {
    const { reason } = end;
    return { kind: 'stopped', reason, reports: reports !== null && reports.length < jobs ? reports : [] };
  }
  if (reports === null || reports.length !== jobs)
    throw new MeasuringFault('a process gave no reports that can be read');
  return { kind: 'measured', reports };
}

function decoded(text: string): unknown {
  try {
    return decode(text);
  } catch {
    return null;
  }
}
