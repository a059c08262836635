import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { solution } from '../../solutions/17-obmalloc/index.ts';
import { closeCompiler, compileStudent } from '../compile/compile-student.ts';
import type { Measurement } from '../core/evidence.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { measurePerformance } from './measure-performance.ts';

/** In the sandbox, on a real exercise: what is measured is never asserted, what may be made of it is. */
describe('a measured submission', { timeout: 180_000 }, () => {
  const folder = join(PROJECT_ROOT, 'solutions/17-obmalloc');
  const model = readFileSync(join(folder, 'obmalloc.ts'), 'utf8');
  /** Right in all it answers, and reads far too much. */
  const slow = readFileSync(join(folder, 'wrong/count-by-walking.ts'), 'utf8');
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openSandbox();
  });
  afterAll(closeCompiler);

  async function measured(source: string): Promise<readonly Measurement[]> {
    const compiled = await compileStudent('obmalloc.ts', source);
    if (compiled.kind !== 'compiled') throw new TypeError('the sample does not compile');
    const { evidence } = await measurePerformance({ solution, compiled, sandbox });
    expect(evidence).toMatchObject({ kind: 'measured' });
    return evidence.kind === 'measured' ? evidence.measurements : [];
  }

  /** Put at the top of the constructor, where the counted machine is in reach. */
  function inConstructor(source: string, statements: string): string {
    const head = 'constructor(system: System) {';
    expect(source).toContain(head);
    return source.replace(head, `${head} const any: any = system; ${statements}`);
  }

  it('has a result for every check when it is the model answer, and no verdict against it', async () => {
    const measurements = await measured(model);
    expect(measurements.map(({ check }) => check).sort()).toEqual(
      solution.exercise.manifest.performance.map(({ id }) => id).sort(),
    );
    for (const { result } of measurements) {
      expect(['figure', 'ratio']).toContain(result.kind);
      if (result.kind === 'ratio') expect(result.verdict).not.toBe('beyond');
    }
  });

  it('is handed no frames of a stack by way of an iterator of its own', async () => {
    const looksAtFrames = `
      const iterate = Array.prototype[Symbol.iterator];
      let frames = 0;
      Array.prototype[Symbol.iterator] = function (this: any) { frames += 1; return iterate.call(this); } as any;
      void new Error().stack;
      Array.prototype[Symbol.iterator] = iterate;
      if (frames > 0) throw frames;\n`;
    const [first] = await measured(looksAtFrames + model);
    expect(first?.result.kind).toBe('figure');
  });

  it('gives no list a setter for what is put into it', async () => {
    const triesTo = `
      let refused = 0;
      for (const prototype of [Array.prototype, Object.prototype]) {
        try { Object.defineProperty(prototype, 0, { set() {}, configurable: true }); } catch { refused += 1; }
        Reflect.deleteProperty(prototype, 0);
      }
      if (refused < 2) throw refused;\n`;
    const [first] = await measured(triesTo + model);
    expect(first?.result.kind).toBe('figure');
  });

  it.each<[string, string]>([
    ['hides the counter of reads', inConstructor(slow, "Object.defineProperty(any.memory, 'reads', { value: 0 });")],
    [
      'puts another memory in the place of the counted one',
      inConstructor(slow, 'any.memory = { reads: 0, writes: 0 };'),
    ],
    ['replaces what samples are gathered with', `Array.prototype.push = function () { return 1; };\n${slow}`],
    ['replaces a function of Math for good', `Math.imul = () => 0;\n${slow}`],
    ['replaces it when the work begins', inConstructor(slow, 'Array.prototype.map = () => [];')],
    ['lets objects inherit a property', inConstructor(slow, '(Object.prototype as any).get = () => 0;')],
    [
      'gives arrays another prototype',
      `Object.setPrototypeOf(Array.prototype, new Proxy(Object.prototype, {}));\n${slow}`,
    ],
  ])('earns nothing when it %s', async (_name, source) => {
    for (const { result } of await measured(source)) expect(result).toEqual({ kind: 'wrongAnswer' });
  });
});
