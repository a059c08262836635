import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Allocator, Contract } from '../../exercises/17-obmalloc/contract.ts';
import { driver } from '../../exercises/17-obmalloc/driver.ts';
import { manifest } from '../../exercises/17-obmalloc/manifest.ts';
import { scenarios } from '../../exercises/17-obmalloc/scenarios.ts';
import type { Step } from '../../exercises/17-obmalloc/steps.ts';
import { replay } from '../../exercises/kit/driver.ts';
import { type Address, NULL } from '../../exercises/kit/memory.ts';
import { type Expected, firstDifference, type Scenario } from '../../exercises/kit/scenario.ts';
import type { System } from '../../exercises/kit/system.ts';
import { Random } from '../random.ts';
import { generate } from './generate.ts';
import * as model from './obmalloc.ts';
import { oracle } from './oracle.ts';
import { vary } from './vary.ts';

const PUBLIC = manifest.behaviour.filter(({ visibility }) => visibility === 'public').map(({ id }) => id);
const SEEDS = [1, 2, 3, 4, 5, 2024];
const VARIED = new Map(PUBLIC.map((concept) => [concept, SEEDS.flatMap((seed) => vary(concept, new Random(seed)))]));

const EXPECTED = new Map<Scenario<Step>, readonly Expected[]>(
  [...scenarios, ...[...VARIED.values()].flat()].map((scenario) => [scenario, expectedOf(scenario)]),
);

function expectedOf(scenario: Scenario<Step>): readonly Expected[] {
  return replay(driver, oracle, scenario) as readonly Expected[];
}

function agrees(module: Contract, scenario: Scenario<Step>): boolean {
  const expected = EXPECTED.get(scenario) ?? expectedOf(scenario);
  return firstDifference(expected, replay(driver, module, scenario)) === -1;
}

/** The public concepts in which a module differs from the reference. */
function failing(module: Contract, varied: boolean): readonly string[] {
  return PUBLIC.filter((concept) => {
    const shown = scenarios.filter((scenario) => scenario.concept === concept);
    return (varied ? (VARIED.get(concept) ?? []) : shown).some((scenario) => !agrees(module, scenario));
  });
}

/** Where the blocks of a scenario lie, without what sizes and the pools before them change. */
function pathOf(scenario: Scenario<Step>, before: number, withEvents: boolean): readonly string[] {
  const pools = new Map<string, number>();
  return expectedOf(scenario)
    .slice(before)
    .flatMap((each) => {
      if (each.kind === 'error' || typeof each.value !== 'string') return ['no place'];
      const [place = '', ...events] = each.value.split(' ').filter((word) => !/^(n|fnv)=/.test(word));
      const [, arena, offset] = /^(?:first=)?(\d+):(\d+)$/.exec(place) ?? [];
      const pool = `${arena}:${Math.floor(Number(offset) / 4096)}`;
      if (arena !== undefined && !pools.has(pool)) pools.set(pool, pools.size);
      const shown = arena === undefined ? place : `pool ${pools.get(pool)}`;
      return [withEvents ? [shown, ...events.filter((event) => !event.startsWith('last='))].join(' ') : shown];
    });
}

/** Does what is right for the calls of the public scenarios, in their order, and gives NULL from any other on. */
function tabulate(): Contract {
  const table = new Set<string>();
  let recording = true;
  class Obmalloc implements Allocator {
    readonly #inner: Allocator;
    #calls = '';

    constructor(system: System) {
      this.#inner = new oracle.Obmalloc(system);
    }
    malloc(size: number): Address {
      return this.#knows(`m${size}`) ? this.#inner.malloc(size) : NULL;
    }
    calloc(count: number, size: number): Address {
      return this.#knows(`c${count}*${size}`) ? this.#inner.calloc(count, size) : NULL;
    }
    realloc(address: Address, size: number): Address {
      return this.#knows(`r${address} ${size}`) ? this.#inner.realloc(address, size) : NULL;
    }
    free(address: Address): void {
      if (this.#knows(`f${address}`)) this.#inner.free(address);
    }
    #knows(call: string): boolean {
      this.#calls += `${call};`;
      if (recording) table.add(this.#calls);
      return table.has(this.#calls);
    }
  }
  const short = scenarios.filter(({ steps }) => steps.every((step) => step.op !== 'M' || step.n < 1_000));
  for (const scenario of short) replay(driver, { Obmalloc }, scenario);
  recording = false;
  return { Obmalloc };
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
  it.each(PUBLIC)('gives two variations of %s, the same for the same seed', (concept) => {
    for (const seed of SEEDS) {
      const varied = vary(concept, new Random(seed));
      expect(varied).toHaveLength(2);
      expect(new Set(varied.map(({ id }) => id)).size).toBe(varied.length);
      expect(generate(concept, new Random(seed))).toEqual(varied);
      expect(vary(concept, new Random(seed + 1))).not.toEqual(varied);
    }
  });

  it.each(PUBLIC)('takes the pools in variations of %s as the public scenario does', (concept) => {
    for (const scenario of VARIED.get(concept) ?? []) {
      const shown = scenarios.find(({ id }) => scenario.id.startsWith(`${id}-varied-`));
      if (shown === undefined || ['calloc', 'realloc'].includes(concept)) continue;
      const before = scenario.steps.length - shown.steps.length;
      const withEvents = ['arenas', 'usable-arenas', 'arena-failure'].includes(concept);
      expect(pathOf(scenario, before, withEvents), scenario.id).toEqual(pathOf(shown, 0, withEvents));
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
    for (const concept of PUBLIC) {
      const passed = SEEDS.filter((seed) =>
        vary(concept, new Random(seed)).every((scenario) => agrees(table, scenario)),
      );
      expect(passed, concept).toEqual([]);
    }
  });
});
