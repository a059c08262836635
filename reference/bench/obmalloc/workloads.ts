import { payloadOverTime } from '../../memory/workloads/draw-payload.ts';
import { generate } from '../../memory/workloads/shape.ts';
import { churn } from '../../memory/workloads/shapes/churn.ts';
import { mixed } from '../../memory/workloads/shapes/mixed.ts';
import { pair } from '../../memory/workloads/shapes/pair.ts';
import { ramp } from '../../memory/workloads/shapes/ramp.ts';
import { type Trace, TraceBuilder } from '../../memory/workloads/trace.ts';

/** The contender that all others are set beside. */
export const BASE = 'pymalloc in C';
/** Ours, in the build that the machine's CPython has too. */
export const OURS = 'amd64-3.11';

/** What the time of one contender over that of another is to be. */
export interface Goal {
  readonly contender: string;
  readonly over: typeof BASE | typeof OURS;
  readonly bound: { readonly atMost: number } | { readonly atLeast: number };
}

/** A trace to compare allocators on. */
export interface BenchWorkload {
  readonly name: string;
  readonly description: string;
  /** Operations at its start that are not timed. */
  readonly prologue: number;
  readonly goals: readonly Goal[];
  /** Whether an allocator that searches a list of all its blocks comes to an end. */
  readonly fewLive: boolean;
  trace(): Trace;
}

const SMALL = { min: 1, max: 512 } as const;
const PAIRS = 200_000;

export const WORKLOADS: readonly BenchWorkload[] = [
  {
    name: 'pair',
    description: 'malloc(48), free, while one other block of the class is live: the fast path',
    prologue: 1,
    goals: withinC(3.5),
    fewLive: true,
    trace: () => generate(pair, { operations: 1 + 2 * PAIRS, live: 1 }),
  },
  {
    name: 'pair, class empty',
    description: 'malloc(48), free, and no other block of the class: a pool is taken and given back each time',
    prologue: 1,
    goals: [],
    fewLive: true,
    trace: pairsOfAnEmptyClass,
  },
  {
    name: 'churn',
    description: '100 000 live blocks of 1 to 512 bytes; one at random is freed, another taken',
    prologue: 100_000,
    goals: [...withinC(2), aheadOf('dlmalloc', 1), aheadOf('tlsf', 1)],
    fewLive: false,
    trace: () => generate(churn, { operations: 1_100_000, live: 100_000, sizes: SMALL }),
  },
  {
    name: 'churn, 1000 live',
    description: 'the same with 1000 live blocks',
    prologue: 1_000,
    goals: [aheadOf('@thi.ng/malloc', 100)],
    fewLive: true,
    trace: () => generate(churn, { operations: 21_000, live: 1_000, sizes: SMALL }),
  },
  {
    name: 'ramp',
    description: 'a million blocks of 48 bytes are taken, then freed, oldest first',
    prologue: 0,
    goals: [...withinC(1.7), aheadOf('dlmalloc', 1), aheadOf('tlsf', 1)],
    fewLive: false,
    trace: () => generate(ramp, { operations: 2_000_000, live: 1_000_000 }),
  },
  {
    name: 'small mixed',
    description: 'all four calls, structures, strings and arrays up to 512 bytes, about 1000 live',
    prologue: 4_000,
    goals: withinC(2),
    fewLive: false,
    trace: () => generate(mixed, { operations: 24_000, live: 1_000, sizes: SMALL }),
  },
];

/** Both of our builds take at most so many times as long as pymalloc in C. */
function withinC(atMost: number): readonly Goal[] {
  return [OURS, 'classic64'].map((contender) => ({ contender, over: BASE, bound: { atMost } }));
}

/** The other takes at least so many times as long as ours. */
function aheadOf(contender: string, atLeast: number): Goal {
  return { contender, over: OURS, bound: { atLeast } };
}

/** A block of another class keeps the arena. */
function pairsOfAnEmptyClass(): Trace {
  const builder = new TraceBuilder();
  builder.malloc(1, SMALL.max);
  for (let index = 0; index < PAIRS; index += 1) {
    builder.malloc(2, 48);
    builder.free(2);
  }
  return builder.build('pair, class empty');
}

/** The most bytes that the trace has asked for and not given back, at any moment. */
export function peakPayload(trace: Trace): number {
  return payloadOverTime(trace, 1)[0] ?? 0;
}
