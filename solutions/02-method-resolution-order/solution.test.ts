import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driver } from '../../exercises/02-method-resolution-order/driver.ts';
import { manifest } from '../../exercises/02-method-resolution-order/manifest.ts';
import { scenarios } from '../../exercises/02-method-resolution-order/scenarios.ts';
import { replay } from '../../exercises/kit/driver.ts';
import { readMroRecording } from '../../reference/conformance/object-model/mro-recording.ts';
import { oracle } from './oracle.ts';
import { expectedOf, privateScenarios, SEEDS } from './replaying.ts';

describe('oracle', () => {
  it.each(scenarios)('does what is expected of $id', (scenario) => {
    expect(replay(driver, oracle, scenario)).toEqual(scenario.expect);
  });
});

describe('scenarios', () => {
  it('expect what CPython was recorded to do, and leave nothing of the recording out', () => {
    const recorded = readMroRecording().scenarios.filter(({ id }) => !id.startsWith('random-'));
    const written = scenarios.map(({ id, steps, expect }) => ({ id, steps, expect }));
    expect(written.toSorted(byId)).toEqual(recorded.toSorted(byId));
  });

  it('show every public concept at least twice', () => {
    for (const { id } of manifest.behaviour.filter(({ visibility }) => visibility === 'public')) {
      expect(scenarios.filter(({ concept }) => concept === id).length, id).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('generate', () => {
  it('gives the same scenarios for the same seed, and others for another', () => {
    expect(privateScenarios(7)).toEqual(privateScenarios(7));
    expect(privateScenarios(7)).not.toEqual(privateScenarios(8));
  });

  it.each(SEEDS)('gives scenarios that hit their concept: seed %i', (seed) => {
    for (const scenario of privateScenarios(seed)) {
      const expected = expectedOf(scenario);
      const errors = expected.filter(({ kind }) => kind === 'error').length;
      expect(errors > 0, scenario.id).toBe(scenario.concept === 'any-conflict');
      expect(errors, scenario.id).toBeLessThan(expected.length);
      expect(JSON.stringify(expected)).not.toContain('NameError');
    }
  });

  it('stays below the length at which CPython cuts its messages', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) =>
        privateScenarios(seed)
          .flatMap(expectedOf)
          .every((expected) => expected.kind === 'value' || expected.error.message.length < 999),
      ),
      { numRuns: 20 },
    );
  });
});

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
