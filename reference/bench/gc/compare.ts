import type { Contender } from '../contender.ts';
import type { Samples } from '../interleave.ts';
import { type Quartiles, quartiles, ratios } from '../quartiles.ts';
import { GOAL_NODES, GROWTH_AT_MOST, GROWTH_NODES, type GraphWorkload } from './graphs.ts';

/** The contender that all others are set beside. */
export const BASE = 'CPython';
/** Ours, in a memory that counts and does not check: what goals are for. */
export const OURS = 'ours';
export const OURS_CHECKED = 'ours, checked';

/** A contender in its process, with a graph of a size. */
export interface Entrant {
  readonly nodes: number;
  readonly contender: Contender;
}

/** What one contender came to on one workload of one size. */
export interface Row {
  readonly workload: string;
  readonly nodes: number;
  readonly contender: string;
  readonly detail: string;
  readonly nsPerObject: Quartiles;
  /** Its time over CPython's on the same graph, round by round; null if CPython takes no part. */
  readonly overCpython: Quartiles | null;
  /** Its time per object over that at `GROWTH_NODES`, round by round; null if that size takes no part. */
  readonly growth: Quartiles | null;
  readonly goals: { readonly overCpython: Verdict | null; readonly growth: Verdict | null };
  /** Objects found to be garbage. */
  readonly collected: number;
  /** Reads and writes of simulated memory in one collection; null where they are not counted. */
  readonly accesses: { readonly reads: number; readonly writes: number } | null;
  /** Reads and writes for each object that this graph has more than the next smaller one; null without one. */
  readonly accessesPerFurtherObject: number | null;
}

export interface Verdict {
  readonly atMost: number;
  readonly reached: boolean;
}

/** One row for each entrant, in their order: sizes ascending. `samples[i]` are the times of `entrants[i]`. */
export function rowsOf(
  workload: GraphWorkload,
  entrants: readonly Entrant[],
  samples: readonly Samples[],
): readonly Row[] {
  const perObject = entrants.map(({ nodes }, at) => (samples[at]?.nsPerRun ?? []).map((ns) => ns / nodes));
  const compared = (at: number, name: string, nodes: number): Quartiles | null => {
    const other = entrants.findIndex(({ nodes: size, contender }) => contender.name === name && size === nodes);
    return other === -1 ? null : quartiles(ratios(perObject[at] ?? [], perObject[other] ?? []));
  };
  return entrants.map(({ nodes, contender: { name, ready } }, at) => {
    const overCpython = compared(at, BASE, nodes);
    const growth = compared(at, name, GROWTH_NODES);
    const smaller = entrants.findLast((entrant) => entrant.contender.name === name && entrant.nodes < nodes);
    const goal = (ratio: Quartiles | null, atMost: number | null): Verdict | null =>
      name !== OURS || nodes !== GOAL_NODES || ratio === null || atMost === null
        ? null
        : { atMost, reached: ratio.median <= atMost };
    const [accesses, fewer] = [accessesOf(ready.figures), accessesOf(smaller?.contender.ready.figures ?? {})];
    return {
      workload: workload.name,
      nodes,
      contender: name,
      detail: ready.detail,
      nsPerObject: quartiles(perObject[at] ?? []),
      overCpython,
      growth,
      goals: { overCpython: goal(overCpython, workload.atMost), growth: goal(growth, GROWTH_AT_MOST) },
      collected: ready.figures['collected'] ?? Number.NaN,
      accesses,
      accessesPerFurtherObject:
        accesses === null || fewer === null || smaller === undefined
          ? null
          : (sum(accesses) - sum(fewer)) / (nodes - smaller.nodes),
    };
  });
}

function accessesOf(figures: Readonly<Record<string, number>>): Row['accesses'] {
  const { reads, writes } = figures;
  return reads === undefined || writes === undefined ? null : { reads, writes };
}

function sum({ reads, writes }: NonNullable<Row['accesses']>): number {
  return reads + writes;
}

/** Where two collectors found different amounts of garbage in the same graph: then the times tell nothing. */
export function unequalGarbage(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => {
    const first = rows.find(({ workload, nodes }) => workload === row.workload && nodes === row.nodes);
    if (first === undefined || first.collected === row.collected) return [];
    const where = `${row.workload}, ${row.nodes} objects`;
    return [`${where}: ${row.contender} found ${row.collected}, ${first.contender} ${first.collected}`];
  });
}
