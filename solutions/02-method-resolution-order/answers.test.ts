import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../exercises/02-method-resolution-order/contract.ts';
import { manifest } from '../../exercises/02-method-resolution-order/manifest.ts';
import { scenarios } from '../../exercises/02-method-resolution-order/scenarios.ts';
import { workloads } from '../../exercises/02-method-resolution-order/workloads.ts';
import * as model from './mro.ts';
import { agrees, privateScenarios, SEEDS } from './replaying.ts';

type Answer = readonly [file: string, module: Contract];

describe.each(await loadRight())('%s', (_file, module) => {
  it('agrees with the reference on every public scenario', () => {
    expect(scenarios.filter((scenario) => !agrees(module, scenario)).map(({ id }) => id)).toEqual([]);
  });

  it('agrees with the reference on generated scenarios of any seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => privateScenarios(seed).every((scenario) => agrees(module, scenario))),
      { numRuns: 25, examples: SEEDS.map((seed) => [seed]) },
    );
  });

  it('reads the entries of a ladder of diamonds as seldom as full points ask', () => {
    const [reads] = manifest.performance.filter((check) => check.kind === 'counted');
    if (reads === undefined) throw new Error('no counted check');
    const run = workloads[reads.workload]?.prepare(module, reads.size);
    run?.work();
    expect(run?.figures?.()[reads.figure]).toBeLessThanOrEqual(reads.band.full);
  });
});

describe.each(await loadWrong())('wrong/%s', (file, module) => {
  const [, caughtBy = ''] =
    /^\/\/ Wrong: .*\.\n\/\/ Caught by: (.*)\n/.exec(
      readFileSync(new URL(`./wrong/${file}.ts`, import.meta.url), 'utf8'),
    ) ?? [];
  const checks = caughtBy.split(', ');

  it('names checks that there are', () => {
    const known = (['structure', 'behaviour', 'performance'] as const).flatMap((category) =>
      manifest[category].map(({ id }) => `${category}/${id}`),
    );
    expect(checks.filter((check) => !known.includes(check))).toEqual([]);
  });

  it('differs from the reference in the behaviour checks that it names, and in none that these wait for', () => {
    const failing = new Set(scenarios.filter((scenario) => !agrees(module, scenario)).map(({ concept }) => concept));
    for (const check of manifest.behaviour.filter(({ id }) => checks.includes(`behaviour/${id}`))) {
      expect([...failing]).toContain(check.id);
      expect(check.after.filter((id) => failing.has(id))).toEqual([]);
    }
  });

  it.runIf(checks.every((check) => check.startsWith('performance/')))('is right, only slow', () => {
    const all = [...scenarios, ...SEEDS.flatMap(privateScenarios)];
    expect(all.filter((scenario) => !agrees(module, scenario)).map(({ id }) => id)).toEqual([]);
  });
});

describe('generate', () => {
  it.each([
    ['depth-first', 'any-hierarchy'],
    ['breadth-first', 'any-hierarchy'],
    ['keep-last', 'any-hierarchy'],
    ['forgets-the-bases', 'any-conflict'],
    ['names-the-bases', 'any-conflict'],
    ['names-heads-twice', 'any-conflict'],
    ['no-duplicate-check', 'any-conflict'],
    ['compares-names', 'any-names'],
  ])('catches %s in %s at every seed', async (file, concept) => {
    const module: Contract = await import(`./wrong/${file}.ts`);
    for (const seed of SEEDS) {
      const differing = privateScenarios(seed).filter((scenario) => !agrees(module, scenario));
      expect(
        differing.map((scenario) => scenario.concept),
        String(seed),
      ).toContain(concept);
    }
  });
});

async function loadRight(): Promise<readonly Answer[]> {
  const load = async (file: string): Promise<Answer> => [file, await import(`./alternatives/${file}.ts`)];
  return [['model', model], ...(await Promise.all(filesIn('alternatives').map(load)))];
}

async function loadWrong(): Promise<readonly Answer[]> {
  const load = async (file: string): Promise<Answer> => [file, await import(`./wrong/${file}.ts`)];
  return Promise.all(filesIn('wrong').map(load));
}

function filesIn(folder: string): readonly string[] {
  const files = readdirSync(new URL(`./${folder}/`, import.meta.url));
  return files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length));
}
