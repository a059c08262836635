import { describe, expect, it } from 'vitest';
import type { CheckGrade } from '../grader/core/grade.ts';
import { foldWaiting } from './waiting.ts';

function check(id: string, outcome: CheckGrade['outcome'], message = ''): CheckGrade {
  const id_ = `behaviour/${id}`;
  return {
    id: id_,
    category: 'behaviour',
    title: `the ${id}`,
    outcome,
    points: 0,
    maxPoints: 1,
    message,
    detail: '',
    at: null,
  };
}

function waiting(id: string, forWhat: string): CheckGrade {
  return check(id, 'notRun', `Waits for behaviour/${forWhat}.`);
}

/** Ids of single checks, and `<why>: <ids>` for a run. */
function folded(checks: readonly CheckGrade[], all = checks): readonly string[] {
  return foldWaiting(checks, all).map((row) =>
    'why' in row ? `${row.why} ${row.checks.map(({ id }) => id.slice(10)).join(' ')}` : row.id.slice(10),
  );
}

describe('foldWaiting', () => {
  it('folds what waits for one check, directly or through others', () => {
    const checks = [check('a', 'failed', 'x'), waiting('b', 'a'), waiting('c', 'b'), check('d', 'passed')];
    expect(folded(checks)).toEqual(['a', 'Waits for: the a. b c', 'd']);
  });
  it('keeps apart what waits for different checks, and leaves one alone as it is', () => {
    const checks = [check('a', 'failed'), check('b', 'failed'), waiting('c', 'a'), waiting('d', 'b')];
    expect(folded(checks)).toEqual(['a', 'b', 'c', 'd']);
  });
  it('folds only neighbours', () => {
    const checks = [check('a', 'failed'), waiting('b', 'a'), check('c', 'passed'), waiting('d', 'a')];
    expect(folded(checks)).toEqual(['a', 'b', 'c', 'd']);
  });
  it('folds checks with the same message, and with them what waits for those', () => {
    const checks = [check('a', 'notRun', 'to do: x'), waiting('b', 'a'), check('c', 'notRun', 'to do: x')];
    expect(folded(checks)).toEqual(['to do: x a b c']);
  });
  it('finds the root among the checks of other categories', () => {
    const all = [check('a', 'failed'), waiting('b', 'a'), waiting('c', 'a')];
    expect(folded(all.slice(1), all)).toEqual(['Waits for: the a. b c']);
  });
  it('ends where two checks wait for each other', () => {
    expect(folded([waiting('a', 'b'), waiting('b', 'a'), waiting('c', 'c')])).toHaveLength(3);
  });
  it('never folds what was run', () => {
    expect(folded([check('a', 'failed', 'x'), check('b', 'failed', 'x')])).toEqual(['a', 'b']);
  });
});
