import { describe, expect, it } from 'vitest';
import { compareMro, type MroComparison } from './compare-mro.ts';
import { OBJECT_MODEL_RECORDINGS, readObjectModelRecording } from './recording.ts';

/** Steps that C3 decides in each recording: fewer compared would mean that the comparison looks away. */
const COMPARED = {
  named: { mro: 11, made: 218, refused: 9 },
  random: { mro: 1783, made: 5183, refused: 345 },
} as const;

describe('compareMro', () => {
  for (const [name, file] of Object.entries(OBJECT_MODEL_RECORDINGS)) {
    const comparisons = readObjectModelRecording(file).scenarios.flatMap(compareMro);

    it(`agrees with CPython on every step of the ${name} scenarios that C3 decides`, () => {
      expect(comparisons.filter(({ recorded, reference }) => recorded !== reference)).toEqual([]);
    });

    it(`compares all such steps of the ${name} scenarios`, () => {
      expect(countKinds(comparisons)).toEqual(COMPARED[name as keyof typeof COMPARED]);
    });
  }

  it('reports an order that the reference would not give', () => {
    const steps = [
      { op: 'class', name: 'A', expect: {} },
      { op: 'class', name: 'B', bases: ['A'], expect: {} },
      { op: 'mro', cls: 'B', expect: { result: ['B', 'object', 'A'] } },
    ];
    const [, , reading] = compareMro({ name: 'made up', steps });
    expect(reading).toEqual({
      scenario: 'made up',
      step: 2,
      kind: 'mro',
      recorded: 'B,object,A',
      reference: 'B,A,object',
    });
  });

  it('leaves out what a metaclass, a builtin base or a __bases__ assignment has a hand in', () => {
    const steps = [
      { op: 'class', name: 'M', bases: ['type'], expect: {} },
      { op: 'class', name: 'A', metaclass: 'M', expect: {} },
      { op: 'class', name: 'B', bases: ['A'], expect: {} },
      { op: 'class', name: 'I', bases: ['int'], expect: {} },
      { op: 'mro', cls: 'B', expect: { result: ['B', 'A', 'object'] } },
      { op: 'set_bases', cls: 'B', bases: ['I'], expect: {} },
      { op: 'class', name: 'C', expect: {} },
    ];
    expect(compareMro({ name: 'made up', steps })).toEqual([]);
  });
});

function countKinds(comparisons: readonly MroComparison[]): Record<MroComparison['kind'], number> {
  const counts = { mro: 0, made: 0, refused: 0 };
  for (const { kind } of comparisons) counts[kind] += 1;
  return counts;
}
