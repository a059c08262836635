import { describe, expect, it } from 'vitest';
import { driver } from '../../exercises/17-obmalloc/driver.ts';
import { scenarios } from '../../exercises/17-obmalloc/scenarios.ts';
import { replay } from '../../exercises/kit/driver.ts';
import * as model from './obmalloc.ts';

describe('model answer', () => {
  it.each(scenarios)('does what CPython did: $id $title', (scenario) => {
    expect(replay(driver, model, scenario)).toEqual(scenario.expect);
  });
});
