import { describe, expect, it } from 'vitest';
import { ruleBench } from './rule-bench.ts';
import { shape } from './shape.ts';

const ofMro = ruleBench(shape, '02-method-resolution-order');
const ofChecked = ruleBench(shape, '06-init-subclass');
const ofObmalloc = ruleBench(shape, '17-obmalloc');

const ALLOCATOR_BUT_FREE = `
  constructor(readonly_: System) { void readonly_; }
  malloc(size: number): Address { return size as Address; }
  calloc(count: number, size: number): Address { return (count * size) as Address; }
  realloc(address: Address, size: number): Address { return (address + size) as Address; }`;

describe(shape.id, () => {
  it.each([
    ['a function declaration', 'export function mro(cls: PyClass): readonly PyClass[] { return [cls]; }'],
    ['an arrow function', 'export const mro = (cls: PyClass) => [cls];'],
    ['a name given at the export', 'function order(cls: PyClass) { return [cls]; }\nexport { order as mro };'],
    ['more exports than asked for', 'export const mro = (cls: PyClass) => [cls];\nexport const more = 1;'],
    [
      'an error in a body, which is behaviour’s to find',
      'export function mro(cls: PyClass): PyClass[] { return [cls.nonsense]; }',
    ],
    [
      'a wider parameter',
      'export function mro(cls: { readonly bases: readonly PyClass[] }): readonly PyClass[] { return cls.bases; }',
    ],
    [
      'a function that the compiler is told not to check',
      '// @ts-nocheck\nexport const mro = (cls: PyClass) => [cls];',
    ],
  ])('accepts %s', (_name, code) => {
    expect(ofMro(code)).toEqual([]);
  });

  it('accepts a class with private members beside those of the contract', () => {
    const code = `export class Obmalloc {\n  #heads: Address[] = [];${ALLOCATOR_BUT_FREE}\n  free(address: Address): void { void [address, this.#heads]; }\n}`;
    expect(ofObmalloc(code)).toEqual([]);
  });

  it.each([
    [
      'no export',
      'export const order = 1;',
      { advice: 'Export `mro`: contract.ts asks for it.', at: { line: 0, column: 1 } },
    ],
    ['an export of a type', 'export interface mro { a: 1 }', { at: { line: 1, column: 18 } }],
    [
      'a result of another type',
      'export function mro(cls: PyClass): string { return cls.name; }',
      { at: { line: 1, column: 17 } },
    ],
    [
      'a parameter too many',
      'export function mro(cls: PyClass, depth: number) { void depth; return [cls]; }',
      { at: { line: 1, column: 17 } },
    ],
    ['an export that is any', 'export const mro: any = (cls: PyClass) => [cls];', { at: { line: 1, column: 14 } }],
    ['an export that is never', 'export const mro = undefined as never;', { at: { line: 1, column: 14 } }],
    [
      'a parameter without a type',
      'export function mro(cls) { return [cls]; }',
      { advice: expect.stringContaining('parameter `cls`'), at: { line: 1, column: 21 } },
    ],
    [
      'a list of any for a result',
      'export function mro(cls: PyClass): any[] { return [cls]; }',
      { at: { line: 1, column: 36 } },
    ],
    [
      'a mismatch under @ts-nocheck',
      '// @ts-nocheck\nexport function mro(cls: PyClass): string { return cls.name; }',
      { at: { line: 2, column: 17 } },
    ],
    [
      'a mismatch under @ts-ignore',
      '// @ts-ignore\nexport function mro(cls: PyClass): string { return cls.name; }',
      { at: { line: 2, column: 17 } },
    ],
  ])('reports %s', (_name, code, finding) => {
    expect(ofMro(code)).toContainEqual(expect.objectContaining({ rule: 'shape', ...finding }));
  });

  it('reports the member of a class that does not fit, with the text of the contract', () => {
    const code = `export class Obmalloc {${ALLOCATOR_BUT_FREE}\n  free(address: string): void { void address; }\n}`;
    expect(ofObmalloc(code)).toEqual([
      {
        rule: 'shape',
        advice:
          'Give the class the member `free(address: Address): void` of contract.ts: it is missing or has another type.',
        at: { line: 6, column: 3 },
      },
    ]);
  });

  it('reports each member that is missing', () => {
    expect(ofObmalloc('export class Obmalloc { constructor(system: System) { void system; } }')).toHaveLength(4);
  });

  it('reports a member that is any', () => {
    const code = `export class Field {\n  name: any;\n  constructor(name: string, make: PyValue) { this.name = [name, make]; }\n  __set__(instance: PyInstance, value: PyValue): void { void [instance, value]; }\n}\nexport const Checked: PyClass = object;`;
    expect(ofChecked(code)).toMatchObject([{ rule: 'shape', at: { line: 2, column: 3 } }]);
  });
});
