import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../exercises/06-init-subclass/contract.ts';
import { driver } from '../../exercises/06-init-subclass/driver.ts';
import { manifest } from '../../exercises/06-init-subclass/manifest.ts';
import { scenarios } from '../../exercises/06-init-subclass/scenarios.ts';
import type { Step } from '../../exercises/06-init-subclass/steps.ts';
import { replay } from '../../exercises/kit/driver.ts';
import { firstDifference, type Scenario } from '../../exercises/kit/scenario.ts';
import { Random } from '../random.ts';
import * as model from './checked.ts';
import { generate } from './generate.ts';
import { oracle } from './oracle.ts';

const PRIVATE = manifest.behaviour.filter(({ visibility }) => visibility === 'private').map(({ id }) => id);
const SEEDS = [21, 22, 23, 24];
const generated = PRIVATE.flatMap((concept) => SEEDS.flatMap((seed) => generate(concept, new Random(seed))));
const all: readonly Scenario<Step>[] = [...scenarios, ...generated];

async function modulesIn(folder: 'wrong' | 'alternatives') {
  const names = readdirSync(new URL(folder, import.meta.url)).filter((name) => name.endsWith('.ts'));
  return Promise.all(
    names.map(async (name) => {
      const file = new URL(`${folder}/${name}`, import.meta.url);
      const module: Contract = await import(/* @vite-ignore */ file.href);
      return { name, source: readFileSync(file, 'utf8'), module };
    }),
  );
}

const right = [{ name: 'the model answer', module: model as Contract }, ...(await modulesIn('alternatives'))];
const wrong = await modulesIn('wrong');

/** Ids of the checks in which the module differs from the reference. */
function failing(module: Contract): ReadonlySet<string> {
  const differing = all.filter((scenario) => {
    const expected = replay(driver, oracle, scenario).map(asExpected);
    return firstDifference(expected, replay(driver, module, scenario)) !== -1;
  });
  return new Set(differing.map(({ concept }) => `behaviour/${concept}`));
}

function asExpected(observation: ReturnType<typeof replay>[number]) {
  if (observation.kind === 'value' || observation.kind === 'error') return observation;
  throw new Error(`the reference ended in a ${observation.kind}`);
}

/** Whether the check is not run, because another that it waits for fails. */
function waits(id: string, found: ReadonlySet<string>): boolean {
  const after = manifest.behaviour.find((check) => `behaviour/${check.id}` === id)?.after ?? [];
  return after.some((other) => found.has(`behaviour/${other}`));
}

describe.each(right)('$name', ({ module }) => {
  it('does what the reference does, in public and generated scenarios', () => {
    expect([...failing(module)]).toEqual([]);
  });

  it.each([8, 16_384])('gives the workload answers of the reference for %i fields', async (size) => {
    const { workloads } = await import('../../exercises/06-init-subclass/workloads.ts');
    const mine = workloads.assign.prepare(module, size);
    const reference = workloads.assign.prepare(oracle, size);
    for (let call = 0; call < 3; call += 1) expect(mine.work()).toEqual(reference.work());
    expect(mine.figures?.()).toEqual({ hintReadsPerAssignment: 0 });
  });
});

describe.each(wrong)('$name', ({ source, module }) => {
  const caughtBy = (/^\/\/ Caught by: (.+)$/m.exec(source)?.[1] ?? '').split(', ');
  const behaviour = caughtBy.filter((id) => id.startsWith('behaviour/'));

  it('names checks of the manifest', () => {
    const { structure, performance } = manifest;
    const ids = Object.entries({ structure, behaviour: manifest.behaviour, performance }).flatMap(
      ([category, checks]) => checks.map(({ id }) => `${category}/${id}`),
    );
    expect(ids).toEqual(expect.arrayContaining(caughtBy));
  });

  it('differs in the behaviour that it names, or in none', () => {
    const found = failing(module);
    expect([...found]).toEqual(expect.arrayContaining(behaviour));
    expect(behaviour.filter((id) => waits(id, found))).toEqual([]);
    if (behaviour.length === 0) expect([...found]).toEqual([]);
  });
});

describe('generate', () => {
  it.each(PRIVATE)('gives the same scenarios of %s for the same seed', (concept) => {
    expect(generate(concept, new Random(5))).toEqual(generate(concept, new Random(5)));
    expect(generate(concept, new Random(5))).not.toEqual(generate(concept, new Random(6)));
  });
});

describe('manifest', () => {
  it('gives 2 points for structure, 6 for behaviour and 2 for performance', () => {
    const sum = (checks: readonly { points: number }[]) => checks.reduce((total, { points }) => total + points, 0);
    expect([sum(manifest.structure), sum(manifest.behaviour), sum(manifest.performance)]).toEqual([2, 6, 2]);
  });
});
