/** The contender that all others are set beside: attributes as a program writes them, `p.age`. */
export const BASE = 'CPython';
/** The same with the name as a value, as ours has it: `getattr(p, 'age')`. */
export const BY_NAME = 'CPython, by name';
export const OURS = 'ours';

/** An operation of the object model. All contenders know it by its name. */
export interface Operation {
  readonly name: string;
  /** What it is in Python. */
  readonly python: string;
  /** How often it is done in a run. */
  readonly times: number;
  /** Our time over CPython's is to be this at most; null: nothing was set. */
  readonly atMost: number | null;
  /** Whether it can be said with the name as a value too. */
  readonly byName: boolean;
  /** An operation of the same group that it is to take no longer than: the same with a short MRO. */
  readonly shortest: string | null;
}

/** Operations that are timed in turn with each other. */
export interface Group {
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** The time with a long MRO is to be this many times that with a short one at most: the same, but for what a machine does. */
export const DEPTH_AT_MOST = 1.25;

const SHORT = 'class attribute, depth 1';

export const GROUPS: readonly Group[] = [
  {
    name: 'making classes',
    operations: [
      making('simple class', 'class A: x = 1; def f(self): …; def g(self): …', 20),
      making('three bases', 'class D(A, B, C): x = 1', 20),
      making('five descriptors', 'class A: a = D(); …; e = D(), where D has __set_name__, __get__, __set__', 20),
      making('diamond ladder', 'type("X", (left, right), {}): the top of 150 diamonds, an MRO of 451', 2),
      making('hundred bases', 'type("X", bases, {}) with 100 bases', 2),
    ],
  },
  {
    name: 'attributes',
    operations: [
      attribute('instance attribute', 'p.age'),
      attribute('four in turn', 'p.mass; p.unit; p.years; p.age: of the instance, its class, a property, the instance'),
      attribute('property', 'p.years: a property that returns self.age'),
      { ...attribute('method call', 'p.get(): returns self.age'), byName: false },
      attribute('set instance attribute', 'p.age = 5'),
    ],
  },
  {
    name: 'depth of the MRO',
    operations: [
      attribute(SHORT, 'p.deep, on the first class of the MRO'),
      { ...attribute('class attribute, depth 10', 'the same on the tenth'), shortest: SHORT },
      { ...attribute('class attribute, depth 100', 'the same on the hundredth'), shortest: SHORT },
      { ...attribute('changed, depth 100', 'Root.deep = 5; p.deep, on the hundredth'), byName: false, atMost: null },
    ],
  },
  {
    name: 'Checked, as the lecture has it',
    operations: [
      attribute('get, __init_subclass__', 'person.age'),
      attribute('get, decorator', 'person.age'),
      attribute('get, metaclass', 'person.age'),
      attribute('set, __init_subclass__', 'person.age = 5'),
      attribute('set, decorator', 'person.age = 5'),
      attribute('set, metaclass', 'person.age = 5'),
    ],
  },
  {
    name: 'super and isinstance',
    operations: [
      attribute('super', 'super(B, p).shared'),
      { ...attribute('super in a method', 'p.f(), which returns super().f()'), byName: false },
      { ...attribute('isinstance, own class', 'isinstance(p, A)'), byName: false },
      { ...attribute('isinstance, depth 10', 'isinstance(p, Root)'), byName: false },
    ],
  },
];

function making(name: string, python: string, times: number): Operation {
  return { name, python, times, atMost: 1, byName: false, shortest: null };
}

function attribute(name: string, python: string): Operation {
  return { name, python, times: 1_000, atMost: 1, byName: true, shortest: null };
}
