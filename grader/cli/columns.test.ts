import { describe, expect, it } from 'vitest';
import { beside, fold } from './columns.ts';

const LONG = 'a'.repeat(70);

describe('fold', () => {
  it.each<[what: string, text: string, lines: readonly string[]]>([
    ['leaves what fits', `${'a'.repeat(40)}\n\nb`, ['a'.repeat(40), '', 'b']],
    [
      'breaks at the last space that fits',
      `${'a'.repeat(39)} b ${'c'.repeat(38)}`,
      [`${'a'.repeat(39)}`, `b ${'c'.repeat(38)}`],
    ],
    ['breaks a word that is too long', LONG, ['a'.repeat(40), 'a'.repeat(30)]],
    ['breaks an indented word that is too long', `  ${LONG}`, [`  ${'a'.repeat(38)}`, 'a'.repeat(32)]],
  ])('%s', (_what, text, lines) => {
    expect(fold(text, 40)).toEqual(lines);
  });
  it('does not break narrower than can be read', () => {
    expect(fold('a'.repeat(32), 5)).toEqual(['a'.repeat(32)]);
  });
});

describe('beside', () => {
  const [left, right] = [
    { head: '\x1b[2mleft\x1b[22m', text: 'one\ntwo' },
    { head: 'right', text: `${LONG}` },
  ];
  it('puts two columns beside each other; colours take no room', () => {
    expect(beside(left, right, { indent: '  ', columns: 86 }).split('\n')).toEqual([
      `  \x1b[2mleft\x1b[22m${' '.repeat(36 + 4)}right`,
      `  one${' '.repeat(37 + 4)}${'a'.repeat(40)}`,
      `  two${' '.repeat(37 + 4)}${'a'.repeat(30)}`,
    ]);
  });
  it('puts one under the other where there is no room', () => {
    expect(beside(left, right, { indent: '  ', columns: 60 }).split('\n')).toEqual([
      '  \x1b[2mleft\x1b[22m',
      '  one',
      '  two',
      '',
      '  right',
      `  ${'a'.repeat(58)}`,
      `  ${'a'.repeat(12)}`,
    ]);
  });
});
