import type { Scenario } from '../../exercises/kit/scenario.ts';
import type { Solution } from '../../solutions/solution.ts';
import { mapPlace } from '../compile/map-place.ts';
import type { BehaviourEvidence, ScenarioEvidence, ScenarioResult, StopReason } from '../core/evidence.ts';
import { jobHead, jobInput } from '../sandbox/job.ts';
import type { RunResult, Sandbox } from '../sandbox/sandbox.ts';
import { type Expectation, expectationsOf } from './expectations.ts';
import { AttemptJudge, type Explained } from './judge-attempt.ts';
import { hear } from './read-lines.ts';
import { shrink } from './shrink.ts';

export interface BehaviourRequest {
  readonly solution: Solution;
  /** What `compileStudent` made of the student's file. */
  readonly compiled: { readonly code: string; readonly map: string };
  /** Private scenarios are made from it. */
  readonly seed: number;
  readonly sandbox: Sandbox;
  /** Shorten the private scenarios that fail. */
  readonly shrink?: boolean;
}

/** A private scenario that fails, as short as it was made. For the instructor. */
export interface Counterexample {
  readonly concept: string;
  readonly scenario: Scenario;
  readonly explanation: string;
}

export interface BehaviourResult {
  readonly evidence: BehaviourEvidence;
  /** Empty unless asked for. At most one for a concept. */
  readonly counterexamples: readonly Counterexample[];
}

/** After a process was stopped, others go on with what is left; so many times, and once more as `afterTooManyStops` has it. */
const MAX_RESTARTS = 2;

/**
 * Runs all scenarios of an exercise on a student's module, in one sandboxed process as long as nothing stops it, and
 * holds what was observed against the reference. Throws nothing for what a student did.
 *
 * @throws {OracleError} if the reference cannot answer: an author's mistake.
 */
export async function runBehaviour(request: BehaviourRequest): Promise<BehaviourResult> {
  const expectations = expectationsOf(request.solution, request.seed);
  const results = new Map<Expectation, ScenarioResult>();
  for (let restarts = 0; restarts <= MAX_RESTARTS + 1; restarts += 1) {
    const due = dueScenarios(request.solution, expectations, results);
    const left = restarts > MAX_RESTARTS ? afterTooManyStops(due) : due;
    if (left.length === 0) break;
    // Of a private scenario nothing is told, unless to the instructor who asks for it.
    const ran = await runScenarios(request, left, request.shrink === true ? 'all' : 'public');
    if (ran.kind !== 'ran') {
      if (restarts === 0 || ran.kind === 'fault') return { evidence: ran, counterexamples: [] };
      break;
    }
    for (const [expectation, result] of ran.results) results.set(expectation, result);
  }
  const scenarios = expectations.map(
    (expectation): ScenarioEvidence => ({
      scenario: expectation.scenario.id,
      concept: expectation.scenario.concept,
      visibility: expectation.visibility,
      result: results.get(expectation) ?? { kind: 'notRun' },
    }),
  );
  const counterexamples = request.shrink === true ? await shrinkFailures(request, results) : [];
  return { evidence: { kind: 'ran', scenarios }, counterexamples };
}

/** Not yet tried, of no concept in which a process was stopped, and waiting for none of those. */
function dueScenarios(
  { exercise }: Solution,
  expectations: readonly Expectation[],
  results: ReadonlyMap<Expectation, ScenarioResult>,
): readonly Expectation[] {
  if (results.size === 0) return expectations;
  const out = new Set<string>();
  for (const [{ scenario }, { kind }] of results) if (kind === 'stopped') out.add(scenario.concept);
  for (const { id, after } of exercise.manifest.behaviour) if (after.some((one) => out.has(one))) out.add(id);
  return expectations.filter((expectation) => !results.has(expectation) && !out.has(expectation.scenario.concept));
}

/**
 * Public scenarios come first: where those of some concepts were stopped too often, the private ones of others have still
 * to come.
 */
function afterTooManyStops(due: readonly Expectation[]): readonly Expectation[] {
  const untried = new Set<string>();
  for (const { scenario, visibility } of due) if (visibility === 'public') untried.add(scenario.concept);
  return due.filter(({ scenario }) => !untried.has(scenario.concept));
}

