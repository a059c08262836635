import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hear, observationFrom } from './read-lines.ts';

describe('hear', () => {
  it('sorts the lines of a run by scenario', () => {
    const { load, attempts } = hear(['H', 'L', 'S', 'V1', 'R{}', 'P3:7', 'E', 'S', 'V2', 'D']);
    expect(load).toEqual({ kind: 'loaded' });
    expect(attempts).toEqual([
      { lines: ['V1', 'R{}'], places: new Map([[1, { line: 3, column: 7 }]]), ended: true },
      { lines: ['V2', 'D'], places: new Map(), ended: false },
    ]);
  });

  it('hears no scenario before the module is loaded', () => {
    expect(hear(['S', 'V1', 'E']).attempts).toEqual([]);
    expect(hear(['X{"message":"no"}', 'L', 'S', 'V1']).load).toEqual({ kind: 'refused', message: 'no', at: null });
  });

  it.each([['X'], ['X{'], ['X1'], ['X{"message":1}'], ['X{"message":"m","at":7}']])(
    'takes %s for a refusal',
    (line) => {
      expect(hear([line]).load).toMatchObject({ kind: 'refused', at: null });
    },
  );

  it('throws for no lines whatever', () => {
    const kind = fc.constantFrom(...'HLXSVRTCPEMD?');
    const line = fc.tuple(kind, fc.oneof(fc.string(), fc.json())).map(([first, rest]) => first + rest);
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        for (const { lines: steps } of hear(lines).attempts) {
          for (const step of steps) expect(observationFrom(step, undefined).kind).toBeTypeOf('string');
        }
      }),
    );
  });
});

describe('observationFrom', () => {
  it('reads an error of Python’s with its causes', () => {
    const cause = { type: 'ValueError', message: 'no' };
    const error = { type: 'TypeError', message: 'm', cause };
    expect(observationFrom(`R${JSON.stringify(error)}`, undefined)).toEqual({ kind: 'error', error });
  });

  it.each([['R{"type":1,"message":"m"}'], ['R[]'], ['T1'], ['C{}'], ['V{'], ['Q1'], ['']])(
    'takes %s for a crash',
    (line) => {
      expect(observationFrom(line, undefined)).toEqual({ kind: 'crash', message: 'gave no readable answer' });
    },
  );
});
