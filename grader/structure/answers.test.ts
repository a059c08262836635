import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MANIFESTS } from '../../exercises/manifests.ts';
import { Analysis } from './analysis.ts';
import type { SubmittedFile } from './messages.ts';
import { RULES } from './rules/index.ts';
import { projectRoot, readTrustedSources } from './trusted-sources.ts';

const EXERCISES = MANIFESTS.map(({ id, kit, structure }) => ({ id, kit, rules: structure.map((check) => check.id) }));

/** What more is found in a wrong answer than the check it was written for, and truly so. */
const FOUND_BESIDE: Readonly<Record<string, readonly string[]>> = {
  'shifts-the-bases.ts': ['bases-untouched'],
  'value-in-the-field.ts': ['values-in-instance-dict'],
  'private-name.ts': ['shape'],
  // It keeps the addresses of all pools in an array, to search it.
  'search-for-the-pool.ts': ['free-list-in-memory'],
};

/** One file that somebody wrote for an exercise, or the stub. */
interface Answer extends SubmittedFile {
  readonly name: string;
  readonly kind: 'stub' | 'model answer' | 'alternative' | 'wrong answer';
}

const answers: readonly Answer[] = MANIFESTS.flatMap(({ id, file }) => [
  ...answersIn(id, 'stub', ['exercises', id]).filter(({ name }) => name === file),
  ...answersIn(id, 'model answer', ['solutions', id]).filter(({ name }) => name === file),
  ...answersIn(id, 'alternative', ['solutions', id, 'alternatives']),
  ...answersIn(id, 'wrong answer', ['solutions', id, 'wrong']),
]);

function answersIn(exercise: string, kind: Answer['kind'], folder: readonly string[]): readonly Answer[] {
  const path = join(projectRoot(), ...folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return names.map((name) => {
    const source = readFileSync(join(path, name), 'utf8');
    return { key: [...folder, name].join('/'), exercise, name, kind, source };
  });
}

/** By file: the rules that find something, each once; whatever else came of it, as text. */
const rulesFiring = new Map<string, readonly string[]>();
new Analysis(readTrustedSources(EXERCISES), EXERCISES, RULES).analyse(answers, {
  at: () => {},
  result: (key, evidence) => {
    const rules = evidence.kind === 'analysed' ? evidence.findings.map(({ rule }) => rule) : [JSON.stringify(evidence)];
    rulesFiring.set(key, [...new Set(rules)].sort());
  },
});

/** The structure checks that a wrong answer says it must fail, by its second line. */
function checksNamed(source: string): readonly string[] {
  const line = source.split('\n').find((text) => text.startsWith('// Caught by:')) ?? '';
  return Array.from(line.matchAll(/structure\/([\w-]+)/g), ([, id]) => id ?? '');
}

describe('RULES', () => {
  it.each(MANIFESTS.map(({ id, structure }) => [id, structure] as const))(
    'has a rule for every structure check of %s',
    (_id, structure) => {
      expect(Object.keys(RULES)).toEqual(expect.arrayContaining(structure.map(({ id }) => id)));
    },
  );

  it.each(answers.filter(({ kind }) => kind !== 'wrong answer'))('find nothing in $key', ({ key }) => {
    expect(rulesFiring.get(key)).toEqual([]);
  });

  it.each(answers.filter(({ kind }) => kind === 'wrong answer'))(
    'find in $key what it names, and nothing else',
    ({ key, name, source }) => {
      const expected = new Set([...checksNamed(source), ...(FOUND_BESIDE[name] ?? [])]);
      expect(rulesFiring.get(key)).toEqual([...expected].sort());
    },
  );
});
