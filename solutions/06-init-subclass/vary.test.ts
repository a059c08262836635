import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../exercises/06-init-subclass/contract.ts';
import { driver } from '../../exercises/06-init-subclass/driver.ts';
import { encode } from '../../exercises/06-init-subclass/encode.ts';
import { manifest } from '../../exercises/06-init-subclass/manifest.ts';
import { scenarios } from '../../exercises/06-init-subclass/scenarios.ts';
import type { Step } from '../../exercises/06-init-subclass/steps.ts';
import { replay } from '../../exercises/kit/driver.ts';
import type { Json } from '../../exercises/kit/json.ts';
import { call, defineClass, object, PyClass, PyInstance, type PyValue } from '../../exercises/kit/objects.ts';
import { type ErrorView, type Expected, firstDifference, type Scenario } from '../../exercises/kit/scenario.ts';
import { Random } from '../random.ts';
import * as model from './checked.ts';
import { generate } from './generate.ts';
import { oracle } from './oracle.ts';
import { vary } from './vary.ts';

const PUBLIC = manifest.behaviour.filter(({ visibility }) => visibility === 'public').map(({ id }) => id);
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 2024];
const VARIED = new Map(PUBLIC.map((concept) => [concept, SEEDS.flatMap((seed) => vary(concept, new Random(seed)))]));

function expectedOf(scenario: Scenario<Step>): readonly Expected[] {
  return replay(driver, oracle, scenario) as readonly Expected[];
}

function agrees(module: Contract, scenario: Scenario<Step>): boolean {
  return firstDifference(expectedOf(scenario), replay(driver, module, scenario)) === -1;
}

/** The public concepts in which a module differs from the reference. */
function failing(module: Contract, varied: boolean): readonly string[] {
  return PUBLIC.filter((concept) => {
    const shown = scenarios.filter((scenario) => scenario.concept === concept);
    return (varied ? (VARIED.get(concept) ?? []) : shown).some((scenario) => !agrees(module, scenario));
  });
}

/** What a step does, without names and values. */
function sortOf(expected: Expected): string {
  if (expected.kind === 'value') return expected.value === null ? 'None' : 'value';
  const types = (error: ErrorView): string =>
    error.cause === undefined ? error.type : `${error.type} < ${types(error.cause)}`;
  return types(expected.error);
}

/** Does what is right for the calls that the public scenarios lead to, and nothing for any other. */
function tabulate(): Contract {
  const table = new Set<string>();
  let recording = true;
  const knows = (...seen: readonly PyValue[]): boolean => {
    const key = JSON.stringify(seen.map(describeArgument));
    if (recording) table.add(key);
    return table.has(key);
  };
  class Field extends model.Field {
    /** The Fields that the model's Checked makes are Fields here too. */
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof model.Field;
    }
    constructor(name: string, hint: PyValue) {
      super(name, knows(name, hint) ? hint : () => null);
    }
    override __set__(instance: PyInstance, value: PyValue): void {
      if (knows(this.name, instance, value)) super.__set__(instance, value);
    }
  }
  const namespace = Array.from(model.Checked.dict, ([name, value]): readonly [string, PyValue] => {
    if (typeof value !== 'function') return [name, value];
    return [name, (...args: readonly PyValue[]) => (knows(name, ...args) ? call(value, ...args) : null)];
  });
  const module: Contract = { Field, Checked: defineClass('Checked', object, { namespace: new Map(namespace) }) };
  for (const scenario of scenarios) replay(driver, module, scenario);
  recording = false;
  return module;
}

function describeArgument(value: PyValue): Json {
  if (value instanceof PyInstance) return describeArgument(value.cls);
  if (value instanceof PyClass) return [value.name, encode(new Map(value.annotations), model.Field)];
  return encode(value, model.Field);
}

async function modulesIn(folder: 'wrong' | 'alternatives'): Promise<readonly (readonly [string, Contract])[]> {
  const files = readdirSync(new URL(`./${folder}/`, import.meta.url)).filter((file) => file.endsWith('.ts'));
  return Promise.all(
    files.map(async (file): Promise<readonly [string, Contract]> => {
      return [file.slice(0, -3), await import(`./${folder}/${file.slice(0, -3)}.ts`)];
    }),
  );
}

const right = [['model', model as Contract] as const, ...(await modulesIn('alternatives'))];
const wrong = await modulesIn('wrong');

describe('vary', () => {
  it.each(PUBLIC)('gives at least two variations of %s, the same for the same seed', (concept) => {
    for (const seed of SEEDS) {
      const varied = vary(concept, new Random(seed));
      expect(varied.length).toBeGreaterThanOrEqual(2);
      expect(new Set(varied.map(({ id }) => id)).size).toBe(varied.length);
      expect(generate(concept, new Random(seed))).toEqual(varied);
      expect(vary(concept, new Random(seed + 1))).not.toEqual(varied);
    }
  });

  it.each(PUBLIC)('keeps what each step of %s does, but for names and values', (concept) => {
    for (const scenario of VARIED.get(concept) ?? []) {
      const shown = scenarios.find(({ id }) => scenario.id.startsWith(`${id}-varied-`));
      expect(expectedOf(scenario).map(sortOf), scenario.id).toEqual(shown?.expect.map(sortOf));
    }
  });

  it.each(right)('is answered right by %s', (_name, module) => {
    expect(failing(module, true)).toEqual([]);
  });

  it.each(wrong)('makes %s fail in the concepts in which it fails in public, and in no others', (_name, module) => {
    expect(failing(module, true)).toEqual(failing(module, false));
  });

  it('cannot be answered from a table of the public scenarios', () => {
    const table = tabulate();
    expect(failing(table, false)).toEqual([]);
    for (const seed of SEEDS) {
      const passed = PUBLIC.filter((concept) =>
        vary(concept, new Random(seed)).every((scenario) => agrees(table, scenario)),
      );
      expect(passed, String(seed)).toEqual([]);
    }
  });
});
