import { describe, expect, it } from 'vitest';
import { describeConform } from './result.ts';

describe('describeConform', () => {
  it('says in one line what conforms', () => {
    const line = describeConform({ kind: 'conforms', path: 'a.exp', what: 'classic64-3.7.3, 100 operations' });
    expect(line).toBe('a.exp: conforms (classic64-3.7.3, 100 operations)');
  });

  it('says where a recording differs, what was expected and what came, shortened', () => {
    const expected = 'x'.repeat(200);
    const line = describeConform({
      kind: 'differs',
      path: 'a.exp',
      line: 7,
      step: 'operation 4',
      expected,
      actual: '.',
    });
    const shown = `${'x'.repeat(160)}… (200 characters)`;
    expect(line).toBe(`a.exp:7: differs at operation 4: expected ${shown}, actual .`);
  });

  it('says what is malformed and where', () => {
    const line = describeConform({ kind: 'malformed', path: 'a.exp', line: 2, reason: 'no operation: x 1' });
    expect(line).toBe('a.exp:2: malformed: no operation: x 1');
  });
});