export type Ran =
  | Exclude<BehaviourEvidence, { readonly kind: 'ran' | 'notRun' }>
  | { readonly kind: 'ran'; readonly results: ReadonlyMap<Expectation, ScenarioResult> };

/** One process. Scenarios that it did not get to have no result. */
async function runScenarios(
  { solution, compiled, sandbox }: BehaviourRequest,
  expectations: readonly Expectation[],
  explained: Explained,
): Promise<Ran> {
  const { manifest, driver } = solution.exercise;
  const run = await sandbox.run({
    kind: 'behaviour',
    input: jobInput(jobHead(manifest), compiled.code, workOf(expectations)),
    limits: manifest.limits,
  });
  if (run.end.kind === 'fault') return { kind: 'fault', fault: { stage: 'behaviour', detail: run.end.detail } };
  const place = mapPlace(compiled.map);
  const judge = new AttemptJudge(driver, place, explained);
  const { load, attempts } = hear(run.lines);
  if (load.kind === 'refused') {
    const at = load.at === null ? undefined : place(load.at);
    return { kind: 'didNotLoad', message: load.message, ...(at === undefined ? {} : { at }) };
  }
  if (load.kind === 'silent') return { kind: 'didNotLoad', message: `${manifest.file} ${whyNotLoaded(run)}` };
  return { kind: 'ran', results: judgeAll(expectations, attempts, run, judge) };
}

const known = new WeakMap<readonly Expectation[], string>();

/** What is sent of them. Nearly every process of a batch is sent the same: all there are. */
function workOf(expectations: readonly Expectation[]): string {
  const work = known.get(expectations) ?? `[${expectations.map(({ sent }) => sent).join(',')}]`;
  known.set(expectations, work);
  return work;
}

function judgeAll(
  expectations: readonly Expectation[],
  attempts: ReturnType<typeof hear>['attempts'],
  { end, whereabouts }: RunResult,
  judge: AttemptJudge,
): ReadonlyMap<Expectation, ScenarioResult> {
  const reason: StopReason | null = end.kind === 'stopped' ? end.reason : null;
  const results = new Map<Expectation, ScenarioResult>();
  // A process that was stopped between two scenarios was stopped in the one that did not start.
  const begun = reason !== null && (attempts.at(-1)?.ended ?? true) ? [...attempts, NOT_BEGUN] : attempts;
  for (const [index, attempt] of begun.entries()) {
    const step = whereabouts?.scenario === index ? whereabouts.step : 0;
    const stop = reason === null ? null : { reason, step };
    const expectation = expectations[index];
    if (expectation !== undefined) results.set(expectation, judge.judge(expectation, attempt, stop));
  }
  return results;
}

const NOT_BEGUN = { lines: [], places: new Map(), ended: false } as const;

const WHY_NOT_LOADED: Readonly<Record<StopReason, string>> = {
  time: 'does not load: its top level does not end within the time limit.',
  memory: 'does not load: its top level uses up the memory there is.',
  output: 'does not load: its top level gives more data than its limit allows.',
  exit: 'does not load: its top level ends the process.',
};

function whyNotLoaded({ end }: RunResult): string {
  return WHY_NOT_LOADED[end.kind === 'stopped' ? end.reason : 'exit'];
}

async function shrinkFailures(
  request: BehaviourRequest,
  results: ReadonlyMap<Expectation, ScenarioResult>,
): Promise<readonly Counterexample[]> {
  const failed = new Map<string, Counterexample>();
  for (const [{ scenario, visibility }, result] of results) {
    const { concept, steps } = scenario;
    if (result.kind !== 'differs' || visibility === 'public') continue;
    const shortest = failed.get(concept)?.scenario.steps.length ?? Number.POSITIVE_INFINITY;
    if (steps.length < shortest) failed.set(concept, { concept, scenario, explanation: result.explanation });
  }
  const shortened: Counterexample[] = [];
  for (const failing of failed.values()) {
    shortened.push(
      await shrink(request.solution, failing, (candidates, told) => runScenarios(request, candidates, told)),
    );
  }
  return shortened;
}
