import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { gradeSubmission } from '../grader/core/grade.ts';
import { renderGradebookCsv } from './gradebook.ts';
import { HOSTILE_RESULTS } from './hostile-results.ts';
import { SAMPLE_RESULTS } from './sample-results.ts';

function cellsOf(csv: string, delimiter = ','): string[][] {
  return parse(csv, { relax_quotes: delimiter !== ',', relax_column_count: delimiter !== ',', delimiter });
}

describe('renderGradebookCsv', () => {
  it('has a row per submission and a column per exercise', () => {
    const [head, alice, , carla] = cellsOf(renderGradebookCsv(SAMPLE_RESULTS));
    const exercises = ['02-method-resolution-order', '06-init-subclass', '17-obmalloc'];
    expect(head).toEqual(['submission', 'status', 'points', 'maxPoints', ...exercises]);
    expect(alice).toEqual(['alice', 'graded', '40', '40', '10', '10', '20']);
    expect(carla).toEqual(['carla', 'graded', '34.75', '40', '8.25', '6.5', '20']);
  });
  it('leaves withheld points blank', () => {
    const row = cellsOf(renderGradebookCsv(SAMPLE_RESULTS)).find(([name]) => name === 'eun-ji');
    expect(row).toEqual(['eun-ji', 'withheld', '', '40', '10', '10', '']);
  });
  it('leaves an exercise blank that was not graded for this submission', () => {
    const [alice] = SAMPLE_RESULTS.submissions;
    const partial = gradeSubmission('zoe', alice?.exercises.slice(1) ?? []);
    const csv = renderGradebookCsv({ ...SAMPLE_RESULTS, submissions: [...SAMPLE_RESULTS.submissions, partial] });
    expect(cellsOf(csv).at(-1)).toEqual(['zoe', 'graded', '30', '30', '', '10', '20']);
  });
  it('ends every line with CR LF and has no byte order mark', () => {
    const csv = renderGradebookCsv(SAMPLE_RESULTS);
    expect(csv.startsWith('submission,')).toBe(true);
    expect(csv.match(/\r\n/g)).toHaveLength(SAMPLE_RESULTS.submissions.length + 1);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
  it.each([',', ';', '\t', '|'])('holds no formula for a reader that separates at %j', (delimiter) => {
    for (const cell of cellsOf(renderGradebookCsv(HOSTILE_RESULTS), delimiter).flat()) {
      expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
    }
  });
  it('begins no line with a workflow command', () => {
    const submissions = ['::error::forged', '::stop-commands::x'].map((name) => gradeSubmission(name, []));
    const csv = renderGradebookCsv({ ...SAMPLE_RESULTS, submissions });
    expect(csv).toContain('::error::forged');
    expect(csv).not.toMatch(/^\s*::/m);
  });
  it('keeps a hostile name in its own cell', () => {
    const rows = cellsOf(renderGradebookCsv(HOSTILE_RESULTS));
    expect(rows).toHaveLength(HOSTILE_RESULTS.submissions.length + 1);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows.map(([name]) => name)).toContain('a","=1+1","b');
  });
});
