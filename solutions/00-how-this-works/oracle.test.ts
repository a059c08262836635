import { describe, expect, it } from 'vitest';
import { driver } from '../../exercises/00-how-this-works/driver.ts';
import { scenarios } from '../../exercises/00-how-this-works/scenarios.ts';
import { replay } from '../../exercises/kit/driver.ts';
import { oracle } from './oracle.ts';

describe('oracle', () => {
  it.each(scenarios)('does what is expected of $id', (scenario) => {
    expect(replay(driver, oracle, scenario)).toEqual(scenario.expect);
  });
});
