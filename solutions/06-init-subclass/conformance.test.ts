import { describe, expect, it } from 'vitest';
import { driver } from '../../exercises/06-init-subclass/driver.ts';
import { scenarios } from '../../exercises/06-init-subclass/scenarios.ts';
import type { Step } from '../../exercises/06-init-subclass/steps.ts';
import { replay } from '../../exercises/kit/driver.ts';
import { readCheckedRecording } from '../../reference/object-model/checked/recording.ts';
import { oracle } from './oracle.ts';

describe('scenarios', () => {
  it('expect what CPython did', () => {
    const recorded = readCheckedRecording('named').scenarios;
    expect(scenarios.map(({ id, steps, expect }) => ({ id, steps, expect }))).toEqual(recorded);
  });
});

describe('oracle', () => {
  it.each(scenarios)('does what CPython did: $title', (scenario) => {
    expect(replay(driver, oracle, scenario)).toEqual(scenario.expect);
  });

  it.each(readCheckedRecording('random').scenarios)(
    'does what CPython did in $id',
    ({ id, steps, expect: recorded }) => {
      // The recording carries the steps as they were generated.
      const scenario = { id, concept: 'random', title: id, steps: steps as readonly Step[] };
      expect(replay(driver, oracle, scenario)).toEqual(recorded);
    },
  );
});
