import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MANIFESTS } from '../../exercises/manifests.ts';
import type { StructureEvidence } from '../core/evidence.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { Analysis } from './analysis.ts';
import type { SubmittedFile } from './messages.ts';
import { RULES } from './rules/index.ts';
import { readTrustedSources } from './trusted-sources.ts';

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
  const path = join(PROJECT_ROOT, ...folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return names.map((name) => {
    const source = readFileSync(join(path, name), 'utf8');
    return { key: [...folder, name].join('/'), exercise, name, kind, source };
  });
}

const analysis = new Analysis(readTrustedSources(EXERCISES), EXERCISES, RULES);

function evidenceOf(files: readonly SubmittedFile[]): ReadonlyMap<string, StructureEvidence> {
  const results = new Map<string, StructureEvidence>();
  analysis.analyse(files, { at: () => {}, result: (key, evidence) => results.set(key, evidence) });
  return results;
}

/** All answers as one batch. */
const inOneBatch = evidenceOf(answers);

/** The rules that find something in a file, each once; whatever else came of it, as text. */
function rulesFiring(key: string): readonly string[] {
  const evidence = inOneBatch.get(key);
  if (evidence?.kind !== 'analysed') return [JSON.stringify(evidence)];
  return [...new Set(evidence.findings.map(({ rule }) => rule))].sort();
}

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
    expect(rulesFiring(key)).toEqual([]);
  });

  it.each(answers.filter(({ kind }) => kind === 'wrong answer'))(
    'find in $key what it names, and nothing else',
    ({ key, name, source }) => {
      const expected = new Set([...checksNamed(source), ...(FOUND_BESIDE[name] ?? [])]);
      expect(rulesFiring(key)).toEqual([...expected].sort());
    },
  );

  it('find the same in a file alone as in a batch of all', () => {
    const some = answers.filter((_, index) => index % 4 === 0);
    const alone = some.map((answer) => evidenceOf([answer]).get(answer.key));
    expect(alone).toEqual(some.map(({ key }) => inOneBatch.get(key)));
  });
});
