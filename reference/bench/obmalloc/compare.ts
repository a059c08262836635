import type { Contender } from '../contender.ts';
import type { Samples } from '../interleave.ts';
import { type Quartiles, quartiles, ratios } from '../quartiles.ts';
import { BASE, type BenchWorkload, type Goal, OURS } from './workloads.ts';

/** What one contender came to on one workload. */
export interface Row {
  readonly workload: string;
  readonly contender: string;
  readonly detail: string;
  readonly nsPerOperation: Quartiles;
  /** Its time over another's, round by round; null if the other takes no part. */
  readonly over: Readonly<Record<typeof BASE | typeof OURS, Quartiles | null>>;
  readonly goals: readonly (Goal & { readonly reached: boolean })[];
  /** Bytes held at most. */
  readonly footprint: number;
  /** Peak footprint over peak payload. */
  readonly utilisation: number;
  /** Reads and writes of simulated memory per operation; null where they are not counted. */
  readonly reads: number | null;
  readonly writes: number | null;
}

/** One row for each contender, in their order. `operations`: that were timed; `payload`: at its peak, in bytes. */
export function rowsOf(
  workload: BenchWorkload,
  { operations, payload }: { readonly operations: number; readonly payload: number },
  contenders: readonly Contender[],
  samples: readonly Samples[],
): readonly Row[] {
  const timesOf = (name: string) => samples.find((sample) => sample.name === name)?.nsPerRun;
  const compared = (times: readonly number[], other: string): Quartiles | null => {
    const base = timesOf(other);
    return base === undefined ? null : quartiles(ratios(times, base));
  };
  return contenders.map(({ name, ready }) => {
    const times = timesOf(name) ?? [];
    const over = { [BASE]: compared(times, BASE), [OURS]: compared(times, OURS) };
    const footprint = ready.figures['footprint'] ?? Number.NaN;
    return {
      workload: workload.name,
      contender: name,
      detail: ready.detail,
      nsPerOperation: quartiles(times.map((ns) => ns / operations)),
      over,
      goals: workload.goals.flatMap((goal) => {
        const ratio = over[goal.over];
        return goal.contender === name && ratio !== null ? [{ ...goal, reached: isReached(goal, ratio.median) }] : [];
      }),
      footprint,
      utilisation: footprint / payload,
      reads: ready.figures['reads'] ?? null,
      writes: ready.figures['writes'] ?? null,
    };
  });
}

function isReached({ bound }: Goal, ratio: number): boolean {
  return 'atMost' in bound ? ratio <= bound.atMost : ratio >= bound.atLeast;
}

/**
 * Where our allocator and CPython's, of the same build, hold different amounts of memory after the same calls: then
 * they did not do the same, and the times tell nothing.
 */
export function unequalFootprints(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => {
    const real = rows.find(({ workload, contender }) => workload === row.workload && contender === BASE);
    if (!row.contender.startsWith(OURS) || real === undefined || real.footprint === row.footprint) return [];
    return [`${row.workload}: ${row.contender} held ${row.footprint} bytes, ${BASE} ${real.footprint}`];
  });
}
