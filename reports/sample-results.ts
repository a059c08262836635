import { type CheckGrade, gradeSubmission } from '../grader/core/grade.ts';
import type { Results } from '../grader/core/results.ts';
import { type Changes, FIELDS, MRO, OBMALLOC, sampleExercise, sampleNotRun } from './sample-checks.ts';

const WAITS_FOR_BEHAVIOUR = { outcome: 'notRun', message: 'Waits for all of the behaviour.' } as const;

/** A merge that takes the first head it sees. */
const wrongMerge: Changes = {
  'behaviour/diamond': failed(
    'A common base comes after all of its children. At step 4, class D(B, C): expected [D, B, C, A, object], actual [D, B, A, C, object]',
    `
    1  class A
    2  class B(A)
    3  class C(A)
  → 4  class D(B, C)

expected  [D, B, C, A, object]
actual    [D, B, A, C, object]`,
    { line: 31, column: 5 },
  ),
  'behaviour/conflict': { outcome: 'notRun', message: 'Waits for behaviour/diamond.' },
  'behaviour/private-lattices': { outcome: 'notRun', message: 'Waits for behaviour/diamond.' },
  'performance/ladder': WAITS_FOR_BEHAVIOUR,
};

const mutatesBases: Changes = {
  'structure/no-mutation-of-bases': {
    outcome: 'failed',
    message:
      "Copy a base's MRO before taking heads off it: `shift()` here empties the list that the base itself keeps.",
    at: { line: 22, column: 9 },
  },
  'performance/ladder': {
    outcome: 'failed',
    points: 1.25,
    message: 'Comparisons: 18400; full points up to 12000, none from 30000.',
  },
};

const queueNotStack: Changes = {
  'structure/state-in-memory': {
    outcome: 'failed',
    message:
      'Keep the free list in simulated memory: the field `free` is an array of the host, which costs no read or write.',
    at: { line: 14, column: 3 },
  },
  'behaviour/reuse': failed(
    'The block freed last is handed out first. At step 6, malloc(20): expected 0x40048, actual 0x40030',
    `
    1  a = malloc(24)
    2  b = malloc(24)
    3  c = malloc(24)
    4  free(a)
    5  free(b)
  → 6  malloc(20)

expected  0x40048
actual    0x40030

pool 0x40000  size class 2 (24 bytes)  used, 1 of 168 blocks
  0x40030  ░░ free, next 0x0        ← handed out
  0x40048  ░░ free, next 0x40030    ← freeblock
  0x40060  ██ in use
  0x40078  ·· never carved …`,
    { line: 88, column: 12 },
  ),
  'behaviour/pool-transitions': failed(
    'A pool that was full is used again after one free. At step 169, free(0x40030): expected 1 pool in usedpools[2], actual 0',
    `
  … 148 earlier steps
    168  malloc(24)
  → 169  free(0x40030)

expected  usedpools[2]: pool 0x40000
actual    usedpools[2]: empty`,
    { line: 131, column: 7 },
  ),
  'behaviour/arenas': failed(
    'An arena whose pools are all free is given back. At step 12, free(0x40030): expected 0 arenas, actual 1',
    '',
  ),
  'behaviour/private-traces': {
    outcome: 'failed',
    message: 'A private scenario of this concept differs from the reference.',
  },
  'performance/accesses': WAITS_FOR_BEHAVIOUR,
  'performance/growth': WAITS_FOR_BEHAVIOUR,
  'performance/churn': WAITS_FOR_BEHAVIOUR,
};

const measured: Changes = {
  'performance/accesses': { message: 'Accesses per call: 11.2; full points up to 14, none from 28.' },
  'performance/growth': {
    message: 'Cost at the largest size over cost at the smallest: 1.04 (between 0.97 and 1.1); at most 1.8.',
  },
  'performance/churn': { message: "CPU time over the reference's: 0.86 (between 0.81 and 0.9); at most 2.25." },
};

const unsureChurn: Changes = {
  ...measured,
  'performance/churn': {
    outcome: 'inconclusive',
    message:
      "CPU time over the reference's: 2.21 (between 2.02 and 2.44); at most 2.25. No verdict within the budget: full points.",
  },
};

