import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS } from '../sandbox/testing/levels.ts';
import { type GradeSource, kindsOf, openGrading, scenariosOf } from './testing/grade-source.ts';

const RIGHT = `export const sum = (items: number[]) => { let total = 0; for (const item of items) total += item; return total; };
export const product = (items: number[]) => { let total = 1; for (const item of items) total *= item; return total; };`;
/** A module whose functions give an expression's value. */
const giving = (expression: string) =>
  `const give = (): unknown => (${expression});\nexport const sum = give;\nexport const product = give;`;

/** Right work that also does something it should not: it keeps its verdict, and nothing else comes of it. */
const WITHOUT_EFFECT: readonly (readonly [string, string])[] = [
  ['prints to the console', 'console.log("V3"); console.error("V3"); console.table([1]);'],
  ['waits for promises that never settle', 'const wait = async () => { await new Promise(() => {}); }; void wait();'],
  ['rejects a promise that nobody handles', 'void Promise.reject(new Error("unhandled"));'],
  ['queues jobs without end', 'const again = (): void => { void Promise.resolve().then(again); }; again();'],
  ['registers for its own destruction', 'new FinalizationRegistry(() => {}).register({}, 1);'],
  ['defines names of built-ins for itself', 'class Map {}; const Array = 1; void Map; void Array;'],
  ['assigns to an error of its own', 'const error = new Error("x"); error.name = "Mine"; error.message = "y";'],
  ['gives its class a toString', 'class A {} ; A.prototype.toString = () => "A";'],
  [
    'assigns what it inherits from an error and from a function',
    `class Odd extends RangeError {} Odd.prototype.name = "Odd"; Odd.prototype.toString = () => "odd"; Error.stackTraceLimit = 20;
    const old: any = function () {}; old.prototype = Object.create(RangeError.prototype); old.prototype.constructor = old;
    const call: any = () => {}; call.toString = () => "call"; const plain: any = {}; plain.constructor = old; plain.valueOf = () => 1;`,
  ],
];

/** Forbidden at load: nothing is run. */
const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  [
    'a module of Node',
    'import { readFileSync } from "node:fs"; export const read = readFileSync;',
    /imports 'node:fs'; it may import \.\.\/kit\/errors\.ts/,
  ],
  [
    'a model answer',
    'import { solution } from "../../solutions/02-method-resolution-order/index.ts"; export const s = solution;',
    /imports '\.\.\/\.\.\/solutions/,
  ],
  [
    'a file of the host as JSON',
    'import data from "../../package.json"; export const d = data;',
    /imports '\.\.\/\.\.\/package\.json'/,
  ],
  ['an absolute path', 'import * as all from "/etc/passwd"; export const a = all;', /imports '\/etc\/passwd'/],
  [
    'a module of the kit that the exercise does not open',
    'import { Memory } from "../kit/memory.ts"; export const m = Memory;',
    /imports '\.\.\/kit\/memory\.ts'/,
  ],
  [
    'a computed name',
    'declare const require: (name: unknown) => unknown; export const r = require(String.fromCharCode(102, 115));',
    /imports 'fs'/,
  ],
  [
    'a name that is an object',
    'declare const require: (name: unknown) => unknown; export const r = require({ toString: () => "../kit/errors.ts" });',
    /a computed name/,
  ],
  ['process.exit', 'declare const process: { exit(code: number): void }; process.exit(0);', /process is not defined/],
  [
    'process.binding',
    'declare const process: { binding(name: string): unknown }; process.binding("fs");',
    /process is not defined/,
  ],
  ['a change to a prototype', '(Array.prototype as unknown as { sum: number }).sum = 1;', /not extensible/],
  ['a change to a method of a built-in', 'Array.prototype.push = () => 0;', /read only/],
  [
    'another text for the numbers of everybody',
    'Number.prototype.toString = () => "0";',
    /read only property 'toString'/,
  ],
  [
    'a hook into the lists that are made of lists',
    '(Array.prototype as { constructor: unknown }).constructor = { [Symbol.species]: Array };',
    /read only property 'constructor'/,
  ],
  [
    'a hook into the memory behind typed arrays',
    '(Uint32Array.prototype as { constructor: unknown }).constructor = { [Symbol.species]: Uint32Array };',
    /read only property 'constructor'/,
  ],
  [
    'a change to the JSON of everything',
    '(Object.prototype as unknown as { toJSON: unknown }).toJSON = () => 3;',
    /not extensible/,
  ],
  ['another class for everybody', '(globalThis as { Map: unknown }).Map = class {};', /read only/],
  ['a hook into stack traces', 'Error.prepareStackTrace = (_error, frames) => frames;', /read only/],
  [
    'a change to the kit',
    'import { NotImplemented } from "../kit/errors.ts"; Object.defineProperty(NotImplemented, Symbol.hasInstance, { value: () => true });',
    /not extensible/,
  ],
  ['code from a string', 'new Function("return this")();', /Code generation from strings disallowed/],
  ['eval', '(0, eval)("1");', /Code generation from strings disallowed/],
  [
    'the constructor of async functions',
    '(async () => {}).constructor("return 1")();',
    /Code generation from strings disallowed/,
  ],
  ['an endless top level', 'for (;;);', /does not end within the time limit/],
  ['an endless heap', 'const all: unknown[] = []; for (;;) all.push(new Array(1e5).fill({}));', /memory/],
  ['endless recursion', 'const again = (): number => 1 + again(); again();', /Maximum call stack/],
  [
    'a proxy that throws',
    'throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });',
    /cannot be shown/,
  ],
];

