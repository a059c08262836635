import type { StructureRule } from '../rule.ts';
import { shape } from './shape.ts';

/** Every rule there is, by the id that a manifest names it by. */
export const RULES: Readonly<Record<string, StructureRule>> = Object.fromEntries(
  [shape].map((rule) => [rule.id, rule]),
);
