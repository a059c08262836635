import type { BehaviourCheck, Manifest, PerformanceCheck, StructureCheck } from '../../exercises/kit/manifest.ts';
import type { Place } from '../../exercises/kit/scenario.ts';
import type { Evidence, GraderFault, Measurement, ScenarioEvidence, StopReason } from './evidence.ts';
import {
  type CheckGrade,
  type ExerciseGrade,
  type ExerciseStatus,
  type Outcome,
  roundPoints,
  WAITS_FOR_FILE,
} from './grade.ts';

/**
 * Evidence in, grade out. Pure: no file, clock or random number, so that a grade can be computed again
 * without running a line of the student's code.
 *
 * - A fault of ours withholds the exercise.
 * - Structure counts once half of the behaviour points are reached: form is judged where there is substance.
 * - Performance counts once all of the behaviour holds: fast and wrong earns nothing.
 */
export function score(manifest: Manifest, evidence: Evidence): ExerciseGrade {
  const behaviour = gradeBehaviour(manifest.behaviour, evidence);
  const due = dueAfter(behaviour);
  const checks = [
    ...gradeStructure(manifest.structure, evidence, due.structure),
    ...behaviour,
    ...gradePerformance(manifest.performance, evidence, due.performance),
  ];
  const faults = faultsOf(evidence);
  const status = statusOf(evidence, checks, faults);
  const points = checks.reduce((sum, check) => sum + check.points, 0);
  return {
    exercise: manifest.id,
    title: manifest.title,
    file: manifest.file,
    status,
    points: status === 'withheld' ? null : roundPoints(points),
    maxPoints: manifest.points,
    checks,
    faults,
  };
}

/** What is worth looking at, once behaviour is known. */
export interface Due {
  readonly structure: boolean;
  readonly performance: boolean;
}

/** Which stages count for the grade: what is not due need not be run. */
export function whatIsDue(manifest: Manifest, evidence: Pick<Evidence, 'intake' | 'behaviour'>): Due {
  return dueAfter(gradeBehaviour(manifest.behaviour, evidence));
}

function dueAfter(behaviour: readonly CheckGrade[]): Due {
  const earned = behaviour.reduce((sum, { points }) => sum + points, 0);
  const possible = behaviour.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  return { structure: earned > 0 && 2 * earned >= possible, performance: earned > 0 && earned === possible };
}

function statusOf(evidence: Evidence, checks: readonly CheckGrade[], faults: readonly GraderFault[]): ExerciseStatus {
  if (faults.length > 0) return 'withheld';
  if (evidence.intake.kind === 'missing') return 'missing';
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return checks.every(({ outcome }) => outcome === 'passed' || outcome === 'inconclusive') ? 'passed' : 'todo';
}

function faultsOf(evidence: Evidence): readonly GraderFault[] {
  return [evidence.behaviour, evidence.structure, evidence.performance].flatMap((part) =>
    part.kind === 'fault' ? [part.fault] : [],
  );
}

/** What a check comes to, before its title and points are put to it. */
interface Verdict {
  readonly outcome: Outcome;
  /** Share of the check's points, 0 to 1. */
  readonly share: number;
  readonly message: string;
  readonly detail?: string;
  readonly at?: Place | undefined;
}

const PASSED: Verdict = { outcome: 'passed', share: 1, message: '' };

function failed(message: string, more: { readonly detail?: string; readonly at?: Place | undefined } = {}): Verdict {
  return { outcome: 'failed', share: 0, message, ...more };
}

function notRun(message: string): Verdict {
  return { outcome: 'notRun', share: 0, message };
}

function graderFault(fault: GraderFault): Verdict {
  return { outcome: 'graderFault', share: 0, message: `A fault of the grader, not of the submission: ${fault.detail}` };
}

