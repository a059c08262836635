/** Everything that a tool needs to know about one exercise, as data. */
export interface Manifest {
  /** Equal to the folder's name: `02-method-resolution-order`. */
  readonly id: string;
  readonly title: string;
  /** The lecture's section, word for word. */
  readonly section: string;
  /** The CPython function or page that the exercise re-creates. */
  readonly models: string;
  /** The one file a student writes, `mro.ts`. */
  readonly file: string;
  /** What the file must export. */
  readonly exports: readonly string[];
  /** Minutes for a student who followed the lecture. */
  readonly minutes: number;
  /** The sum of all checks' points; 0 for an exercise that is not graded. */
  readonly points: number;
  /** Modules of the kit that the student's file may import, `errors` for `../kit/errors.ts`. */
  readonly kit: readonly string[];
  readonly behaviour: readonly BehaviourCheck[];
  readonly structure: readonly StructureCheck[];
  readonly performance: readonly PerformanceCheck[];
  readonly limits: Limits;
  /** From a nudge to nearly the answer; shown one at a time. */
  readonly hints: readonly string[];
}

interface Check {
  /** kebab-case, unique within its category. Reports name it `behaviour/diamond`. */
  readonly id: string;
  /** A plain fact in the present tense. */
  readonly title: string;
  /** A multiple of 0.5. */
  readonly points: number;
}

/** Passed when every scenario of the concept does what the reference does. */
export interface BehaviourCheck extends Check {
  /** `public`: its scenarios are in `scenarios.ts`. `private`: generated from a seed and never shown. */
  readonly visibility: 'public' | 'private';
  /** Ids of behaviour checks without which this one is not run: one root cause is one message. */
  readonly after: readonly string[];
}

/** Passed when the rule of that id finds nothing. `shape`: the module fits the exercise's contract type. */
export interface StructureCheck extends Check {}

/** Full points at `full` and better, none at `none` and worse, linear between. Smaller figures are better. */
export interface Band {
  readonly full: number;
  readonly none: number;
}

export type PerformanceCheck =
  /** An exact figure of the workload's run at `size`. */
  | (Check & {
      readonly kind: 'counted';
      readonly workload: string;
      readonly size: number;
      readonly figure: string;
      readonly band: Band;
    })
  /** CPU time per operation at the largest size over that at the smallest: at most `maxRatio`. */
  | (Check & {
      readonly kind: 'growth';
      readonly workload: string;
      readonly sizes: readonly number[];
      readonly maxRatio: number;
    })
  /** CPU time over the reference's, both measured in turn in the same process: at most `maxRatio`. */
  | (Check & {
      readonly kind: 'timed';
      readonly workload: string;
      readonly size: number;
      readonly maxRatio: number;
    });

/** What one sandboxed process may use. */
export interface Limits {
  /** CPU seconds. Watched from outside; the kernel's own limit behind it is rounded up to whole ones. */
  readonly cpuSeconds: number;
  /** CPU milliseconds for one step of a scenario, and for loading the file: a loop that does not end is known by it. */
  readonly stepCpuMs: number;
  readonly wallMs: number;
  readonly memoryMiB: number;
}
