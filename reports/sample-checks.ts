import type { CheckGrade, ExerciseGrade } from '../grader/core/grade.ts';

/** One exercise of the sample: id, title, file and its checks, `[id, title, points]`. */
interface SampleExercise {
  readonly exercise: string;
  readonly title: string;
  readonly file: string;
  readonly checks: readonly (readonly [id: `${CheckGrade['category']}/${string}`, title: string, points: number])[];
}

export const MRO: SampleExercise = {
  exercise: '02-method-resolution-order',
  title: 'Method resolution order',
  file: 'mro.ts',
  checks: [
    ['structure/shape', 'the module fits its contract', 0.5],
    ['structure/no-mutation-of-bases', "the bases' own MROs stay as they are", 1],
    ['structure/no-host-inheritance', "the host's prototype chain is not consulted", 0.5],
    ['behaviour/chain', 'a chain of single bases is followed to object', 1],
    ['behaviour/diamond', 'a common base comes after all of its children', 2],
    ['behaviour/conflict', "an order that cannot be kept raises CPython's error", 1.5],
    ['behaviour/duplicate-base', "a base named twice raises CPython's error", 1],
    ['behaviour/private-lattices', 'generated class lattices agree with C3', 0.5],
    ['performance/ladder', 'a ladder of 100 diamonds needs few comparisons', 2],
  ],
};

export const FIELDS: SampleExercise = {
  exercise: '06-init-subclass',
  title: 'Fields through __init_subclass__',
  file: 'checked.ts',
  checks: [
    ['structure/shape', 'the module fits its contract', 0.5],
    ['structure/no-metaclass', 'subclasses are prepared without a metaclass', 1],
    ['structure/no-decorator', 'subclasses are prepared without a decorator', 0.5],
    ['behaviour/declares-fields', 'a subclass turns its type hints into fields', 2],
    ['behaviour/converts', 'a field converts what is assigned to it', 1.5],
    ['behaviour/rejects', 'a value that does not convert raises TypeError with its cause', 1.5],
    ['behaviour/unknown-names', 'a keyword without a field raises AttributeError', 1],
    ['performance/set-attribute', 'setting an attribute does not scan the hints', 2],
  ],
};

export const OBMALLOC: SampleExercise = {
  exercise: '17-obmalloc',
  title: 'The small-object allocator',
  file: 'obmalloc.ts',
  checks: [
    ['structure/shape', 'the module fits its contract', 1],
    ['structure/state-in-memory', 'free lists live in simulated memory', 2],
    ['structure/no-search', 'the pool of an address is computed, not searched for', 1],
    ['behaviour/size-classes', 'a request is rounded up to its size class', 2],
    ['behaviour/reuse', 'the block freed last is handed out first', 3],
    ['behaviour/pool-transitions', 'pools move between used, full and empty', 3],
    ['behaviour/arenas', 'an arena whose pools are all free is given back', 2],
    ['behaviour/private-traces', 'generated traces agree with the reference, op by op', 2],
    ['performance/accesses', 'reads and writes per operation stay few', 1],
    ['performance/growth', 'the cost of an operation does not grow with the live blocks', 2],
    ['performance/churn', 'random churn keeps pace with the reference', 1],
  ],
};

/** What differs from a passed check: keyed by its id. */
export type Changes = Readonly<Record<string, Partial<Omit<CheckGrade, 'id' | 'category' | 'title' | 'maxPoints'>>>>;

/** An exercise with every check passed, but for `changes`. */
export function sampleExercise(sample: SampleExercise, changes: Changes = {}): ExerciseGrade {
  const checks = sample.checks.map(([id, title, maxPoints]): CheckGrade => {
    const change = changes[id];
    const kept = change?.outcome === undefined || change.outcome === 'passed' || change.outcome === 'inconclusive';
    return {
      id,
      category: id.split('/', 1)[0] as CheckGrade['category'],
      title,
      outcome: 'passed',
      points: kept ? maxPoints : 0,
      maxPoints,
      message: '',
      detail: '',
      at: null,
      ...change,
    };
  });
  const faults = checks.filter(({ outcome }) => outcome === 'graderFault');
  const status = faults.length > 0 ? 'withheld' : statusOf(checks);
  return {
    exercise: sample.exercise,
    title: sample.title,
    file: sample.file,
    status,
    points: status === 'withheld' ? null : checks.reduce((sum, { points }) => sum + points, 0),
    maxPoints: checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    checks,
    faults: faults.slice(0, 1).map(({ category, message }) => ({ stage: category, detail: message })),
  };
}

/** Every check not run, for `message`. */
export function sampleNotRun(sample: SampleExercise, status: 'todo' | 'missing', message: string): ExerciseGrade {
  const changes = Object.fromEntries(sample.checks.map(([id]) => [id, { outcome: 'notRun' as const, message }]));
  return { ...sampleExercise(sample, changes), status };
}

function statusOf(checks: readonly CheckGrade[]): 'passed' | 'failed' | 'todo' {
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return checks.every(({ outcome }) => outcome !== 'notRun') ? 'passed' : 'todo';
}
