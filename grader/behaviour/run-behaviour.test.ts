import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS } from '../sandbox/testing/levels.ts';
import { type GradeSource, kindsOf, openGrading, scenariosOf } from './testing/grade-source.ts';
import { solution as sums } from './testing/sums.ts';

const SUM = 'export const sum = (items: number[]) => items.reduce((a, b) => a + b, 0);';
const PRODUCT = 'export const product = (items: number[]) => items.reduce((a, b) => a * b, 1);';

const level = LEVELS.find(({ missing }) => !missing)?.level ?? 'permission';
let grade: GradeSource;
beforeAll(async () => {
  grade = await openGrading(level);
});

describe('runBehaviour', () => {
  it('finds that right work agrees with the reference, in public scenarios and in generated ones', async () => {
    const { evidence } = await grade(`${SUM}\n${PRODUCT}`);
    expect(kindsOf(evidence)).toEqual({
      'two-items': 'agrees',
      'no-items': 'agrees',
      'three-items': 'agrees',
      'any-sum-0': 'agrees',
      'any-sum-1': 'agrees',
      'any-sum-2': 'agrees',
    });
  });

  it('gives the first step that differs, with expected and actual', async () => {
    const { evidence } = await grade(`${SUM}\nexport const product = () => 41;`);
    const differing = scenariosOf(evidence).find(({ scenario }) => scenario === 'three-items');
    expect(differing?.result).toMatchObject({
      kind: 'differs',
      step: 0,
      expected: { kind: 'value', value: 42 },
      actual: { kind: 'value', value: 41 },
      explanation: expect.stringContaining('product(2, 3, 7)'),
    });
  });

  it('gives the place of an exception in the student’s own file', async () => {
    const source = `interface Long {\n  name: string;\n}\n${SUM}\nexport function product(): number {\n  throw new Error('mine');\n}`;
    const { evidence } = await grade(source);
    const crashed = scenariosOf(evidence).find(({ scenario }) => scenario === 'three-items');
    expect(crashed?.result).toMatchObject({
      kind: 'differs',
      actual: { kind: 'crash', message: 'Error: mine' },
      at: { line: 6, column: 9 },
    });
  });

  it('reports what is not implemented as to do', async () => {
    const stub = `import { NotImplemented } from '../kit/errors.ts';\n${SUM}\nexport function product() { throw new NotImplemented('multiply'); }`;
    const { evidence } = await grade(stub);
    expect(scenariosOf(evidence).find(({ scenario }) => scenario === 'three-items')?.result).toEqual({
      kind: 'todo',
      what: 'to do: multiply',
    });
  });

  it('names the step that does not end, and goes on with the concepts that do not wait for it', async () => {
    const { evidence } = await grade(
      `export function sum(items: number[]) { if (items.length === 2) return 3; for (;;); }\n${PRODUCT}`,
    );
    expect(kindsOf(evidence)).toMatchObject({
      'two-items': 'agrees',
      'no-items': 'stopped',
      'three-items': 'agrees',
      'any-sum-0': 'notRun',
    });
    const stopped = scenariosOf(evidence).find(({ scenario }) => scenario === 'no-items');
    expect(stopped?.result).toMatchObject({ step: 0, reason: 'time', explanation: expect.stringContaining('sum()') });
  });

  it('names the step of a scenario in which earlier ones went well', async () => {
    const { evidence } = await grade(
      `let calls = 0; export function sum(items: number[]) { if (calls++ === 9) for (;;); return items.reduce((a, b) => a + b, 0); }\n${PRODUCT}`,
    );
    const stopped = scenariosOf(evidence).find(({ scenario }) => scenario === 'any-sum-0');
    expect(stopped?.result).toMatchObject({ kind: 'stopped', step: 7, reason: 'time' });
  });

  it('comes to the private scenarios of what went well, however often it was stopped in public ones', async () => {
    const concepts = ['well', 'one', 'two', 'three', 'four'];
    const behaviour = concepts.map((id) => ({ id, title: id, points: 1, visibility: 'public' as const, after: [] }));
    const scenarioOf = (id: string, concept: string, items: readonly number[]) => {
      return { id, concept, title: id, steps: [{ op: 'sum', items }], expect: [] };
    };
    const { exercise } = sums;
    const gradeMany = await openGrading(level, {
      ...sums,
      exercise: {
        ...exercise,
        manifest: { ...exercise.manifest, behaviour },
        scenarios: concepts.map((concept, index) => scenarioOf(concept, concept, [index])),
      },
      generate: (concept) => [scenarioOf(`${concept}-varied`, concept, [0, 0])],
    });
    const { evidence } = await gradeMany(
      `export const sum = (items: number[]) => { for (;;) if (items[0] === 0) return 0; };\n${PRODUCT}`,
    );
    expect(kindsOf(evidence)).toEqual({
      ...{ well: 'agrees', one: 'stopped', two: 'stopped', three: 'stopped', four: 'notRun' },
      ...{ 'well-varied': 'agrees', 'one-varied': 'notRun', 'two-varied': 'notRun' },
      ...{ 'three-varied': 'notRun', 'four-varied': 'notRun' },
    });
  });

  it('takes no run of many steps for one that does not end', async () => {
    const { evidence } = await grade(
      `function spin() { for (const start = Date.now(); Date.now() - start < 60; ); }
      export function sum(items: number[]) { spin(); return items.reduce((a, b) => a + b, 0); }\n${PRODUCT}`,
    );
    expect(new Set(Object.values(kindsOf(evidence)))).toEqual(new Set(['agrees']));
  });

  it('ends a file whose top level does not end', async () => {
    const { evidence } = await grade('for (;;);');
    expect(evidence).toMatchObject({ kind: 'didNotLoad', message: expect.stringContaining('does not end') });
  });

  it('says that the file does not load, and where', async () => {
    const { evidence } = await grade(`${SUM}\n${PRODUCT}\n\nthrow new TypeError('at the top');`);
    expect(evidence).toEqual({
      kind: 'didNotLoad',
      message: 'sums.ts does not load: TypeError: at the top',
      at: { line: 4, column: 7 },
    });
  });

  it('says which export is missing', async () => {
    const { evidence } = await grade(SUM);
    expect(evidence).toEqual({ kind: 'didNotLoad', message: 'sums.ts does not export product.' });
  });

  it('shortens a generated scenario that fails to the steps that matter', async () => {
    const wrong = 'export const sum = (items: number[]) => items.reduce((a, b) => a + b, items.includes(9) ? 1 : 0);';
    const { counterexamples } = await grade(`${wrong}\n${PRODUCT}`, { shrink: true });
    expect(counterexamples).toMatchObject([
      { concept: 'any-sum', scenario: { steps: [{ op: 'sum' }] }, explanation: expect.stringContaining('expected') },
    ]);
  });

  it('does not shorten a scenario that fails only after others', async () => {
    const wrong = `let calls = 0;
export const sum = (items: number[]) => items.reduce((a, b) => a + b, calls++ < 20 ? 0 : 1);`;
    const { counterexamples } = await grade(`${wrong}\n${PRODUCT}`, { shrink: true });
    expect(counterexamples).toMatchObject([
      { scenario: { steps: { length: 12 } }, explanation: expect.stringContaining('expected') },
    ]);
  });

  it('gives the same scenarios for the same seed', async () => {
    const [first, second] = [
      await grade(`${SUM}\nexport const product = () => 1;`),
      await grade(`${SUM}\nexport const product = () => 1;`),
    ];
    expect(first).toEqual(second);
  });
});
