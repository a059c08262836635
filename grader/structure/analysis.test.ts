import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import type { StructureEvidence } from '../core/evidence.ts';
import { Analysis } from './analysis.ts';
import type { SubmittedFile } from './messages.ts';
import { defineRule, type StructureRule } from './rule.ts';
import { shape } from './rules/shape.ts';
import { readTrustedSources } from './trusted-sources.ts';

const ID = '02-method-resolution-order';
const RIGHT = `import type { PyClass } from '../kit/classes.ts';
export function mro(cls: PyClass): readonly PyClass[] { return [cls]; }`;

/** Reports the type of every variable as the checker infers it. */
const typeOfVariables = defineRule({
  id: 'types',
  advice: { type: '{name}' },
  *check(module) {
    for (const node of module.nodes(ts.SyntaxKind.VariableDeclaration as never) as Iterable<ts.VariableDeclaration>) {
      yield { advice: 'type', node, detail: module.checker.typeToString(module.checker.getTypeAtLocation(node)) };
    }
  },
});

/** Throws for a file that says so. */
const throwing = defineRule({
  id: 'throwing',
  advice: { never: '' },
  *check({ source }) {
    if (source.text.includes('THROW')) throw new TypeError('a mistake in the rule');
    if (source.text.includes('OVERFLOW')) overflow();
    yield* [];
  },
});

function overflow(): number {
  return overflow() + 1;
}

function analyse(rules: readonly StructureRule[], sources: readonly string[]): readonly StructureEvidence[] {
  const exercises = [{ id: ID, kit: ['classes', 'errors'], rules: rules.map(({ id }) => id) }];
  const analysis = new Analysis(
    readTrustedSources(exercises),
    exercises,
    Object.fromEntries(rules.map((rule) => [rule.id, rule])),
  );
  const files: SubmittedFile[] = sources.map((source, index) => ({ key: `${index}`, exercise: ID, source }));
  const results = new Map<string, StructureEvidence>();
  analysis.analyse(files, { at: () => {}, result: (key, evidence) => results.set(key, evidence) });
  return files.map(({ key }) => results.get(key) ?? { kind: 'notRun' });
}

function typesIn(...sources: readonly string[]): readonly (readonly string[])[] {
  return analyse([typeOfVariables], sources).map((evidence) =>
    evidence.kind === 'analysed' ? evidence.findings.map(({ advice }) => advice) : [JSON.stringify(evidence)],
  );
}

describe('Analysis', () => {
  it('keeps what one file declares from the others, scripts included', () => {
    const script = 'interface PyThing { secret: 1 }\nvar shared = 1;';
    expect(typesIn(script, 'const a = shared;\nlet b: PyThing;')).toEqual([['number'], ['any', 'PyThing']]);
  });

  it.each([
    ['declare global', 'export {};\ndeclare global { interface Array<T> { secret: string } var leaked: 1; }'],
    [
      'a module augmentation',
      "export {};\ndeclare module '../kit/classes.ts' { interface PyClass { secret: string } }",
    ],
    ['an ambient module', "declare module 'leaked' { export const leaked: 1; }"],
  ])('keeps %s to the file that has it', (_name, augmentation) => {
    const reader =
      "import type { PyClass } from '../kit/classes.ts';\nimport * as l from 'leaked';\ndeclare const c: PyClass;\nconst a = [1].secret;\nconst b = c.secret;\nconst d = leaked;\nconst e = l.leaked;";
    const alone = typesIn(reader)[0];
    expect(alone).toEqual(['PyClass', 'any', 'any', 'any', 'any']);
    expect(typesIn(augmentation, reader, augmentation)[1]).toEqual(alone);
  });

  it.each([
    ['a neighbour by its path', '../../0/02-method-resolution-order/module.ts'],
    ['a neighbour by an absolute path', '/students/0/02-method-resolution-order/module.ts'],
    ['a file of the host', '/etc/hostname'],
    ['the manifest of the project', '../../../package.json'],
    ['a module of the kit that it may not have', '../kit/objects.ts'],
    ['an installed package', 'typescript'],
    ['a module of the runtime', 'node:fs'],
  ])('does not let a file import %s', (_name, specifier) => {
    const source = `import * as other from '${specifier}';\nconst seen = other;`;
    expect(typesIn('export const secret = 1;', source)[1]).toEqual(['any']);
  });

  it('gives directives no meaning', () => {
    const source = '/// <reference lib="dom" />\n/// <reference path="../../0/x.ts" />\nconst w = window;';
    expect(typesIn(source)).toEqual([['any']]);
  });

  it('lets a file reach the kit and its contract from wherever it lies', () => {
    const source = `import type { Contract } from '../../exercises/${ID}/contract.ts';\nimport { PyTypeError } from '../../../exercises/kit/errors.ts';\nconst e = new PyTypeError('');\nlet c: Contract;`;
    expect(typesIn(source)).toEqual([['PyTypeError', 'Contract']]);
  });

  it('takes a rule that throws for a fault of its own, and asks it about the other files', () => {
    expect(analyse([throwing], ['export {};', '"THROW";', 'export {};'])).toEqual([
      { kind: 'analysed', findings: [] },
      { kind: 'fault', fault: { stage: 'structure', detail: 'rule throwing: a mistake in the rule' } },
      { kind: 'analysed', findings: [] },
    ]);
  });

  it('takes an overflow for the file’s doing', () => {
    const [overflown, other] = analyse([throwing], ['"OVERFLOW";', 'export {};']);
    expect(overflown).toEqual({ kind: 'defeated', reason: expect.stringContaining('Nest less deeply') });
    expect(other).toEqual({ kind: 'analysed', findings: [] });
  });

  it('does not judge a file with a syntax error', () => {
    expect(analyse([shape], [`${RIGHT}\nexport const x = ;`])).toEqual([
      { kind: 'defeated', reason: expect.stringContaining('line 3, column 18') },
    ]);
  });

  it('gives a fault for an exercise it does not know', () => {
    const analysis = new Analysis({}, [], {});
    const results: StructureEvidence[] = [];
    const file = { key: 'a', exercise: '99-none', source: '' };
    analysis.analyse([file], { at: () => {}, result: (_key, evidence) => results.push(evidence) });
    expect(results).toMatchObject([{ kind: 'fault' }]);
  });

  it('sorts findings by place and keeps their number and length small', () => {
    const many = Array.from({ length: 50 }, (_, n) => `const v${n} = '${'x'.repeat(500)}';`).join('\n');
    const [evidence] = analyse([typeOfVariables], [many]);
    const findings = evidence?.kind === 'analysed' ? evidence.findings : [];
    expect(findings.map(({ at }) => at?.line)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(Math.max(...findings.map(({ advice }) => advice.length))).toBeLessThan(300);
  });
});
