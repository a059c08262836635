import { describe, expect, it } from 'vitest';
import { System } from '../../../exercises/kit/system.ts';
import { Obmalloc, TracedObmalloc, type TraceEvent } from './index.ts';

function traced() {
  const events: TraceEvent[] = [];
  const allocator = new TracedObmalloc(new Obmalloc(new System()), (event) => void events.push(event));
  return { allocator, events };
}

describe('TracedObmalloc', () => {
  it('tells each call with its block and place, after what the heap did in it', () => {
    const { allocator, events } = traced();
    const small = allocator.malloc(8);
    const cleared = allocator.calloc(3, 200);
    const moved = allocator.realloc(small, 100);
    allocator.free(moved);
    expect(events.map(({ kind }) => kind)).toEqual([
      'arenaObjectsGrown',
      'arenaMapped',
      'poolTaken',
      'malloc',
      'calloc',
      'poolTaken',
      'poolEmptied',
      'realloc',
      'poolEmptied',
      'arenaUnmapped',
      'free',
    ]);
    expect(events.filter((event) => 'place' in event)).toEqual([
      { kind: 'malloc', nbytes: 8, block: small, place: '0:48' },
      { kind: 'calloc', nelem: 3, elsize: 200, block: cleared, place: 'raw' },
      { kind: 'realloc', from: small, nbytes: 100, block: moved, place: '0:4144' },
      { kind: 'free', block: moved, place: '0:4144' },
    ]);
  });

  it('tells of a realloc one call, not the malloc and the free inside', () => {
    const { allocator, events } = traced();
    const block = allocator.malloc(8);
    events.length = 0;
    allocator.realloc(block, 200);
    expect(events.filter((event) => 'place' in event)).toMatchObject([{ kind: 'realloc' }]);
  });
});
