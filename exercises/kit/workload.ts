import type { Json } from './json.ts';

/** A piece of work whose cost is judged. The same for every module: it draws what it needs from a fixed seed. */
export interface Workload<Module> {
  /** Build everything that is not measured. `size` is the problem's n. */
  prepare(module: Module, size: number): Run;
}

/** One prepared piece of work. */
export interface Run {
  /** Units of work in one call of `work`; times are divided by it. */
  readonly operations: number;
  /**
   * The measured work. May be called again and again; the k-th call returns the same answer for every right module,
   * and a wrong answer earns no performance points.
   */
  work(): Json;
  /** Exact figures since `prepare` returned, by name: reads per operation, pages touched, footprint over payload. */
  figures?(): Readonly<Record<string, number>>;
}
