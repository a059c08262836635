import type { GcStep } from '../../../reference/conformance/gc/step.ts';
import type { PlainScenario } from './shoot-film.ts';

const COLLECT: GcStep = { op: 'collect' };
const node = (id: string): GcStep => ({ op: 'new', id });
const set = (obj: string, field: string, to: string): GcStep => ({ op: 'set', obj, field, to });
const unbind = (...names: readonly string[]): readonly GcStep[] => names.map((name) => ({ op: 'unbind', name }));

/** Scenarios made to be looked at, from the simplest on. They run on the reference; no recording stands behind them. */
export const GC_EXAMPLES: readonly PlainScenario[] = [
  {
    name: 'example-cycle',
    rule: 'Two objects that refer to each other: no name reaches them, reference counts keep them, the collector finds them.',
    steps: [node('a'), node('b'), set('a', 'f0', 'b'), set('b', 'f0', 'a'), ...unbind('a', 'b'), COLLECT],
  },
  {
    name: 'example-self',
    rule: 'An object that refers to itself: the smallest cycle.',
    steps: [node('a'), set('a', 'f0', 'a'), ...unbind('a'), COLLECT],
  },
  {
    name: 'example-live-neighbour',
    rule: 'What garbage refers to need not be garbage: a name keeps the neighbour, and the neighbour keeps the other cycle.',
    steps: [
      ...['a', 'b', 'live', 'c', 'd'].map(node),
      set('a', 'f0', 'b'),
      set('b', 'f0', 'a'),
      set('b', 'f1', 'live'),
      set('c', 'f0', 'd'),
      set('d', 'f0', 'c'),
      set('live', 'f0', 'c'),
      ...unbind('a', 'b', 'c', 'd'),
      COLLECT,
    ],
  },
  {
    name: 'example-moved-back',
    rule: 'Objects that stand in the list before what refers to them are put aside first, and move back: the order changes.',
    steps: [
      ...['c', 'b', 'a'].map(node),
      set('a', 'f0', 'b'),
      set('b', 'f0', 'c'),
      ...unbind('b', 'c'),
      COLLECT,
      { op: 'objects', generation: 2 },
    ],
  },
  {
    name: 'example-resurrection',
    rule: 'A finalizer stores its object: that and all it refers to lives on, the rest of the garbage dies.',
    steps: [
      { op: 'new', id: 'a', finalizer: [{ op: 'bind', name: 'saved', to: 'self' }] },
      ...['b', 'c', 'd'].map(node),
      set('a', 'f0', 'b'),
      set('b', 'f0', 'a'),
      set('c', 'f0', 'd'),
      set('d', 'f0', 'c'),
      set('c', 'f1', 'a'),
      ...unbind('a', 'b', 'c', 'd'),
      COLLECT,
      ...unbind('saved'),
      COLLECT,
    ],
  },
  {
    name: 'example-callback',
    rule: 'Weak references to garbage are cleared before anything else; callbacks are called, newest first, then finalizers.',
    steps: [
      { op: 'new', id: 'a', finalizer: true },
      node('b'),
      set('a', 'f0', 'b'),
      set('b', 'f0', 'a'),
      { op: 'weakref', id: 'w1', target: 'a', callback: true },
      { op: 'weakref', id: 'w2', target: 'a', callback: true },
      { op: 'weakref', id: 'w3', target: 'b' },
      ...unbind('a', 'b'),
      { op: 'deref', id: 'w3' },
      COLLECT,
      { op: 'deref', id: 'w3' },
    ],
  },
  {
    name: 'example-generations',
    rule: 'Who survives grows older: a collection of generation 0 moves to 1, of 1 to 2. A full one starts from 2, 0, 1.',
    steps: [
      node('a'),
      { op: 'collect', generation: 0 },
      node('b'),
      { op: 'collect', generation: 1 },
      node('c'),
      { op: 'collect', generation: 0 },
      node('d'),
      COLLECT,
      { op: 'objects' },
    ],
  },
  {
    name: 'example-chain',
    rule: 'A chain of 300 dies from its head; after 50 nested releases the rest waits in the trashcan.',
    steps: [
      { op: 'new_many', prefix: 'n', count: 300, link: 'chain' },
      ...unbind(...Array.from({ length: 300 }, (_, index) => `n${299 - index}`)),
    ],
  },
  {
    name: 'example-ring',
    rule: 'A ring of 400: the first one cleared pulls the rest down by reference counts.',
    steps: [{ op: 'new_many', prefix: 'n', count: 400, link: 'ring', unbind: true }, COLLECT],
  },
];
