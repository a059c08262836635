import { describe, expect, it } from 'vitest';
import { draw } from '../../exercises/02-method-resolution-order/draw.ts';
import { driver } from '../../exercises/02-method-resolution-order/driver.ts';
import { scenarios } from '../../exercises/02-method-resolution-order/scenarios.ts';
import { replay } from '../../exercises/kit/driver.ts';
import type { Json } from '../../exercises/kit/json.ts';
import type { Observation } from '../../exercises/kit/scenario.ts';
import * as depthFirst from './wrong/depth-first.ts';
import * as forgetsTheBases from './wrong/forgets-the-bases.ts';

function scenarioOf(id: string) {
  const scenario = scenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return scenario;
}

const wrongError: Observation = { kind: 'error', error: { type: 'TypeError', message: 'no' } };

/** The picture of the first statement that must be refused, where something else was done. */
function drawnOfRefused(id: string, done = wrongError): readonly string[] {
  const { steps, expect: expected } = scenarioOf(id);
  const before = expected.slice(
    0,
    expected.findIndex(({ kind }) => kind === 'error'),
  ) as readonly Observation[];
  return draw(steps, expected, [...before, done]).split('\n');
}

describe('driver', () => {
  const oneClass = { steps: [{ op: 'class', name: 'A', bases: [] }], id: 'a', concept: 'chain', title: 'A' } as const;

  it.each([
    ['no list', undefined, 'Error: mro returned undefined, not a list of classes'],
    ['an object', {}, 'Error: mro returned an object, not a list of classes'],
    ['text', 'A object', 'Error: mro returned a string, not a list of classes'],
  ])('says what was returned: %s', (_name, order, message) => {
    const module = { mro: () => order as never };
    expect(replay(driver, module, oneClass)).toEqual([{ kind: 'crash', message }]);
  });

  it('shows an entry that is none of the classes as such', () => {
    const module = { mro: () => [{ name: 'A' } as never] };
    expect(replay(driver, module, oneClass)).toEqual([{ kind: 'value', value: ['(none of the classes)'] }]);
  });

  it('writes steps and values as Python does, almost', () => {
    expect(scenarioOf('redefined-base').steps.map((step) => driver.describeStep(step))).toEqual([
      'class A',
      'class B(A)',
      'class A',
      'class C(B, A#2)',
    ]);
    expect(driver.describeStep({ op: 'mro', of: 'D' })).toBe('D.__mro__');
    expect(driver.showValue(['D', 'object'], { op: 'mro', of: 'D' })).toBe('[D, object]');
  });
});

describe('draw', () => {
  it('shows the lists at the entry that differs, and why it cannot come next', () => {
    const { steps, expect: expected } = scenarioOf('diamond');
    const actual = replay(driver, depthFirst, scenarioOf('diamond'));
    expect(draw(steps, expected, actual)).toBe(
      [
        'classes',
        '  A(object)',
        '  B(A)',
        '  C(A)',
        '→ D(B, C)',
        '',
        'lists left after D B',
        '  order of B  A object',
        '  order of C  C A object',
        '  bases of D  C',
        '',
        'next: C; actual: A, which still stands in the tail of the order of C',
      ].join('\n'),
    );
  });

  it('shows which list an order breaks where there should be none', () => {
    const { steps, expect: expected } = scenarioOf('base-before-derived');
    const actual = replay(driver, forgetsTheBases, scenarioOf('base-before-derived'));
    expect(draw(steps, expected, actual).split('\n').at(-1)).toBe('actual: B before A; bases of C: A before B');
  });

  it('shows the lists where the merge sticks for a class that must be refused, whatever was done instead', () => {
    const lists = [
      'lists left where the merge sticks',
      '  order of A  X Y object',
      '  order of B  Y X object',
      '  bases of Z  (used up)',
      '',
      'next: nothing, every head stands in a tail',
    ];
    expect(drawnOfRefused('read-after-conflict').slice(-6)).toEqual(lists);
    const given = { kind: 'value', value: ['Z', 'A', 'B', 'X', 'Y', 'object'] } as const;
    expect(drawnOfRefused('read-after-conflict', given).slice(-8)).toEqual([
      ...lists,
      '',
      'actual: X before Y; order of B: Y before X',
    ]);
  });

  it('tells two classes of one name apart among the lists where the merge sticks', () => {
    const drawn = drawnOfRefused('same-names-in-conflict');
    expect(drawn.slice(-6, -2)).toEqual([
      'lists left where the merge sticks',
      '  order of X  A A#2 object',
      '  order of Y  A#2 A object',
      '  bases of Z  (used up)',
    ]);
  });

  it('shows the lists before the merge where a base stands twice', () => {
    expect(drawnOfRefused('duplicate-base').slice(-4)).toEqual([
      'lists to merge',
      '  order of A  A object',
      '  order of A  A object',
      '  bases of B  A A',
    ]);
  });

  it.each<readonly [string, Observation]>([
    ['no list', { kind: 'value', value: { a: [1] } }],
    ['lists in lists', { kind: 'value', value: [[['A']], { b: null }, 7] }],
    ['nothing', { kind: 'value', value: null }],
    ['a very long list', { kind: 'value', value: Array<Json>(50_000).fill('A') }],
    ['a crash', { kind: 'crash', message: '\u0000' }],
  ])('draws whatever was observed: %s', (_name, last) => {
    for (const { steps, expect: expected } of scenarios) {
      for (const at of expected.keys()) {
        const actual = [...(expected.slice(0, at) as readonly Observation[]), last];
        expect(draw(steps, expected, actual).length).toBeLessThan(3_000);
      }
    }
  });
});
