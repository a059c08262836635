import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../exercises/02-method-resolution-order/contract.ts';
import { driver } from '../../exercises/02-method-resolution-order/driver.ts';
import { manifest } from '../../exercises/02-method-resolution-order/manifest.ts';
import { scenarios } from '../../exercises/02-method-resolution-order/scenarios.ts';
import { object, type PyClass } from '../../exercises/kit/classes.ts';
import { replay } from '../../exercises/kit/driver.ts';
import { Random } from '../random.ts';
import { generate } from './generate.ts';
import * as model from './mro.ts';
import { oracle } from './oracle.ts';
import { agrees, expectedOf, SEEDS } from './replaying.ts';
import { vary } from './vary.ts';

const PUBLIC = manifest.behaviour.filter(({ visibility }) => visibility === 'public').map(({ id }) => id);
const VARIED = new Map(PUBLIC.map((concept) => [concept, SEEDS.flatMap((seed) => vary(concept, new Random(seed)))]));

/** The public concepts in which a module differs from the reference. */
function failing(module: Contract, varied: boolean): readonly string[] {
  return PUBLIC.filter((concept) => {
    const shown = scenarios.filter((scenario) => scenario.concept === concept);
    return (varied ? (VARIED.get(concept) ?? []) : shown).some((scenario) => !agrees(module, scenario));
  });
}

/** Answers from a table of what the public scenarios contain; knows nothing else. */
function tabulate(keyOf: (cls: PyClass) => string): Contract {
  const table = new Map<string, (cls: PyClass) => readonly PyClass[]>();
  const recorder: Contract = {
    mro(cls) {
      table.set(keyOf(cls), (again) => oracle.mro(again));
      return oracle.mro(cls);
    },
  };
  for (const scenario of scenarios) replay(driver, recorder, scenario);
  return { mro: (cls) => table.get(keyOf(cls))?.(cls) ?? [cls, object] };
}

/** All that an answer can see: names, bases and orders, all the way up. */
function byNames({ name, bases }: PyClass): string {
  return bases.length === 0 ? name : `${name}(${bases.map(byNames).join(', ')})`;
}

/** The same without the names: a table that is no worse for other names. */
function byShape(cls: PyClass): string {
  const numbers = new Map<PyClass, number>();
  const shapeOf = (each: PyClass): string => {
    const known = numbers.get(each);
    if (known !== undefined) return String(known);
    numbers.set(each, numbers.size);
    return `(${each.bases.map(shapeOf).join(' ')})`;
  };
  return shapeOf(cls);
}

async function modulesIn(folder: 'wrong' | 'alternatives'): Promise<readonly (readonly [string, Contract])[]> {
  const files = readdirSync(new URL(`./${folder}/`, import.meta.url)).filter((file) => file.endsWith('.ts'));
  return Promise.all(
    files.map(async (file): Promise<readonly [string, Contract]> => {
      return [file.slice(0, -3), await import(`./${folder}/${file.slice(0, -3)}.ts`)];
    }),
  );
}

const right = [['model', model] as const, ...(await modulesIn('alternatives'))];
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

  it.each(PUBLIC)(
    'lets variations of %s raise as often as the public scenario does, and defines all names',
    (concept) => {
      for (const scenario of VARIED.get(concept) ?? []) {
        const shown = scenarios.find(({ id }) => scenario.id.startsWith(`${id}-varied-`));
        const expected = expectedOf(scenario);
        const sorts = (outcomes: typeof expected) =>
          outcomes.flatMap((each) => (each.kind === 'error' ? [each.error.message.slice(0, 10)] : []));
        expect(sorts(expected)).toEqual(sorts(shown?.expect ?? []));
        expect(expected.length).toBeGreaterThan(shown?.expect.length ?? 0);
      }
    },
  );

  it.each(right)('is answered right by %s', (_name, module) => {
    expect(failing(module, true)).toEqual([]);
  });

  it.each(wrong)('makes %s fail in the concepts in which it fails in public, and in no others', (_name, module) => {
    expect(failing(module, true)).toEqual(failing(module, false));
  });

  it.each([
    ['what the classes are called and derive from', byNames],
    ['what they derive from alone', byShape],
  ])('cannot be answered from a table by %s', (_name, keyOf) => {
    const table = tabulate(keyOf);
    expect(failing(table, false)).toEqual([]);
    for (const seed of SEEDS) {
      const passed = PUBLIC.filter((concept) =>
        vary(concept, new Random(seed)).every((scenario) => agrees(table, scenario)),
      );
      expect(passed, String(seed)).toEqual([]);
    }
  });
});
