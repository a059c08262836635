import { describe, expect, it } from 'vitest';
import { countEntries, digest, ladderOf } from '../../exercises/02-method-resolution-order/ladder.ts';
import { manifest } from '../../exercises/02-method-resolution-order/manifest.ts';
import { workloads } from '../../exercises/02-method-resolution-order/workloads.ts';
import { defineClass, type PyClass } from '../../exercises/kit/classes.ts';
import { oracle } from './oracle.ts';
import * as scansTails from './wrong/scans-tails.ts';

/** The same ladder, every order computed. */
function defineLadder(rungs: number): PyClass {
  let joint = defineClass('J0', [], oracle.mro);
  for (let rung = 1; rung <= rungs; rung += 1) {
    const sides = ['L', 'R'].map((side) => defineClass(`${side}${rung}`, [joint], oracle.mro));
    joint = defineClass(`J${rung}`, sides, oracle.mro);
  }
  return joint;
}

function names(order: readonly PyClass[]): readonly string[] {
  return order.map(({ name }) => name);
}

/** The orders of the classes met on the way down, on the left or on the right side. */
function ordersBelow(cls: PyClass, side: number): readonly (readonly string[])[] {
  const below = cls.bases[side] ?? cls.bases[0];
  return below === undefined ? [] : [names(below.mro), ...ordersBelow(below, side)];
}

describe('ladderOf', () => {
  it.each([1, 2, 3, 12])('writes down the orders that C3 gives: %i rungs', (rungs) => {
    const written = ladderOf(rungs, (order) => order)();
    const computed = defineLadder(rungs);
    expect(names(oracle.mro(written))).toEqual(names(computed.mro));
    for (const side of [0, 1]) {
      expect(ordersBelow(written, side)).toEqual(ordersBelow(computed, side));
    }
  });

  it('has six entries a rung in the orders of the topmost bases', () => {
    expect(countEntries(ladderOf(100, (order) => order)())).toBe(600);
  });
});

describe('digest', () => {
  it('tells an order from one with two classes exchanged', () => {
    const order = oracle.mro(ladderOf(12, (order) => order)());
    const [a, b, ...rest] = order;
    expect(digest([b, a, ...rest].filter((entry) => entry !== undefined))).not.toEqual(digest(order));
  });
});

describe('workloads', () => {
  it('give the same answer on every call, counted or not', () => {
    const runs = Object.values(workloads).map((workload) => workload.prepare(oracle, 20));
    const answers = runs.flatMap((run) => [run.work(), run.work()]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('count an entry that is read from its descriptor', () => {
    const byDescriptor = {
      mro: (cls: PyClass) => {
        for (const base of cls.bases) void Object.getOwnPropertyDescriptor(base.mro, 0)?.value;
        return oracle.mro(cls);
      },
    };
    const [plain, counted] = [oracle, byDescriptor].map((module) => {
      const run = workloads['counted-ladder']?.prepare(module, 20);
      run?.work();
      return run?.figures?.()['reads per entry'] ?? Number.NaN;
    });
    expect(counted).toBeGreaterThan(plain ?? Number.NaN);
  });

  it('count reads per call and entry', () => {
    const run = workloads['counted-ladder']?.prepare(scansTails, 100);
    run?.work();
    const once = run?.figures?.();
    run?.work();
    expect(run?.figures?.()).toEqual(once);
    const reads = manifest.performance.find((check) => check.id === 'reads');
    expect(once?.['reads per entry']).toBeGreaterThan(reads?.kind === 'counted' ? reads.band.none : 0);
  });
});
