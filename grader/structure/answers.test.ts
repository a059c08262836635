import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MANIFESTS } from '../../exercises/manifests.ts';
import type { StructureEvidence } from '../core/evidence.ts';
import { Analysis } from './analysis.ts';
import { RULES } from './rules/index.ts';
import { projectRoot, readTrustedSources } from './trusted-sources.ts';

const EXERCISES = MANIFESTS.map(({ id, kit, structure }) => ({ id, kit, rules: structure.map((check) => check.id) }));
const analysis = new Analysis(readTrustedSources(EXERCISES), EXERCISES, RULES);

/** The rules that find something in a file, each once. */
function rulesFiring(exercise: string, source: string): readonly string[] {
  let evidence: StructureEvidence | undefined;
  analysis.analyse([{ key: 'it', exercise, source }], { at: () => {}, result: (_key, result) => (evidence = result) });
  if (evidence?.kind !== 'analysed') return [JSON.stringify(evidence)];
  return [...new Set(evidence.findings.map(({ rule }) => rule))].sort();
}

function filesIn(...folder: readonly string[]): readonly (readonly [string, string])[] {
  const path = join(projectRoot(), ...folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return names.map((name) => [name, readFileSync(join(path, name), 'utf8')] as const);
}

/** The structure checks that a wrong answer says it must fail, by its second line. */
function checksNamed(source: string): readonly string[] {
  const line = source.split('\n').find((text) => text.startsWith('// Caught by:')) ?? '';
  return Array.from(line.matchAll(/structure\/([\w-]+)/g), ([, id]) => id ?? '').sort();
}

describe('RULES', () => {
  it.each(MANIFESTS.map(({ id, structure }) => [id, structure] as const))(
    'has a rule for every structure check of %s',
    (_id, structure) => {
      expect(Object.keys(RULES)).toEqual(expect.arrayContaining(structure.map(({ id }) => id)));
    },
  );
});

describe.each(MANIFESTS.map(({ id, file }) => ({ id, file })))('the rules of $id', ({ id, file }) => {
  it('find nothing in the stub', () => {
    expect(rulesFiring(id, readFileSync(join(projectRoot(), 'exercises', id, file), 'utf8'))).toEqual([]);
  });

  it.each(filesIn('solutions', id).filter(([name]) => name === file))('find nothing in the model answer, %s', (_, text) => {
    expect(rulesFiring(id, text)).toEqual([]);
  });

  it.each(filesIn('solutions', id, 'alternatives'))('find nothing in the other right answer, %s', (_, text) => {
    expect(rulesFiring(id, text)).toEqual([]);
  });

  it.each(filesIn('solutions', id, 'wrong'))('find in %s what it names, and nothing else', (_, text) => {
    expect(rulesFiring(id, text)).toEqual(checksNamed(text));
  });
});
