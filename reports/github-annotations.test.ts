import { describe, expect, it } from 'vitest';
import type { Results } from '../grader/core/results.ts';
import { renderGithubAnnotations } from './github-annotations.ts';
import { HOSTILE_RESULTS } from './hostile-results.ts';
import { SAMPLE_RESULTS } from './sample-results.ts';

const pathOf = (exercise: string) => `exercises/${exercise}/x.ts`;

function only(name: string): Results {
  const submissions = SAMPLE_RESULTS.submissions.filter(({ submission }) => submission === name);
  return { ...SAMPLE_RESULTS, submissions };
}

function linesOf(results: Results): readonly string[] {
  return renderGithubAnnotations(results, { pathOf }).split('\n').slice(0, -1);
}

/** What GitHub's runner makes of a line; null if it is no command. */
function read(line: string) {
  const parts = /^\s*::(?<level>[a-z-]+)(?: (?<properties>[^\n]*?))?::(?<data>[^\n]*)$/.exec(line)?.groups;
  if (parts === undefined) return null;
  const properties = (parts['properties'] ?? '').split(',').map((pair) => pair.split('=') as [string, string]);
  return { level: parts['level'], properties: new Map(properties), data: parts['data'] ?? '' };
}

describe('renderGithubAnnotations', () => {
  it('names the place, the check and its points, and tells the difference', () => {
    const [first] = linesOf(only('bob'));
    const expected =
      '::error file=exercises/02-method-resolution-order/x.ts,line=31,col=5,title=a common base comes after all of its children (0 / 2)::';
    expect(first?.startsWith(expected)).toBe(true);
    expect(first).toContain('expected [D, B, C, A, object], actual [D, B, A, C, object]%0A%0A    1  class A%0A');
  });
  it('gives each exercise its turn', () => {
    const files = linesOf(only('bob')).map((line) => read(line)?.properties.get('file'));
    expect(files.slice(0, 3)).toEqual([
      pathOf('02-method-resolution-order'),
      pathOf('17-obmalloc'),
      pathOf('17-obmalloc'),
    ]);
  });
  it('warns of a fault of ours and never calls it an error', () => {
    expect(linesOf(only('eun-ji')).map((line) => read(line)?.level)).toEqual(['warning']);
  });
  it('notices a measurement without a verdict', () => {
    expect(linesOf(only('carla')).filter((line) => line.startsWith('::notice'))).toHaveLength(1);
  });
  it('says nothing when everything passed, and nothing for what is to do', () => {
    expect(linesOf(only('alice'))).toEqual([]);
    expect(linesOf(only('gustavo'))).toEqual([]);
  });
  it('gives at most ten of a level and counts the rest', () => {
    const lines = linesOf(HOSTILE_RESULTS);
    for (const level of ['error', 'warning', 'notice']) {
      expect(lines.filter((line) => line.startsWith(`::${level} `)).length).toBeLessThanOrEqual(10);
    }
    expect(lines.find((line) => line.startsWith('::error title=Ouroboros::'))).toMatch(/\d+ more errors: /);
  });
  it('writes nothing but its own commands, whatever a student wrote', () => {
    for (const line of linesOf(HOSTILE_RESULTS)) {
      const command = read(line);
      expect(['error', 'warning', 'notice']).toContain(command?.level);
      for (const name of command?.properties.keys() ?? []) expect(['file', 'line', 'col', 'title']).toContain(name);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(line.length).toBeLessThan(20_000);
    }
  });
  it('gives columns without endLine, which would cost the annotation its place', () => {
    expect(renderGithubAnnotations(HOSTILE_RESULTS, { pathOf })).not.toMatch(/endLine|endColumn/);
  });
});