function graded(
  category: CheckGrade['category'],
  check: BehaviourCheck | StructureCheck | PerformanceCheck,
  verdict: Verdict,
): CheckGrade {
  return {
    id: `${category}/${check.id}`,
    category,
    title: check.title,
    outcome: verdict.outcome,
    points: roundPoints(check.points * verdict.share),
    maxPoints: check.points,
    message: verdict.message,
    detail: verdict.detail ?? '',
    at: verdict.at ?? null,
  };
}

function gradeBehaviour(
  checks: readonly BehaviourCheck[],
  evidence: Pick<Evidence, 'intake' | 'behaviour'>,
): readonly CheckGrade[] {
  const outcomes = new Map<string, Outcome>();
  return checks.map((check, index) => {
    const verdict = judgeBehaviour(check, index === 0, evidence, outcomes);
    outcomes.set(check.id, verdict.outcome);
    return graded('behaviour', check, verdict);
  });
}

/** A file that cannot be read or loaded is one root cause: the first check tells it, the others wait. */
function judgeBehaviour(
  check: BehaviourCheck,
  first: boolean,
  { intake, behaviour }: Pick<Evidence, 'intake' | 'behaviour'>,
  earlier: ReadonlyMap<string, Outcome>,
): Verdict {
  if (intake.kind === 'missing') return notRun('The file is missing.');
  if (intake.kind === 'unreadable') return first ? failed(intake.reason) : notRun(WAITS_FOR_FILE.unreadable);
  if (behaviour.kind === 'fault') return graderFault(behaviour.fault);
  if (behaviour.kind === 'notRun') return notRun('Behaviour was not run.');
  if (behaviour.kind === 'didNotLoad') {
    return first ? failed(behaviour.message, { at: behaviour.at }) : notRun(WAITS_FOR_FILE.didNotLoad);
  }
  const waitsFor = check.after.find((id) => earlier.get(id) !== 'passed');
  if (waitsFor !== undefined) return notRun(`Waits for behaviour/${waitsFor}.`);
  return judgeScenarios(
    check,
    behaviour.scenarios.filter(({ concept }) => concept === check.id),
  );
}

/** The first scenario that went wrong speaks for the check; public ones come first. Of a private one nothing is shown. */
function judgeScenarios(check: BehaviourCheck, scenarios: readonly ScenarioEvidence[]): Verdict {
  if (scenarios.length === 0) return notRun('No scenario was run.');
  for (const { result, visibility } of scenarios) {
    switch (result.kind) {
      case 'agrees':
        continue;
      case 'todo':
        // In student code's own words, which may be the private scenario's.
        return notRun(visibility === 'private' ? TODO_IN_PRIVATE : result.what);
      case 'notRun':
        return notRun('Not run: the process was stopped too often.');
      case 'differs':
        if (visibility === 'private') return failed(PRIVATE[check.visibility]);
        return failed(firstLine(result.explanation), { detail: result.explanation, at: result.at });
      case 'stopped':
        if (visibility === 'private') return failed(`${STOPPED[result.reason]} ${IN_PRIVATE[check.visibility]}`);
        return failed(firstLine(result.explanation) || STOPPED[result.reason], { detail: result.explanation });
      default:
        return result satisfies never;
    }
  }
  return PASSED;
}

/** What is told of a private scenario that differs, by the visibility of its check. */
const PRIVATE = {
  public: 'The public scenarios agree; a private variation of them differs from the reference.',
  private: 'A private scenario of this concept differs from the reference.',
} as const satisfies Record<BehaviourCheck['visibility'], string>;

const TODO_IN_PRIVATE = 'to do: a private scenario of this concept needs what is not written yet.';

/** Where the code was stopped, by the visibility of the check. */
const IN_PRIVATE = {
  public: 'In a private variation of the public scenarios, which agree.',
  private: 'In a private scenario.',
} as const satisfies Record<BehaviourCheck['visibility'], string>;

