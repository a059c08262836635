import { describe, expect, it } from 'vitest';
import { recordingText } from '../recording-text.ts';
import type { RecordingFile } from '../result.ts';
import { conformObjectModel } from './conform-object-model.ts';
import { OBJECT_MODEL_RECORDINGS, VARIED_RECORDING } from './recording.ts';

type Recording = Pick<RecordingFile, 'path' | 'text'>;

const RECORDINGS = { ...OBJECT_MODEL_RECORDINGS, varied: VARIED_RECORDING };

function recording(name: keyof typeof RECORDINGS): Recording {
  return { path: name, text: recordingText(RECORDINGS[name]) };
}

/** The header of the named recording and one of its scenarios, with one change; the change must change something. */
function doctored(scenario: string, from: string, to: string): Recording {
  const { path, text } = recording('named');
  const lines = text.split('\n');
  const header = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('{"name"')),
  );
  const found = lines.find((line) => line.startsWith(`{"name":"${scenario}"`)) ?? '';
  expect(found).toContain(from);
  return { path, text: [...header, found.replace(/,$/, '').replace(from, to), ']}'].join('\n') };
}

describe('conformObjectModel', () => {
  it.each([
    ['named', '130 scenarios, 1060 steps'],
    ['random', '1800 scenarios, 27585 steps'],
    ['varied', '979 scenarios, 18953 steps'],
  ] as const)('does at every step of the %s scenarios what CPython did', (name, size) => {
    const what = `CPython 3.11.7, ${size}`;
    expect(conformObjectModel(recording(name))).toEqual([{ kind: 'conforms', path: name, what }]);
  });

  it.each([
    ['a result', 'mro-diamond', '"C","A","object"', '"A","C","object"', 'mro-diamond, step 5, `mro`'],
    ['an error', 'mro-duplicate-base', 'duplicate base class A', 'twice A', 'mro-duplicate-base, step 2, `class`'],
    ['a cause', 'set-name-error', '"message":"boom"}}', '"message":"bang"}}', 'set-name-error, step 2, `class`'],
    ['an event', 'set-name-order', '["set_name","z",{"cls":"A"},"z"],', '', 'set-name-order, step 2, `class`'],
  ])('reports %s that differs, with its step and line', (_, scenario, from, to, step) => {
    const results = conformObjectModel(doctored(scenario, from, to));
    expect(results).toMatchObject([{ kind: 'differs', line: 4, step: `scenario ${step}` }]);
  });

  it('reports what the host itself raises as a difference', () => {
    const steps = [
      { op: 'class', name: 'A', expect: {} },
      { op: 'new', as: 'a', cls: 'A', expect: { result: { obj: 'a' } } },
      { op: 'setattr', obj: 'A', name: '__call__', value: { var: 'a' }, expect: {} },
      {
        op: 'call',
        obj: 'a',
        expect: { error: { type: 'RecursionError', message: 'maximum recursion depth exceeded' } },
      },
    ];
    const text = JSON.stringify({ format: 'object-model/1', scenarios: [{ name: 'x', steps }] });
    const actual = expect.stringContaining("host's RangeError");
    expect(conformObjectModel({ path: 'p', text })).toMatchObject([{ kind: 'differs', actual }]);
  });

  it.each([
    ['{"op": "fly", "expect": {}}', "step 1: operation 'fly'"],
    ['{"op": "class", "name": "A"}', 'step 1: there is no expect, which says what CPython did'],
    ['{"op": "class", "name": "A", "expect": {"erorr": {}}}', 'step 1, expect: no part erorr'],
  ])('reports a step that is not in the format: %s', (step, trouble) => {
    const text = `{"format": "object-model/1", "scenarios": [{"name": "x", "steps": [${step}]}]}`;
    const reason = `scenario x: ${trouble}`;
    expect(conformObjectModel({ path: 'p', text })).toEqual([{ kind: 'malformed', path: 'p', line: 1, reason }]);
  });

  it.each([
    '',
    '{',
    'null',
    '{"format": "gc/1"}',
    '{"format": "object-model/1", "scenarios": []}',
    '{"format": "object-model/1", "scenarios": [{}]}',
  ])('reports a file that is not in the format: %j', (text) => {
    expect(conformObjectModel({ path: 'p', text })).toMatchObject([{ kind: 'malformed', path: 'p', line: 1 }]);
  });
});
