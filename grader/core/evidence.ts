import type { Expected, Observation, Place } from '../../exercises/kit/scenario.ts';

/** What was learnt about one exercise of one submission. Grading is a pure function of this and the manifest. */
export interface Evidence {
  readonly intake: Intake;
  readonly behaviour: BehaviourEvidence;
  readonly structure: StructureEvidence;
  readonly performance: PerformanceEvidence;
}

/** What was found where the submission should be. */
export type Intake =
  | { readonly kind: 'file'; readonly sha256: string }
  | { readonly kind: 'missing' }
  /** Something is there, and it cannot be graded: a folder, a link, too large, no UTF-8. The student can mend it. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Why a sandboxed process ended before its work did. */
export type StopReason = 'time' | 'memory' | 'output' | 'exit';

export type BehaviourEvidence =
  | { readonly kind: 'ran'; readonly scenarios: readonly ScenarioEvidence[] }
  /** The file did not even load: a syntax error, a forbidden import, an export missing, an exception, a hang. */
  | { readonly kind: 'didNotLoad'; readonly message: string; readonly at?: Place }
  | { readonly kind: 'notRun' }
  | { readonly kind: 'fault'; readonly fault: GraderFault };

export interface ScenarioEvidence {
  readonly scenario: string;
  /** Id of the behaviour check. */
  readonly concept: string;
  /** `public`: a student can read it. `private`: generated from the seed; nothing of it is shown. */
  readonly visibility: 'public' | 'private';
  readonly result: ScenarioResult;
}

export type ScenarioResult =
  | { readonly kind: 'agrees' }
  /**
   * `step` is the index of the first step that differs. `explanation` is for people: title, steps, expected, actual,
   * picture. For a private scenario it is for the instructor's eyes only, and empty unless it was asked for.
   */
  | {
      readonly kind: 'differs';
      readonly step: number;
      readonly expected: Expected;
      readonly actual: Observation | null;
      readonly explanation: string;
      readonly at?: Place;
    }
  | { readonly kind: 'todo'; readonly what: string }
  | { readonly kind: 'stopped'; readonly step: number; readonly reason: StopReason; readonly explanation: string }
  /** Not tried: a check it waits for failed, or the process was stopped too often. */
  | { readonly kind: 'notRun' };

export type StructureEvidence =
  | { readonly kind: 'analysed'; readonly findings: readonly StructureFinding[] }
  /** The file itself defeats analysis (nesting, exponential types). The student can mend it. */
  | { readonly kind: 'defeated'; readonly reason: string }
  | { readonly kind: 'notRun' }
  | { readonly kind: 'fault'; readonly fault: GraderFault };

export interface StructureFinding {
  /** Id of the structure check. */
  readonly rule: string;
  /** What to do, then why. */
  readonly advice: string;
  readonly at?: Place;
}

export type PerformanceEvidence =
  | { readonly kind: 'measured'; readonly measurements: readonly Measurement[] }
  | { readonly kind: 'notRun' }
  | { readonly kind: 'fault'; readonly fault: GraderFault };

export interface Measurement {
  /** Id of the performance check. */
  readonly check: string;
  readonly result: MeasurementResult;
}

export type MeasurementResult =
  | { readonly kind: 'figure'; readonly figure: number }
  /** `low` and `high`: the interval that the measurements leave open. */
  | {
      readonly kind: 'ratio';
      readonly ratio: number;
      readonly low: number;
      readonly high: number;
      readonly verdict: 'within' | 'beyond' | 'inconclusive';
    }
  /** Fast and wrong: the measured work gave another answer than the reference's. */
  | { readonly kind: 'wrongAnswer' }
  | { readonly kind: 'stopped'; readonly reason: StopReason };

/** Something that we broke. It withholds a grade; it never lowers one. */
export interface GraderFault {
  readonly stage: 'intake' | 'compile' | 'behaviour' | 'structure' | 'performance';
  readonly detail: string;
}
