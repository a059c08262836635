import { expect } from 'vitest';
import type { StructureFinding } from '../../core/evidence.ts';
import { Analysis } from '../analysis.ts';
import type { StructureRule } from '../rule.ts';
import { readTrustedSources } from '../trusted-sources.ts';

const EXERCISES = [
  { id: '02-method-resolution-order', kit: ['classes', 'errors'] },
  { id: '06-init-subclass', kit: ['builtins', 'errors', 'objects', 'repr', 'type-hints'] },
  { id: '17-obmalloc', kit: ['errors', 'memory', 'system', 'obmalloc-layout'] },
] as const;

export type BenchExercise = (typeof EXERCISES)[number]['id'];

/** Line 0 of a piece of code: what a student's file of that exercise imports anyway. */
const HEADERS: Readonly<Record<BenchExercise, string>> = {
  '02-method-resolution-order':
    "import type { PyClass } from '../kit/classes.ts'; import { PyTypeError } from '../kit/errors.ts';",
  '06-init-subclass':
    "import * as kit from '../kit/objects.ts'; import { call, classmethod, defineClass, Ellipsis, lookUp, object, PyClass, PyInstance, type PyValue } from '../kit/objects.ts'; import { typeHints } from '../kit/type-hints.ts'; import { PyTypeError } from '../kit/errors.ts';",
  '17-obmalloc':
    "import { type Address, type Memory, NULL } from '../kit/memory.ts'; import type { System } from '../kit/system.ts'; import { ALIGNMENT, POOL_SIZE, POOL_HEADER, SIZE_CLASSES } from '../kit/obmalloc-layout.ts';",
};

/**
 * What a rule finds in a piece of code of an exercise. For tests: runs in this process, one program per call.
 * @throws {Error} if the code defeats analysis or the rule throws.
 */
export function ruleBench(rule: StructureRule, exercise: BenchExercise): (code: string) => readonly StructureFinding[] {
  const exercises = EXERCISES.map(({ id, kit }) => ({ id, kit, rules: [rule.id] }));
  const analysis = new Analysis(readTrustedSources(exercises), exercises, { [rule.id]: rule });
  return (code) => {
    let findings: readonly StructureFinding[] = [];
    analysis.analyse([{ key: 'code', exercise, source: `${HEADERS[exercise]}\n${code}` }], {
      at: () => {},
      result: (_key, evidence) => {
        if (evidence.kind !== 'analysed') throw new Error(JSON.stringify(evidence));
        findings = evidence.findings.map((finding) => ({
          ...finding,
          ...(finding.at === undefined ? {} : { at: { ...finding.at, line: finding.at.line - 1 } }),
        }));
      },
    });
    return findings;
  };
}

/** One report of a rule at each place that is marked by a comment `!` right before it, whatever it advises. */
export function reports(rule: StructureRule, code: string): readonly unknown[] {
  return code.split('\n').flatMap((text, index) =>
    Array.from(text.matchAll(/\/\*!\*\//g), (mark) => ({
      rule: rule.id,
      advice: expect.any(String),
      at: { line: index + 1, column: mark.index + mark[0].length + 1 },
    })),
  );
}
