import { CPython } from './cpython.ts';
import { DeferredCounting } from './deferred-counting.ts';
import { IncrementalMarking } from './incremental-marking.ts';
import { MarkSweep } from './mark-sweep.ts';
import { NaiveCounting } from './naive-counting.ts';
import type { Strategy, StrategyOptions } from './strategy.ts';

/** Makes a strategy with nothing in its heap yet. */
export type StrategyMaker = (options: StrategyOptions) => Strategy;

/** All strategies by name, in the order of the essay. */
export const STRATEGIES = {
  'naive-counting': (options) => new NaiveCounting(options),
  'deferred-counting': (options) => new DeferredCounting(options),
  'mark-sweep': (options) => new MarkSweep({ ...options, sweep: 'full' }),
  'mark-lazy-sweep': (options) => new MarkSweep({ ...options, sweep: 'lazy' }),
  'incremental-insertion': (options) => new IncrementalMarking({ ...options, barrier: 'insertion' }),
  'incremental-snapshot': (options) => new IncrementalMarking({ ...options, barrier: 'snapshot' }),
  cpython: (options) => new CPython(options),
} as const satisfies Readonly<Record<string, StrategyMaker>>;

export type StrategyName = keyof typeof STRATEGIES;

export const STRATEGY_NAMES = Object.keys(STRATEGIES) as readonly StrategyName[];

/** Marking in increments without a barrier: it gives back what is alive. There to show what a barrier is for. */
export const withoutBarrier: StrategyMaker = (options) => new IncrementalMarking({ ...options, barrier: 'none' });
