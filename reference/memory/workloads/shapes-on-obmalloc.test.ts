import { describe, expect, it } from 'vitest';
import { System } from '../../../exercises/kit/system.ts';
import { checkHeap, Obmalloc, PROFILES } from '../obmalloc/index.ts';
import { replay } from './replay.ts';
import { generate } from './shape.ts';
import { SHAPE_NAMES, SHAPES } from './shapes.ts';

describe.each(Object.values(PROFILES))('a shape on the allocator: $name', (profile) => {
  it.each(SHAPE_NAMES)('%s leaves a sound heap', (name) => {
    const system = new System({ arenaSize: profile.arenaSize });
    const allocator = new Obmalloc(system, profile);
    const trace = generate(SHAPES[name]);
    const outcome = replay(trace, allocator, () => system.live * profile.arenaSize);
    expect(checkHeap(allocator.heap)).toEqual([]);
    expect(outcome.refused).toBe(0);
    expect(outcome.peakFootprint).toBe(system.peak * profile.arenaSize);
  });
});
