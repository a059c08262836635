import { describe, expect, it } from 'vitest';
import {
  OBJECT_MODEL_RECORDINGS,
  type RecordedScenario,
  readObjectModelRecording,
} from '../../../reference/conformance/object-model/recording.ts';
import { isType, type PyType } from '../../../reference/object-model/type/py-type.ts';
import { type } from '../../../reference/object-model/type/static-types.ts';
import { lookup } from '../../../reference/object-model/type/type-cache.ts';
import { CLASS_EXAMPLES, runExample } from './examples.ts';
import { type Merge, traceMerge } from './merge.ts';
import { runScenario } from './scenario-world.ts';
import { subjectOf } from './subject.ts';
import type { World } from './world.ts';

function lastOf({ statements }: World) {
  const statement = statements.at(-1);
  if (statement === undefined) throw new Error('no class statement');
  return subjectOf(statement);
}

function example(name: string) {
  const found = CLASS_EXAMPLES.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return lastOf(runExample(found));
}

/** Each step in words: what waits, behind which lists; what is taken. */
function told({ steps }: Merge): readonly string[] {
  return steps.map(({ refused, taken }) => {
    const waits = refused.map(({ head, list, behind }) => `${head.name}@${list} behind ${behind.join()}`);
    return [...waits, taken === null ? 'stuck' : `${taken.head.name}@${taken.list}`].join('; ');
  });
}

/** Classes themselves would be compared, and printed, with all that they refer to. */
function names(classes: readonly PyType[] | null): readonly string[] | undefined {
  return classes?.map(({ name }) => name);
}

/** A step refuses only what stands in a tail, takes only what stands in none, and all lists are used up at the end. */
function checkSteps({ lists, steps, order, kind }: Merge): void {
  for (const { cursors, refused, taken } of steps) {
    const tails = lists.map((list, at) => list.slice((cursors[at] ?? 0) + 1));
    for (const { head, list, behind } of refused) {
      expect(lists[list]?.[cursors[list] ?? 0] === head).toBe(true);
      expect(behind).toEqual(tails.flatMap((tail, at) => (tail.includes(head) ? [at] : [])));
      expect(behind).not.toEqual([]);
    }
    if (taken === null) continue;
    expect(lists[taken.list]?.[cursors[taken.list] ?? 0] === taken.head).toBe(true);
    expect(tails.some((tail) => tail.includes(taken.head))).toBe(false);
  }
  if (kind === 'merged') expect(order.slice(1).every((cls, at) => cls === steps[at]?.taken?.head)).toBe(true);
}

describe('traceMerge', () => {
  it('tells the diamond', () => {
    expect(told(example('example-diamond').merge)).toEqual(['B@0', 'A@0 behind 1; C@1', 'A@0', 'object@0']);
  });

  it('tells where a conflict is stuck', () => {
    const { merge } = example('example-conflict');
    expect({ kind: merge.kind, steps: told(merge) }).toEqual({
      kind: 'stuck',
      steps: ['X@0', 'A@0 behind 1; Y@1', 'A@0 behind 1; B@1 behind 0; stuck'],
    });
    expect(merge.message).toBe('Cannot create a consistent method resolution\norder (MRO) for bases A, B');
  });

  it('merges nothing for a single base, nor where a base stands twice', () => {
    const { cls } = example('example-slots');
    const copied = traceMerge(cls, cls.bases);
    expect([copied.kind, copied.steps, names(copied.order)]).toEqual(['copied', [], names(cls.mro)]);
    const { kind, message } = traceMerge(cls, [cls, cls]);
    expect({ kind, message }).toEqual({ kind: 'refused', message: 'duplicate base class Named' });
  });

  it.each(['named', 'random'] as const)('gives the MRO and the errors of the machine in the %s scenarios', (which) => {
    const counted = { made: 0, refused: 0, merged: 0 };
    for (const scenario of readObjectModelRecording(OBJECT_MODEL_RECORDINGS[which]).scenarios) {
      checkScenario(scenario, counted);
    }
    expect(Object.values(counted).every((count) => count > (which === 'named' ? 8 : 100))).toBe(true);
  });
});

function checkScenario(scenario: RecordedScenario, counted: { made: number; refused: number; merged: number }): void {
  for (const statement of runScenario(scenario).statements) {
    const { cls, isMade, merge } = subjectOf(statement);
    checkSteps(merge);
    // A metaclass's own `mro()` may make another order.
    if (isMade && lookup(cls.type, 'mro') === lookup(type, 'mro') && isType(statement.made)) {
      expect([scenario.name, names(merge.order)]).toEqual([scenario.name, names(cls.mro)]);
      expect(merge.order.every((each, at) => each === cls.mro?.[at])).toBe(true);
      counted.made += 1;
      if (merge.kind === 'merged') counted.merged += 1;
    }
    if (/^(Cannot create a consistent|duplicate base class )/.test(statement.error?.message ?? '')) {
      expect([scenario.name, merge.message]).toEqual([scenario.name, statement.error?.message]);
      counted.refused += 1;
    }
  }
}
