import { describe, expect, it } from 'vitest';
import { repr } from '../../../exercises/kit/repr.ts';
import { type RecordedConstant, readNamesRecording } from '../../conformance/names/names-recording.ts';
import { compileUnit } from './compile.ts';
import { parseProgram } from './parse.ts';
import type { Constant } from './syntax.ts';

const { programs } = readNamesRecording();

/** A constant in the notation of the recording. */
function recorded(constant: Constant): RecordedConstant {
  switch (constant.kind) {
    case 'tuple':
      return ['tuple', constant.items.map(recorded)];
    case 'None':
      return ['None', 'None'];
    case 'str':
    case 'bytes':
      return [constant.kind, constant.value];
    default:
      return [constant.kind, repr(constant.value)];
  }
}

describe('compileUnit', () => {
  it('keeps the constants that CPython keeps, each once', () => {
    expect(programs.length).toBeGreaterThan(400);
    for (const { source, constants } of programs) {
      const own = compileUnit(parseProgram(source)).constants.map((constant) => JSON.stringify(recorded(constant)));
      expect([...own].sort(), source).toEqual(constants.map((constant) => JSON.stringify(constant)).sort());
    }
  });
});
