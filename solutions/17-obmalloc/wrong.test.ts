import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../exercises/17-obmalloc/contract.ts';
import { driver } from '../../exercises/17-obmalloc/driver.ts';
import { manifest } from '../../exercises/17-obmalloc/manifest.ts';
import { scenarios } from '../../exercises/17-obmalloc/scenarios.ts';
import type { Step } from '../../exercises/17-obmalloc/steps.ts';
import { replay } from '../../exercises/kit/driver.ts';
import type { BehaviourCheck } from '../../exercises/kit/manifest.ts';
import { firstDifference, type PublicScenario } from '../../exercises/kit/scenario.ts';
import { Random } from '../random.ts';
import { generate } from './generate.ts';
import { oracle } from './oracle.ts';

const FOLDER = new URL('wrong/', import.meta.url);
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));

const SCENARIOS = new Map(manifest.behaviour.map((check) => [check.id, scenariosOf(check)]));

/** The scenarios of a check, and what the oracle does. */
function scenariosOf({ id, visibility }: BehaviourCheck): readonly PublicScenario<Step>[] {
  if (visibility === 'public') return scenarios.filter(({ concept }) => concept === id);
  return generate(id, new Random(1)).map((scenario) => {
    const seen = replay(driver, oracle, scenario);
    return { ...scenario, expect: seen.flatMap((each) => (each.kind === 'value' ? [each] : [])) };
  });
}

function agrees(module: Contract, scenario: PublicScenario<Step>): boolean {
  return firstDifference(scenario.expect, replay(driver, module, scenario)) === -1;
}

/** Ids of the behaviour checks that fail; one that waits for another does not. */
function failing(module: Contract): readonly string[] {
  const passed = new Set<string>();
  const failed: string[] = [];
  for (const check of manifest.behaviour) {
    if (!check.after.every((id) => passed.has(id))) continue;
    if (SCENARIOS.get(check.id)?.every((scenario) => agrees(module, scenario))) passed.add(check.id);
    else failed.push(`behaviour/${check.id}`);
  }
  return failed;
}

describe('wrong answers', () => {
  it.each(NAMES)('%s fails the behaviour checks that it names', async (name) => {
    const [, named = ''] = /^\/\/ Caught by: (.*)$/m.exec(readFileSync(new URL(name, FOLDER), 'utf8')) ?? [];
    const checks = named.split(', ').filter((id) => id.startsWith('behaviour/'));
    const module = (await import(new URL(name, FOLDER).href)) as Contract;
    const failed = failing(module);
    expect(failed).toEqual(expect.arrayContaining(checks));
    if (checks.length === 0) expect(failed).toEqual([]);
  });
});
