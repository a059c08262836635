import type { Contender } from '../contender.ts';
import type { Samples } from '../interleave.ts';
import { type Quartiles, quartiles, ratios } from '../quartiles.ts';
import type { BenchWorkload } from './workloads.ts';

/** The contender that all others are set beside. */
export const BASE = 'pymalloc in C';

/** What one contender came to on one workload. */
export interface Row {
  readonly workload: string;
  readonly contender: string;
  readonly detail: string;
  readonly nsPerOperation: Quartiles;
  /** Its time over pymalloc's in C, round by round; null without pymalloc. */
  readonly ratio: Quartiles | null;
  /** Peak footprint over peak payload. */
  readonly utilisation: number;
  readonly footprint: number;
  /** Reads and writes of simulated memory per operation; null where they are not counted. */
  readonly reads: number | null;
  readonly writes: number | null;
  readonly goal: { readonly atMost: number; readonly reached: boolean } | null;
}

/** Contenders whose goal is that of the workload. */
const HELD_TO_GOALS: readonly string[] = ['amd64-3.11', 'classic64'];

/** One row for each contender, in their order. */
export function rowsOf(
  workload: BenchWorkload,
  operations: number,
  payload: number,
  contenders: readonly Contender[],
  samples: readonly Samples[],
): readonly Row[] {
  const base = samples.find(({ name }) => name === BASE)?.nsPerRun;
  return contenders.map(({ name, ready }, index) => {
    const runs = samples[index]?.nsPerRun ?? [];
    const ratio = base === undefined ? null : quartiles(ratios(runs, base));
    const footprint = ready.figures['footprint'] ?? Number.NaN;
    return {
      workload: workload.name,
      contender: name,
      detail: ready.detail,
      nsPerOperation: quartiles(runs.map((ns) => ns / operations)),
      ratio,
      utilisation: footprint / payload,
      footprint,
      reads: ready.figures['reads'] ?? null,
      writes: ready.figures['writes'] ?? null,
      goal:
        ratio === null || workload.goal === null || !HELD_TO_GOALS.includes(name)
          ? null
          : { atMost: workload.goal, reached: ratio.median <= workload.goal },
    };
  });
}

/** Where our allocator and CPython's, of the same build, hold different amounts of memory after the same calls. */
export function dishonest(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => {
    if (!row.contender.startsWith('amd64-3.11')) return [];
    const real = rows.find(({ workload, contender }) => workload === row.workload && contender === BASE);
    if (real === undefined || real.footprint === row.footprint) return [];
    return [`${row.workload}: ${row.contender} held ${row.footprint} bytes, pymalloc in C ${real.footprint}`];
  });
}