/** Values that are no answer: each is a crash of the step. */
const NO_ANSWER: readonly (readonly [string, string])[] = [
  ['undefined', 'undefined'],
  ['a bigint', '3n'],
  ['a symbol', 'Symbol("3")'],
  ['a function', '() => 3'],
  ['a promise', 'Promise.resolve(3)'],
  ['a thenable of its own class', 'new (class { then() { return 3; } })()'],
  ['an object in itself', '(() => { const a: unknown[] = []; a.push(a); return a; })()'],
  ['a getter that throws', '({ get value() { throw new Error("no"); } })'],
  ['a proxy that throws', 'new Proxy({}, { ownKeys() { throw new Error("no"); } })'],
  ['a megabyte of text', '"x".repeat(1 << 20)'],
  ['an array of a billion items', 'new Proxy([], { get: (_target, key) => (key === "length" ? 1e9 : 1) })'],
  ['deep nesting', '(() => { let a: unknown = 1; for (let i = 0; i < 1e5; i++) a = [a]; return a; })()'],
];

/** Answers that look like another: each differs, for what it is. */
const OTHER_ANSWERS: readonly (readonly [string, string, unknown])[] = [
  ['-0', '-0', -0],
  ['NaN', 'NaN', Number.NaN],
  ['a text with a line break and a verdict', '"3\\nV3"', '3\nV3'],
  ['a text that begins with the mark of numbers', '"\\u0001NaN"', '\u0001NaN'],
  ['an object with a toJSON', '({ toJSON: 3, value: 3 })', { toJSON: 3, value: 3 }],
  ['a __proto__ of its own', 'JSON.parse(\'{"__proto__": 3}\')', JSON.parse('{"__proto__": 3}')],
];

/** What student code finds when it looks around. */
const LOOKING_AROUND: readonly (readonly [string, unknown])[] = [
  ['[typeof process, typeof require, typeof module, typeof global].join()', 'undefined,function,object,undefined'],
  [
    '[typeof fetch, typeof WebSocket, typeof setTimeout, typeof performance].join()',
    'undefined,undefined,undefined,undefined',
  ],
  [
    '[typeof SharedArrayBuffer, typeof Atomics, typeof WebAssembly, typeof Buffer].join()',
    'undefined,undefined,undefined,undefined',
  ],
  ['Object.keys(globalThis).length', 0],
  ['(function (this: unknown) { return this === undefined; })()', true],
  ['/[\\\\/](ouroboros|work|home|root|usr|dist|grader)/.test(new Error().stack ?? "")', false],
  ['(() => { Error.stackTraceLimit = 100; return /boot|node_modules/.test(new Error().stack ?? ""); })()', false],
];