const STOPPED: Readonly<Record<StopReason, string>> = {
  time: 'The code did not end within its time limit.',
  memory: 'The code ended for want of memory: its limit was reached.',
  output: 'The code gave more data than its limit allows.',
  exit: 'The process ended before the scenario did.',
};

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function gradeStructure(checks: readonly StructureCheck[], evidence: Evidence, due: boolean): readonly CheckGrade[] {
  const { structure } = evidence;
  return checks.map((check, index) => {
    if (structure.kind === 'fault') return graded('structure', check, graderFault(structure.fault));
    if (!due) return graded('structure', check, notRun('Waits for half of the behaviour points.'));
    if (structure.kind === 'notRun') return graded('structure', check, notRun('Structure was not analysed.'));
    if (structure.kind === 'defeated') {
      return graded('structure', check, index === 0 ? failed(structure.reason) : notRun('Waits for the analysis.'));
    }
    const findings = structure.findings.filter(({ rule }) => rule === check.id);
    const [worst] = findings;
    if (worst === undefined) return graded('structure', check, PASSED);
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    return graded('structure', check, failed(`${worst.advice}${more}`, { at: worst.at }));
  });
}

function gradePerformance(
  checks: readonly PerformanceCheck[],
  evidence: Evidence,
  due: boolean,
): readonly CheckGrade[] {
  const { performance } = evidence;
  return checks.map((check) => {
    if (performance.kind === 'fault') return graded('performance', check, graderFault(performance.fault));
    if (!due) return graded('performance', check, notRun('Waits for all of the behaviour.'));
    if (performance.kind === 'notRun') return graded('performance', check, notRun('Performance was not measured.'));
    const measurement = performance.measurements.find((candidate) => candidate.check === check.id);
    if (measurement === undefined) return graded('performance', check, notRun('Waits for an earlier measurement.'));
    return graded('performance', check, judgeMeasurement(check, measurement));
  });
}

function judgeMeasurement(check: PerformanceCheck, { result }: Measurement): Verdict {
  switch (result.kind) {
    case 'wrongAnswer':
      return failed('The measured work gave another answer than the reference: performance counts for right answers.');
    case 'stopped':
      return failed(STOPPED[result.reason]);
    case 'figure':
      return check.kind === 'counted' ? judgeFigure(result.figure, check) : failed('Measured in another unit.');
    case 'ratio': {
      if (check.kind === 'counted') return failed('Measured in another unit.');
      const message = `${RATIO[check.kind]}: ${show(result.ratio)} (between ${show(result.low)} and ${show(result.high)}); at most ${check.maxRatio}.`;
      if (result.verdict === 'within') return { ...PASSED, message };
      if (result.verdict === 'beyond') return failed(message);
      return { outcome: 'inconclusive', share: 1, message: `${message} No verdict within the budget: full points.` };
    }
    default:
      return result satisfies never;
  }
}

/** What each kind of ratio compares. */
const RATIO = {
  growth: 'Cost at the largest size over cost at the smallest',
  timed: "CPU time over the reference's",
} as const satisfies Record<Exclude<PerformanceCheck['kind'], 'counted'>, string>;

type CountedCheck = Extract<PerformanceCheck, { readonly kind: 'counted' }>;

/** Linear between the band's ends: no cliff. */
function judgeFigure(measured: number, { figure, band: { full, none } }: CountedCheck): Verdict {
  const share = Math.min(1, Math.max(0, (none - measured) / (none - full)));
  const message = `${inWords(figure)}: ${show(measured)}; full points up to ${show(full)}, none from ${show(none)}.`;
  return share === 1 ? { ...PASSED, message } : { outcome: 'failed', share, message };
}

function show(figure: number): string {
  return figure.toLocaleString('en-US', { maximumFractionDigits: 3, useGrouping: false });
}

/** `hintReadsPerAssignment` → `Hint reads per assignment`. */
function inWords(figure: string): string {
  const words = figure.replace(/(?<=[a-z\d])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
