import type { Shape } from './shape.ts';
import { bursts } from './shapes/bursts.ts';
import { churn } from './shapes/churn.ts';
import { mixed } from './shapes/mixed.ts';
import { pair } from './shapes/pair.ts';
import { phases } from './shapes/phases.ts';
import { powerLaw } from './shapes/power-law.ts';
import { queues } from './shapes/queues.ts';
import { ramp } from './shapes/ramp.ts';
import { reallocGrowth } from './shapes/realloc-growth.ts';
import { sawtooth } from './shapes/sawtooth.ts';

/** All shapes by name, the plain ones first. */
export const SHAPES = {
  ramp,
  sawtooth,
  churn,
  pair,
  bursts,
  'power-law': powerLaw,
  phases,
  'realloc-growth': reallocGrowth,
  queues,
  mixed,
} as const satisfies Readonly<Record<string, Shape>>;

export type ShapeName = keyof typeof SHAPES;

export const SHAPE_NAMES = Object.keys(SHAPES) as readonly ShapeName[];
