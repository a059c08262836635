import { describe, expect, expectTypeOf, it } from 'vitest';
import { readConversionsRecording } from '../object-model/checked/recording.ts';
import { float, int, str } from './converters.ts';

type Reading = readonly [text: string, wanted: number | string];

/** What CPython makes of text: a number, or the words it refuses it with. */
function recordedFor(name: string): readonly Reading[] {
  return readConversionsRecording().conversions.flatMap((row): readonly Reading[] => {
    // Longer text is cut short in CPython's messages.
    if (row.constructor !== name || typeof row.value !== 'string' || row.value.length > 100) return [];
    if (row.expect.kind === 'error') return [[row.value, row.expect.error.message]];
    const number = Number(row.repr?.replace('inf', 'Infinity'));
    return name === 'int' && !Number.isSafeInteger(number) ? [] : [[row.value, number]];
  });
}

describe.each([int, float])('$name', (convert) => {
  it('reads text as CPython does, and refuses it in the same words', () => {
    const recorded = recordedFor(convert.name);
    expect(recorded.length).toBeGreaterThan(50);
    expect(recorded.map(([text]) => [text, outcome(() => convert(text))])).toEqual(recorded);
  });

  it.each([
    ['nothing', undefined, 0],
    ['a boolean', true, 1],
    ['a bigint', 42n, 42],
    ['a number', 7, 7],
  ])('takes %s', (_name, value, number) => {
    expect(convert(value)).toBe(number);
  });

  it('takes no list', () => {
    // @ts-expect-error: a list is not Numeric.
    expect(() => convert([])).toThrow(
      new RegExp(`^${convert.name}\\(\\) argument must be .* or a real number, not 'Array'$`),
    );
  });
});

describe('int', () => {
  it('cuts off what is behind the point', () => {
    expect([int(3.9), int(-3.9), int(-0.5)]).toEqual([3, -3, 0]);
  });

  it.each<[string, number | string | bigint, string]>([
    ['nan', Number.NaN, 'cannot convert float NaN to integer'],
    ['an infinity', -Infinity, 'cannot convert float infinity to integer'],
    ['2 ** 53 as a number', 2 ** 53, '9007199254740992 is beyond the whole numbers that a number holds exactly'],
    ['2 ** 53 as text', '9007199254740992', '9007199254740992 is beyond the whole numbers that a number holds exactly'],
    ['10 ** 400', 10n ** 400n, 'int too large to convert to float'],
  ])('refuses %s', (_name, value, message) => {
    expect(() => int(value)).toThrow(new RangeError(message));
  });
});

describe('str', () => {
  it('takes anything', () => {
    expect([str(), str('a'), str(42), str(null)]).toEqual(['', 'a', '42', 'null']);
  });
});

it('converters have types that a field can be inferred from', () => {
  expectTypeOf(int).parameter(0).toEqualTypeOf<string | number | bigint | boolean | undefined>();
  expectTypeOf(int).returns.toEqualTypeOf<number>();
  expectTypeOf(str).returns.toEqualTypeOf<string>();
});

function outcome(convert: () => number): number | string {
  try {
    return convert();
  } catch (error) {
    return error instanceof RangeError ? error.message : String(error);
  }
}
