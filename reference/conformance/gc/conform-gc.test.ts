import { describe, expect, it } from 'vitest';
import { conformGc } from './conform-gc.ts';
import { GC_RECORDINGS, gcRecording } from './recordings.ts';

const NAMED = gcRecording('named-3.11.7');

/** The named recording with one change; the change must change something. */
function doctored(change: (text: string) => string) {
  const text = change(NAMED.text);
  expect(text).not.toBe(NAMED.text);
  return { ...NAMED, text };
}

/** The line of a scenario of the named recording. */
function lineOf(name: string): number {
  return NAMED.text.split('\n').findIndex((line) => line.startsWith(`{"name":"${name}"`)) + 1;
}

/** A recording of one scenario with these steps. */
function recording(...steps: readonly unknown[]) {
  const scenarios = [{ name: 'one', steps }];
  return { path: 'x.json', text: JSON.stringify({ format: 'gc/1', python: '3.11.7', scenarios }) };
}

describe('conformGc', () => {
  it.each([
    ['named-3.11.7', '92 scenarios, 1403 steps'],
    ['random-3.11.7', '960 scenarios, 84188 steps'],
    ['instances-3.11.7', '240 scenarios, 25858 steps'],
    ['varied-3.11.7', '200 scenarios, 16222 steps'],
  ] as const)('reproduces every step of %s: %s', (name, what) => {
    const path = `${name}.json`;
    expect(conformGc(gcRecording(name))).toEqual([{ kind: 'conforms', path, what: `CPython 3.11.7, ${what}` }]);
    expect(GC_RECORDINGS).toContain(name);
  });

  it.each(GC_RECORDINGS)('reproduces %s on a flat copy of the graph too', (name) => {
    expect(conformGc(gcRecording(name), { walk: 'flat' })).toMatchObject([{ kind: 'conforms' }]);
  });

  it('finds every invariant to hold after every step of the named scenarios', () => {
    expect(conformGc(NAMED, { check: true })).toMatchObject([{ kind: 'conforms' }]);
  });

  it('reports a wrong event with scenario, step, line, expectation and actual event', () => {
    const file = doctored((text) => text.replace('["dead n0","dead n1","dead n2"', '["dead n0","dead n7","dead n2"'));
    expect(conformGc(file)).toEqual([
      {
        kind: 'differs',
        path: NAMED.path,
        line: lineOf('death-chain'),
        step: 'scenario death-chain, step 6, `unbind name="n0"`',
        expected: 'event 2 "dead n7"',
        actual: 'event 2 "dead n1"',
      },
    ]);
  });

  it.each<readonly [string, (text: string) => string, string, string]>([
    ['a wrong result', (text) => text.replace('{"result":5}', '{"result":6}'), 'result 6', 'result 5'],
    ['a result that was left out', (text) => text.replace(',"expect":{"result":5}', ''), 'no result', 'result 5'],
    ['a wrong message', (text) => text.replace('"message":"f0"', '"message":"f1"'), 'f1', '"message":"f0"'],
    ['an event too many', (text) => text.replace('["dead a"]', '["dead a","dead z"]'), 'event 2 "dead z"', '1 event'],
    ['an event too few', (text) => text.replace('["dead b"]', '[]'), '0 events', 'event 1 "dead b"'],
  ])('reports %s', (_, change, expected, actual) => {
    const [first] = conformGc(doctored(change));
    expect(first).toMatchObject({
      kind: 'differs',
      expected: expect.stringContaining(expected),
      actual: expect.stringContaining(actual),
    });
  });

  it('reports each scenario that differs', () => {
    const file = doctored((text) => text.replaceAll('"dead n3"', '"dead m3"'));
    expect(conformGc(file).map((result) => result.kind === 'differs' && result.line)).toContain(lineOf('cycle-ring'));
    expect(conformGc(file).length).toBeGreaterThan(2);
  });

  it.each<readonly [string, string, number, string]>([
    ['no JSON', '{"format":"gc/1",\n"scenarios":[\n{"name":}]}', 3, 'not JSON'],
    ['another format', '{"format":"gc/2"}', 1, 'expected the format gc/1, found gc/2'],
    ['no scenarios', '{"format":"gc/1"}', 1, 'scenarios is not a list'],
    ['a scenario without name', '{"format":"gc/1","scenarios":[{}]}', 1, 'scenario 1 has no name'],
    ['a scenario without steps', '{"format":"gc/1","scenarios":[\n{"name":"x"}]}', 2, 'x: steps is not a list'],
  ])('calls malformed what has %s', (_, text, line, reason) => {
    expect(conformGc({ path: 'x.json', text })).toEqual([
      { kind: 'malformed', path: 'x.json', line, reason: expect.stringContaining(reason) },
    ]);
  });

  it.each<readonly [string, readonly unknown[], string]>([
    ['an operation that does not exist', [{ op: 'make' }], 'one, step 1: no operation: make'],
    ['an argument that is missing', [{ op: 'new' }], 'one, step 1, new: id is not a name'],
    ['an argument that is not known', [{ op: 'enable', now: true }], 'step 1, enable: no argument now'],
    ['a path that is none', [{ op: 'refcount', obj: 'a.' }], 'obj is not a path like `a.f0`, `l#0` or `d:k`'],
    ['a kind that does not exist', [{ op: 'new', id: 'a', kind: 'set' }], 'kind is not one of node, obj, list'],
    [
      'a label that is used twice',
      [
        { op: 'new', id: 'a' },
        { op: 'new', id: 'a' },
      ],
      'step 2: a is the label of another',
    ],
    [
      'an action with actions',
      [{ op: 'new', id: 'a', finalizer: [{ op: 'new', id: 'b', finalizer: [] }] }],
      'action 1',
    ],
    ['an expectation that is none', [{ op: 'enable', expect: { events: [] } }], 'step 1, expect: no part events'],
    ['a log that is none', [{ op: 'enable', expect: { log: [1] } }], 'log is not a list of texts'],
    ['an error without message', [{ op: 'enable', expect: { error: { type: 'X' } } }], 'type and message'],
    [
      'an index of a node',
      [
        { op: 'new', id: 'a' },
        { op: 'set', obj: 'a', field: 1, to: null },
      ],
      'step 2: a Node has no index 1',
    ],
    [
      'a dict of a list',
      [
        { op: 'new', id: 'a', kind: 'list' },
        { op: 'touch_dict', obj: 'a' },
      ],
      'a list has no __dict__',
    ],
    ['self outside of actions', [{ op: 'refcount', obj: 'self' }], 'there is no self here'],
  ])('calls malformed what has %s', (_, steps, reason) => {
    expect(conformGc(recording(...steps))).toEqual([
      { kind: 'malformed', path: 'x.json', line: 1, reason: expect.stringContaining(reason) },
    ]);
  });

  it('replays what CPython does to what is not there', () => {
    const steps = [
      { op: 'unbind', name: 'x', expect: { error: { type: 'KeyError', message: "'x'" } } },
      { op: 'new', id: 'l', kind: 'list' },
      {
        op: 'clear',
        obj: 'l',
        field: 3,
        expect: { error: { type: 'IndexError', message: 'list assignment index out of range' } },
      },
      { op: 'new', id: 'd', kind: 'dict' },
      { op: 'refcount', obj: 'd:k', expect: { error: { type: 'KeyError', message: "'k'" } } },
      { op: 'new', id: 'o', kind: 'obj' },
      {
        op: 'refcount',
        obj: 'o.a',
        expect: { error: { type: 'AttributeError', message: "'Obj' object has no attribute 'a'" } },
      },
    ];
    expect(conformGc(recording(...steps))).toMatchObject([{ kind: 'conforms' }]);
  });
});
