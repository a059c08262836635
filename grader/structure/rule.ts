import type { ts } from 'ts-morph';
import type { Place } from '../../exercises/kit/scenario.ts';
import type { StructureFinding } from '../core/evidence.ts';
import type { StudentModule } from './student-module.ts';

/**
 * A structural rule: what it advises is data, how it looks is one small generator.
 * A rule forbids; it never rewards. Code that does nothing can therefore earn nothing.
 */
export interface StructureRule<Advice extends string = string> {
  /** Equal to the id of the manifest's check and to the file's name. */
  readonly id: string;
  /** Recommendation first, reason after a colon. `{name}` is replaced by the report's `detail`. */
  readonly advice: Readonly<Record<Advice, string>>;
  check(module: StudentModule): Iterable<Report<Advice>>;
}

export interface Report<Advice extends string = string> {
  readonly advice: Advice;
  readonly node: ts.Node;
  /** What `{name}` in the advice stands for. Never a type as the checker prints it: that depends on the batch. */
  readonly detail?: string;
}

export function defineRule<const Advice extends string>(rule: StructureRule<Advice>): StructureRule<Advice> {
  return rule;
}

/** More than a student reads. The first ones say what to do. */
const MAX_FINDINGS = 20;
const MAX_DETAIL = 200;

/**
 * Runs one rule on one module. The only place where a node becomes a finding.
 * In the order of the source; two reports of one place, and of one detail, are one message: the first.
 */
export function applyRule(rule: StructureRule, module: StudentModule): readonly StructureFinding[] {
  const found = new Map<string, { readonly position: number; readonly finding: StructureFinding }>();
  for (const { advice, node, detail } of rule.check(module)) {
    const position = node.getStart(module.source);
    const key = `${position} ${detail ?? ''}`;
    if (found.has(key)) continue;
    const text = (rule.advice[advice] ?? '').replace('{name}', () => shorten(detail ?? ''));
    found.set(key, { position, finding: { rule: rule.id, advice: text, at: placeAt(module.source, position) } });
  }
  return [...found.values()]
    .sort((a, b) => a.position - b.position)
    .slice(0, MAX_FINDINGS)
    .map(({ finding }) => finding);
}

/** 1-based, as editors show it. */
export function placeAt(source: ts.SourceFile, position: number): Place {
  const { line, character } = source.getLineAndCharacterOfPosition(position);
  return { line: line + 1, column: character + 1 };
}

/** One line, without control characters: part of it is what a student wrote. */
function shorten(text: string): string {
  const line = text.replace(/[\s\p{C}]+/gu, ' ');
  return line.length > MAX_DETAIL ? `${line.slice(0, MAX_DETAIL)}…` : line;
}
