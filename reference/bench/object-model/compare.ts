import type { Contender } from '../contender.ts';
import type { Samples } from '../interleave.ts';
import { type Quartiles, quartiles, ratios } from '../quartiles.ts';
import { BASE, BY_NAME, DEPTH_AT_MOST, type Operation, OURS } from './workloads.ts';

/** A contender in its process, with an operation to do. */
export interface Entrant {
  readonly operation: Operation;
  readonly contender: Contender;
}

/** What all contenders came to on one operation. */
export interface Row {
  readonly group: string;
  readonly operation: string;
  readonly python: string;
  /** CPU time of the operation once, by contender. */
  readonly ns: Readonly<Record<string, Quartiles>>;
  /** Our time over CPython's, round by round: as a program writes it, and with the name as a value. */
  readonly over: Readonly<Record<typeof BASE | typeof BY_NAME, Quartiles | null>>;
  /** For ours, over each of the two. */
  readonly goals: Readonly<Record<typeof BASE | typeof BY_NAME, Verdict | null>>;
  /** The time over that of the same operation with the shortest MRO, by contender; none where there is no such. */
  readonly overShortest: Readonly<Record<string, Quartiles>>;
  /** For ours. */
  readonly depthGoal: Verdict | null;
  /** What each contender found, by contender. */
  readonly answers: Readonly<Record<string, number>>;
  /** Who each contender is exactly, by contender. */
  readonly details: Readonly<Record<string, string>>;
}

export interface Verdict {
  readonly atMost: number;
  readonly reached: boolean;
}

/** A row for each operation of a group. `samples[i]` are the times of `entrants[i]`. */
export function rowsOf(group: string, entrants: readonly Entrant[], samples: readonly Samples[]): readonly Row[] {
  const timesOf = (operation: string | null, name: string): readonly number[] | undefined => {
    const at = entrants.findIndex((each) => each.operation.name === operation && each.contender.name === name);
    return samples[at]?.nsPerRun.map((ns) => ns / (entrants[at] as Entrant).operation.times);
  };
  const operations = [...new Set(entrants.map(({ operation }) => operation))];
  return operations.map((operation) => {
    const { name, python, atMost, shortest } = operation;
    const own = entrants.filter((each) => each.operation === operation).map(({ contender }) => contender);
    const ours = timesOf(name, OURS);
    const compared = (other: string) => ratio(ours, timesOf(name, other));
    const over = { [BASE]: compared(BASE), [BY_NAME]: compared(BY_NAME) };
    const overShortest = tableOf(own, (of) => ratio(timesOf(name, of), timesOf(shortest, of)));
    return {
      group,
      operation: name,
      python,
      ns: tableOf(own, (of) => quartiles(timesOf(name, of) ?? [])),
      over,
      goals: { [BASE]: verdict(over[BASE], atMost), [BY_NAME]: verdict(over[BY_NAME], atMost) },
      overShortest,
      depthGoal: verdict(overShortest[OURS] ?? null, DEPTH_AT_MOST),
      answers: Object.fromEntries(own.map((each) => [each.name, each.ready.figures['answer'] ?? Number.NaN])),
      details: Object.fromEntries(own.map((each) => [each.name, each.ready.detail])),
    };
  });
}

function ratio(times: readonly number[] | undefined, others: readonly number[] | undefined): Quartiles | null {
  return times === undefined || others === undefined ? null : quartiles(ratios(times, others));
}

function tableOf(
  contenders: readonly Contender[],
  of: (name: string) => Quartiles | null,
): Readonly<Record<string, Quartiles>> {
  return Object.fromEntries(
    contenders.flatMap(({ name }) => {
      const found = of(name);
      return found === null ? [] : [[name, found]];
    }),
  );
}

function verdict(found: Quartiles | null, atMost: number | null): Verdict | null {
  return found === null || atMost === null ? null : { atMost, reached: found.median <= atMost };
}

/** Where two contenders found something different: then they did not do the same, and the times tell nothing. */
export function unequalAnswers(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ operation, answers }) => {
    const found = Object.entries(answers).map(([name, answer]) => `${name} found ${answer}`);
    return new Set(Object.values(answers)).size > 1 ? [`${operation}: ${found.join(', ')}`] : [];
  });
}