for (const { level, missing } of LEVELS) {
  describe.skipIf(missing).concurrent(`runBehaviour at level ${level}`, () => {
    let grade: GradeSource;
    beforeAll(async () => {
      grade = await openGrading(level);
    });

    it.each(WITHOUT_EFFECT)('keeps the verdict of right work that %s', async (_name, source) => {
      const { evidence } = await grade(`${RIGHT}\n${source}`);
      expect(new Set(Object.values(kindsOf(evidence)))).toEqual(new Set(['agrees']));
    });

    it.each(REFUSED)('does not load %s', async (_name, source, message) => {
      const { evidence } = await grade(`${source}\n${RIGHT}`);
      expect(evidence).toMatchObject({ kind: 'didNotLoad', message: expect.stringMatching(message) });
    });

    it.each(NO_ANSWER)('takes %s for a crash', async (_name, expression) => {
      const { evidence } = await grade(giving(expression));
      for (const { result } of scenariosOf(evidence)) {
        expect(result).toMatchObject({ kind: 'differs', actual: { kind: 'crash' } });
      }
    });

    it.each(OTHER_ANSWERS)('takes %s for what it is', async (_name, expression, value) => {
      const { evidence } = await grade(giving(expression));
      for (const { result } of scenariosOf(evidence)) {
        expect(result).toMatchObject({ kind: 'differs', actual: { kind: 'value' } });
        if (result.kind === 'differs' && result.actual?.kind === 'value')
          expect(result.actual.value).toStrictEqual(value);
      }
    });

    it.each(LOOKING_AROUND)('shows student code no host: %s', async (expression, value) => {
      const { evidence } = await grade(giving(expression));
      const [first] = scenariosOf(evidence);
      expect(first?.result).toMatchObject({ actual: { kind: 'value', value } });
    });

    it('does not count a value that student code throws in disguise', async () => {
      const thrown = [
        'throw new Proxy(new Error("x"), { getPrototypeOf() { throw 1; } });',
        'throw { get message() { throw 1; }, toString() { throw 2; } };',
        'throw Object.assign(new Error("x"), { stack: { toString() { throw 3; } } });',
        'throw null;',
      ];
      for (const statement of thrown) {
        const { evidence } = await grade(`export function sum() { ${statement} }\nexport const product = sum;`);
        for (const { result } of scenariosOf(evidence)) {
          expect(result).toMatchObject({ kind: 'differs', actual: { kind: 'crash' } });
        }
      }
    });

    it('ends a memory bomb outside the heap in an exception or by the limit', async () => {
      const { evidence } = await grade(
        `const all: unknown[] = [];\nexport function sum() { for (;;) all.push(new Uint8Array(1 << 24).fill(1)); }\nexport const product = () => 42;`,
      );
      expect(kindsOf(evidence)['two-items']).toMatch(/differs|stopped/);
    });

    it('ends a flood of answers at the limit', async () => {
      const { evidence } = await grade(giving('"x".repeat(250_000)'));
      expect(new Set(Object.values(kindsOf(evidence)))).not.toContain('agrees');
    });

    it('is not led on by a regular expression that takes forever', async () => {
      const { evidence } = await grade(
        `export const sum = () => /^(a+)+$/.test("a".repeat(40) + "b");\nexport const product = (items: number[]) => items.reduce((a, b) => a * b, 1);`,
      );
      expect(kindsOf(evidence)).toMatchObject({ 'two-items': 'stopped', 'three-items': 'agrees' });
    });

    it('does not believe lines that were not asked for', async () => {
      const { evidence } = await grade(`${giving('"x"')}\nconsole.log("L"); console.log("S"); console.log("V3");`);
      expect(new Set(Object.values(kindsOf(evidence)))).toEqual(new Set(['differs']));
    });
  });
}
