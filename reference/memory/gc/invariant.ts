import type { Breach } from '../obmalloc/index.ts';
import type { ObjectSurvey } from './object-survey.ts';

/** A fact about the objects of every heap: in words, in symbols, and as a check. */
export interface ObjectInvariant {
  readonly sentence: string;
  readonly formula: string;
  /** Every place where it does not hold, with the figures. */
  check(this: void, survey: ObjectSurvey): Iterable<Breach>;
}
