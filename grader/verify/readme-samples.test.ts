import { describe, expect, it } from 'vitest';
import { PyTypeError } from '../../exercises/kit/errors.ts';
import { samplesOf, showSampleValue } from './readme-samples.ts';

const README = [
  '# Title',
  '```python',
  '1 + 1 # → 2',
  '```',
  '```ts',
  "import { f } from './f.ts';",
  'f(1); // → 2',
  '  f(2) // → [1,2]',
  '```',
].join('\n');

describe('samplesOf', () => {
  it('takes the ts fences and the lines that show a value', () => {
    expect(samplesOf(README)).toEqual([
      {
        line: 6,
        shown: [
          { line: 7, expression: 'f(1)', expected: '2' },
          { line: 8, expression: 'f(2)', expected: '[1,2]' },
        ],
        code: "import { f } from './f.ts';\n__show(7, () => (f(1)));\n  __show(8, () => (f(2)));",
      },
    ]);
  });
});

describe('showSampleValue', () => {
  it.each<readonly [string, () => unknown, string]>([
    ['text as it is', () => 'a b', 'a b'],
    ['an int', () => 42n, '42'],
    ['a list', () => [1, 'a'], '[1,"a"]'],
    ['nothing', () => null, 'null'],
    [
      "an exception of Python's",
      () => {
        throw new PyTypeError('no');
      },
      'raises TypeError: no',
    ],
    [
      "an exception of JavaScript's",
      () => {
        throw new RangeError('no');
      },
      'raises RangeError: no',
    ],
  ])('shows %s', (_name, compute, text) => {
    expect(showSampleValue(compute)).toBe(text);
  });
});
