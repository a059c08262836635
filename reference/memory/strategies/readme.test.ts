import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareStrategies } from './compare.ts';
import { type ProgramName, writeProgram } from './programs/programs.ts';
import { renderComparison } from './render-comparison.ts';
import { STRATEGY_NAMES } from './strategies.ts';

const README = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const TABLES = [...README.matchAll(/<!-- ouro strategies --program (\S+) -->\n\n```text\n([\s\S]*?)```/g)].map(
  ([, program = '', text = '']) => [program, text] as const,
);

/** Columns in steps and looks, which change whenever the allocator or the collector saves one. */
const COSTS = [5, 6, 7];

function cells(text: string): readonly (readonly string[])[] {
  return text.split('\n').map((line) => line.split(/ {2,}/));
}

/** The table without its costs; and those, as numbers. */
function split(text: string) {
  const rows = cells(text);
  const strategies = rows.slice(4).filter((row) => row.length > 1);
  return {
    rest: rows.map((row) => row.filter((_, column) => !COSTS.includes(column))),
    costs: strategies.flatMap((row) => COSTS.map((column) => Number(row[column]?.replaceAll(',', '')))),
  };
}

describe('README.md', () => {
  it('shows two tables', () => {
    expect(TABLES.map(([program]) => program)).toEqual(['cache', 'chain']);
  });
  it.each(TABLES)('shows what the command prints, costs to a factor of two: %s', (program, text) => {
    const shown = split(text);
    const now = split(renderComparison(compareStrategies(writeProgram(program as ProgramName, 10_000, 1))));
    expect(shown.rest).toEqual(now.rest);
    expect(shown.costs).toHaveLength(3 * STRATEGY_NAMES.length);
    for (const [index, cost] of shown.costs.entries()) {
      const ratio = cost / (now.costs[index] as number);
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2);
    }
  });
});
