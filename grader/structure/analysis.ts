import type { SourceFile, ts } from 'ts-morph';
import type { StructureEvidence, StructureFinding } from '../core/evidence.ts';
import { type Gate, judgeText, judgeTree } from './gate.ts';
import type { ExerciseRules, SubmittedFile } from './messages.ts';
import { Program } from './program.ts';
import { applyRule, type StructureRule } from './rule.ts';
import { StudentModule } from './student-module.ts';

/** Hears what is being done, before it is done, and each result as soon as it is there. */
export interface Listener {
  /** `null`: the program that all files share. */
  at(key: string | null): void;
  result(key: string, evidence: StructureEvidence): void;
}

/** A parsed file in the program. */
interface Candidate {
  readonly submitted: SubmittedFile;
  readonly file: SourceFile;
  readonly nodes: readonly ts.Node[];
}

/** Analyses students' files, each batch as one program. Runs in the process that can be killed. */
export class Analysis {
  readonly #program: Program;
  readonly #exercises: ReadonlyMap<string, ExerciseRules>;
  readonly #rules: Readonly<Record<string, StructureRule>>;

  constructor(
    sources: Readonly<Record<string, string>>,
    exercises: readonly ExerciseRules[],
    rules: Readonly<Record<string, StructureRule>>,
  ) {
    this.#program = new Program(sources);
    this.#exercises = new Map(exercises.map((exercise) => [exercise.id, exercise]));
    this.#rules = rules;
    this.#program.checker();
  }

  /** Gives the listener one result per file. A file that changes what others see of the globals is checked alone. */
  analyse(files: readonly SubmittedFile[], listener: Listener): void {
    const together: Candidate[] = [];
    const alone: SubmittedFile[] = [];
    for (const [place, submitted] of files.entries()) {
      const parsed = this.#parse(submitted, place, listener);
      if (parsed === undefined) continue;
      if (!parsed.augmentsGlobals) {
        together.push(parsed);
        continue;
      }
      this.#program.remove(parsed.file);
      alone.push(submitted);
    }
    this.#check(together, listener);
    for (const submitted of alone) {
      const parsed = this.#parse(submitted, 0, listener);
      if (parsed !== undefined) this.#check([parsed], listener);
    }
  }

  /** Puts a file that is fit for analysis into the program; gives the listener the verdict on one that is not. */
  #parse(submitted: SubmittedFile, place: number, listener: Listener) {
    const { key, source } = submitted;
    listener.at(key);
    const tooLong = judgeText(source);
    if (tooLong !== undefined) {
      listener.result(key, { kind: 'defeated', reason: tooLong });
      return undefined;
    }
    let file: SourceFile;
    try {
      file = this.#program.add(submitted, place);
    } catch (thrown) {
      listener.result(key, verdictOf(thrown, 'parser'));
      return undefined;
    }
    const gate: Gate = judgeTree(file.compilerNode);
    if (gate.kind === 'open') return { submitted, file, ...gate };
    this.#program.remove(file);
    listener.result(key, { kind: 'defeated', reason: gate.reason });
    return undefined;
  }

  /** A checker in which something was thrown may be left half way: the files after that one get a fresh one. */
  #check(candidates: readonly Candidate[], listener: Listener): void {
    let checker: ts.TypeChecker | undefined;
    for (const candidate of candidates) {
      if (checker === undefined) {
        listener.at(null);
        checker = this.#program.checker();
      }
      const { key } = candidate.submitted;
      listener.at(key);
      const evidence = this.#findingsOf(candidate, checker);
      if (evidence.kind !== 'analysed') checker = undefined;
      listener.result(key, evidence);
    }
    for (const { file } of candidates) this.#program.remove(file);
  }

  #findingsOf({ submitted, file, nodes }: Candidate, checker: ts.TypeChecker): StructureEvidence {
    const exercise = this.#exercises.get(submitted.exercise);
    if (exercise === undefined) return fault(`no exercise is called ${submitted.exercise}`);
    const module = new StudentModule(file, checker, nodes, this.#program.contract(exercise.id));
    const findings: StructureFinding[] = [];
    for (const id of exercise.rules) {
      const rule = this.#rules[id];
      if (rule === undefined) return fault(`no rule is called ${id}`);
      try {
        findings.push(...applyRule(rule, module));
      } catch (thrown) {
        return verdictOf(thrown, `rule ${id}`);
      }
    }
    return { kind: 'analysed', findings: findings.sort(byPlace) };
  }
}

function byPlace(a: StructureFinding, b: StructureFinding): number {
  return (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0);
}

/** An overflow is the file's doing: it nests too deeply. Anything else is ours. */
function verdictOf(thrown: unknown, where: string): StructureEvidence {
  if (thrown instanceof RangeError) {
    return { kind: 'defeated', reason: 'Nest less deeply: the expressions or types of the file defeat analysis.' };
  }
  return fault(`${where}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
}

function fault(detail: string): StructureEvidence {
  return { kind: 'fault', fault: { stage: 'structure', detail: detail.slice(0, 500) } };
}
