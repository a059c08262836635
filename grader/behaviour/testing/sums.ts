import type { Driver } from '../../../exercises/kit/driver.ts';
import { defineExercise } from '../../../exercises/kit/exercise.ts';
import type { Json } from '../../../exercises/kit/json.ts';
import type { Manifest } from '../../../exercises/kit/manifest.ts';
import type { PublicScenario } from '../../../exercises/kit/scenario.ts';
import { defineSolution } from '../../../solutions/solution.ts';

/** What `sums.ts`, the file of an exercise that exists for tests alone, exports. */
export interface Contract {
  sum(items: readonly number[]): unknown;
  product(items: readonly number[]): unknown;
}

type Step = { readonly op: 'sum' | 'product'; readonly items: readonly number[] };

/** Hands on whatever the module gives: nothing is made harmless on the way. */
export const driver: Driver<Contract, Step> = {
  start: (module) => (step) => module[step.op](step.items) as Json,
  describeStep: ({ op, items }) => `${op}(${items.join(', ')})`,
  showValue: (value) => JSON.stringify(value),
};

const manifest: Manifest = {
  id: 'sums',
  title: 'Sums',
  section: '',
  models: '',
  file: 'sums.ts',
  exports: ['sum', 'product'],
  minutes: 1,
  points: 3,
  kit: ['errors'],
  behaviour: [
    { id: 'sum', title: 'Adds', points: 1, visibility: 'public', after: [] },
    { id: 'product', title: 'Multiplies', points: 1, visibility: 'public', after: [] },
    { id: 'any-sum', title: 'Adds anything', points: 1, visibility: 'private', after: ['sum'] },
  ],
  structure: [],
  performance: [],
  limits: { cpuSeconds: 20, stepCpuMs: 1_000, wallMs: 40_000, memoryMiB: 64 },
  hints: [],
};

const scenarios: readonly PublicScenario<Step>[] = [
  shown('two-items', 'sum', 'adds two items', [1, 2], 3),
  shown('no-items', 'sum', 'adds nothing to 0', [], 0),
  shown('three-items', 'product', 'multiplies three items', [2, 3, 7], 42),
];

function shown(id: string, op: Step['op'], title: string, items: readonly number[], value: number) {
  return { id, concept: op, title, steps: [{ op, items }], expect: [{ kind: 'value' as const, value }] };
}

const oracle: Contract = {
  sum: (items) => items.reduce((a, b) => a + b, 0),
  product: (items) => items.reduce((a, b) => a * b, 1),
};

const exercise = defineExercise<Contract, Step>({ manifest, driver, scenarios, workloads: {} });

export const solution = defineSolution<Contract, Step>({
  exercise,
  oracle,
  generate: (concept, random) =>
    Array.from({ length: concept === 'any-sum' ? 3 : 0 }, (_, index) => ({
      id: `${concept}-${index}`,
      concept,
      title: 'A generated sum',
      steps: Array.from({ length: 12 }, () => ({
        op: 'sum' as const,
        items: [random.int(0, 9), random.int(0, 9), random.int(0, 9)],
      })),
    })),
});
