import { describe, expect, it } from 'vitest';
import { solution as orders } from '../../solutions/02-method-resolution-order/index.ts';
import { solution as fields } from '../../solutions/06-init-subclass/index.ts';
import type { Solution } from '../../solutions/solution.ts';
import { expectationsOf } from './expectations.ts';
import { solution as sums } from './testing/sums.ts';

describe('expectationsOf', () => {
  // What is said in a public scenario is shown: nobody has seen a private one by then.
  it.each<[string, Solution]>([
    ['02', orders],
    ['06', fields],
    ['sums', sums],
  ])('puts the public scenarios of %s before all private ones', (_name, solution) => {
    const visibilities = expectationsOf(solution, 1).map(({ visibility }) => visibility);
    expect(visibilities.indexOf('private')).toBeGreaterThan(0);
    expect(visibilities.indexOf('private')).toBeGreaterThan(visibilities.lastIndexOf('public'));
  });
});
