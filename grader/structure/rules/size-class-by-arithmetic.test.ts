import { describe, expect, it } from 'vitest';
import { reports, ruleBench } from './rule-bench.ts';
import { sizeClassByArithmetic } from './size-class-by-arithmetic.ts';

const findings = ruleBench(sizeClassByArithmetic, '17-obmalloc');
const SIZES = Array.from({ length: 16 }, (_, index) => (index + 1) * 8);
const list = SIZES.join(', ');

describe(sizeClassByArithmetic.id, () => {
  it.each([
    ['arithmetic', 'export const szidx = (size: number) => Math.floor((size - 1) / ALIGNMENT);'],
    ['shifts', 'export const szidx = (size: number) => (size - 1) >> 3;'],
    [
      'a table that is computed',
      'export const table = Array.from({ length: SIZE_CLASSES }, (_, n) => (n + 1) * ALIGNMENT);',
    ],
    ['a short list', 'export const list = [8, 16, 24, 32, 40, 48, 56, 64];'],
    ['many names', `export const list = [${SIZES.map(() => 'ALIGNMENT').join(', ')}];`],
    ['many strings', `export const list = [${SIZES.map((n) => `'${n}'`).join(', ')}];`],
    ['a few conditions', 'export function f(n: number) { if (n === 0) return 1; if (n > 512) return 2; return 3; }'],
  ])('accepts %s', (_name, code) => {
    expect(findings(code)).toEqual([]);
  });

  it.each([
    ['a list', `export const list = /*!*/[${list}];`],
    ['a list of pairs', `export const map = new Map(/*!*/[${SIZES.map((n) => `[${n}, ${n / 8 - 1}]`).join(', ')}]);`],
    ['an object', `export const map = /*!*/{ ${SIZES.map((n) => `${n}: ${n / 8 - 1}`).join(', ')} };`],
    ['arguments', `export const list = /*!*/Uint16Array.of(${list});`],
    ['numbers in a string', `export const list = /*!*/'${list}'.split(', ').map(Number);`],
    [
      'a switch',
      `export function f(n: number) { /*!*/switch (n) { ${SIZES.map((n) => `case ${n}: return ${n / 8};`).join(' ')} } return 0; }`,
    ],
    [
      'a ladder of else if',
      `export function f(n: number) { /*!*/${SIZES.map((n) => `if (n <= ${n}) return ${n / 8};`).join(' else ')} return 0; }`,
    ],
    [
      'a row of ifs',
      `export function f(n: number) { /*!*/${SIZES.map((n) => `if (n <= ${n}) return ${n / 8};`).join(' ')} return 0; }`,
    ],
    [
      'a chain of conditions',
      `export const f = (n: number) => /*!*/${SIZES.map((n) => `n <= ${n} ? ${n / 8} : `).join('')}0;`,
    ],
    ['bigints', `export const list = /*!*/[${SIZES.map((n) => `${n}n`).join(', ')}];`],
  ])('reports %s', (_name, code) => {
    expect(findings(code)).toEqual(reports(sizeClassByArithmetic, code));
  });
});
