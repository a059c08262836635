import type { BehaviourCheck, Manifest } from '../kit/manifest.ts';

function shown(id: string, title: string, after: readonly string[]): BehaviourCheck {
  return { id, title, points: 0.5, visibility: 'public', after };
}

function hidden(id: string, title: string, after: readonly string[]): BehaviourCheck {
  return { id, title, points: 0.5, visibility: 'private', after };
}

export const manifest: Manifest = {
  id: '02-method-resolution-order',
  title: 'The method resolution order',
  section: 'Classes are objects',
  models: 'Objects/typeobject.c: mro_implementation, pmerge, set_mro_error (CPython 3.11)',
  file: 'mro.ts',
  exports: ['mro'],
  minutes: 60,
  points: 10,
  kit: ['classes', 'errors'],
  behaviour: [
    shown('chain', 'A chain of single bases is its own order', []),
    shown('diamond', 'A base that several bases share comes once, behind all of them', ['chain']),
    shown('paper-example', 'The examples of the Python 2.3 paper come out as printed there', ['diamond']),
    shown('local-precedence', 'The bases keep the order of the class statement', ['chain']),
    shown('monotonic', 'The order of every base is kept', ['diamond']),
    shown('same-name', 'Two classes of one name stay two classes', ['chain']),
    shown('conflict-message', 'Where no order keeps all lists, the error names the heads of the lists left', [
      'diamond',
      'same-name',
    ]),
    shown('duplicate-base', 'A base that stands twice in the list is refused before the merge', ['chain']),
    shown('bases-untouched', 'The orders of the bases are as before', ['chain']),
    hidden('any-hierarchy', 'The order is right for generated hierarchies, wide and deep ones among them', [
      'diamond',
      'paper-example',
      'local-precedence',
      'monotonic',
    ]),
    hidden('any-conflict', 'The error is right for generated hierarchies without an order', [
      'local-precedence',
      'conflict-message',
      'duplicate-base',
    ]),
    hidden('any-names', 'The order is right for generated hierarchies in which names repeat', [
      'local-precedence',
      'monotonic',
      'same-name',
    ]),
  ],
  structure: [
    { id: 'shape', title: 'The module exports mro with the types of the contract', points: 0.5 },
    { id: 'bases-untouched', title: 'The lists of the bases are read, never written', points: 0.5 },
    {
      id: 'merge-written-out',
      title: 'The merge is written out: neither JavaScript’s own inheritance nor a sort computes the order',
      points: 0.5,
    },
    { id: 'identity-not-names', title: 'Classes are told apart by identity, never by name', points: 0.5 },
  ],
  performance: [
    {
      id: 'reads',
      title: 'An entry of the bases’ orders is read a few times',
      points: 1,
      kind: 'counted',
      workload: 'counted-ladder',
      size: 100,
      figure: 'reads per entry',
      band: { full: 8, none: 24 },
    },
    {
      id: 'growth',
      title: 'An entry costs much the same in a short ladder of diamonds and in a long one',
      points: 1,
      kind: 'growth',
      workload: 'ladder',
      sizes: [50, 200, 800, 1600],
      maxRatio: 2.2,
    },
  ],
  limits: { cpuSeconds: 1, stepCpuMs: 100, wallMs: 10_000, memoryMiB: 256 },
  hints: [
    'The lists to merge are the orders of the bases, in the order of the bases, and behind them the list of the bases itself. The new class comes first and is not part of the merge.',
    'Again and again: go through the lists from the first one, take the first head that stands in no tail, append it, and strike it off every list whose head it is. A list without its head is the same list with its cursor one further: nothing needs to be removed. When no head can be taken and a list is left, the error names the heads, each class once.',
    'Before the merge, count in a Map how often each class stands in a tail. When a cursor moves on, the class that becomes the head stands in one tail less. A head can be taken exactly when its count is 0, and no tail needs to be searched.',
  ],
};