const hangs: Changes = {
  'behaviour/declares-fields': failed('The code did not end within its time limit.', ''),
  'behaviour/converts': { outcome: 'notRun', message: 'Waits for behaviour/declares-fields.' },
  'behaviour/rejects': { outcome: 'notRun', message: 'Waits for behaviour/declares-fields.' },
  'behaviour/unknown-names': { outcome: 'notRun', message: 'Waits for behaviour/declares-fields.' },
  'structure/shape': { outcome: 'notRun', message: 'Waits for half of the behaviour points.' },
  'structure/no-metaclass': { outcome: 'notRun', message: 'Waits for half of the behaviour points.' },
  'structure/no-decorator': { outcome: 'notRun', message: 'Waits for half of the behaviour points.' },
  'performance/set-attribute': WAITS_FOR_BEHAVIOUR,
};

const noCause: Changes = {
  'behaviour/rejects': failed(
    "A value that does not convert raises TypeError with its cause. At step 3, Movie(title='Up', year='MMIX'): expected raises TypeError: 'MMIX' is not compatible with year:int, actual raises TypeError: MMIX is not compatible with year:int",
    `
    1  class Movie(Checked): title: str; year: int
    2  Movie(title='Up', year=2009)
  → 3  Movie(title='Up', year='MMIX')

expected  raises TypeError: 'MMIX' is not compatible with year:int
          from ValueError: invalid literal for int() with base 10: 'MMIX'
actual    raises TypeError: MMIX is not compatible with year:int`,
    { line: 19, column: 13 },
  ),
  'performance/set-attribute': WAITS_FOR_BEHAVIOUR,
};

const faulty: Changes = {
  'performance/accesses': { outcome: 'graderFault', message: 'The measuring process could not be started.' },
  'performance/growth': { outcome: 'graderFault', message: 'The measuring process could not be started.' },
  'performance/churn': { outcome: 'graderFault', message: 'The measuring process could not be started.' },
};

/** A fixed, realistic set of results: every status and every outcome occurs. For tests and pictures. */
export const SAMPLE_RESULTS: Results = {
  schema: 'ouroboros/results/1',
  versions: { ouroboros: '0.1.0', node: '20.20.2' },
  seed: 20261122,
  isolation: {
    level: 'bubblewrap',
    sentence: 'Student code ran in bubblewrap: no network, no writable file, a process namespace of its own.',
    lost: [],
  },
  submissions: [
    gradeSubmission('alice', [sampleExercise(MRO), sampleExercise(FIELDS), sampleExercise(OBMALLOC, measured)]),
    gradeSubmission('bob', [
      sampleExercise(MRO, wrongMerge),
      sampleExercise(FIELDS),
      sampleExercise(OBMALLOC, queueNotStack),
    ]),
    gradeSubmission('carla', [
      sampleExercise(MRO, mutatesBases),
      sampleExercise(FIELDS, noCause),
      sampleExercise(OBMALLOC, unsureChurn),
    ]),
    gradeSubmission('dmitri', [
      sampleExercise(MRO),
      sampleExercise(FIELDS, hangs),
      sampleNotRun(OBMALLOC, 'todo', 'to do: find the pool for a size class and hand out its first free block'),
    ]),
    gradeSubmission('eun-ji', [sampleExercise(MRO), sampleExercise(FIELDS), sampleExercise(OBMALLOC, faulty)]),
    gradeSubmission(
      'fatima',
      [
        sampleExercise(MRO, wrongMerge),
        sampleNotRun(FIELDS, 'missing', 'The file is missing.'),
        sampleNotRun(OBMALLOC, 'missing', 'The file is missing.'),
      ],
      ['The folder old-versions/ is not an exercise and was not graded.'],
    ),
    gradeSubmission('gustavo', [
      sampleNotRun(MRO, 'todo', 'to do: merge the MROs of the bases and the list of the bases'),
      sampleNotRun(FIELDS, 'todo', 'to do: turn the type hints of a subclass into fields'),
      sampleNotRun(OBMALLOC, 'todo', 'to do: find the pool for a size class and hand out its first free block'),
    ]),
  ],
};

function failed(message: string, steps: string, at: CheckGrade['at'] = null) {
  return { outcome: 'failed', message, detail: steps === '' ? '' : `${message}\n${steps}`, at } as const;
}
