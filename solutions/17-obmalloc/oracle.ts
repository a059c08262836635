import type { Contract } from '../../exercises/17-obmalloc/contract.ts';
import type { System } from '../../exercises/kit/system.ts';
import { Obmalloc as Reference } from '../../reference/memory/obmalloc/obmalloc.ts';
import { PROFILES } from '../../reference/memory/obmalloc/profile.ts';

/** The reference in the lecture's layout. */
class Obmalloc extends Reference {
  constructor(system: System) {
    super(system, PROFILES.classic64);
  }
}

export const oracle: Contract = { Obmalloc };
