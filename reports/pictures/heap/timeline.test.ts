import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../../../reference/memory/workloads/index.ts';
import { DEFAULT_SETTINGS } from './heap-settings.ts';
import { timelineView } from './timeline.ts';

describe('timelineView', () => {
  it('draws what is mapped and what was asked for, as shares of the most that was mapped', () => {
    const builder = new TraceBuilder();
    builder.malloc(1, 512);
    builder.free(1);
    expect(timelineView(builder.build('pair'), DEFAULT_SETTINGS)).toEqual({
      width: 2,
      height: 48,
      footprint: 'M0 48L0 48.0L1 0.0L2 48.0L2 48z',
      payload: 'M0 48L0 48.0L1 47.9L2 48.0L2 48z',
      sentence: 'At most 1 arena, 262,144 bytes mapped at a time during 2 operations.',
    });
  });
  it('is flat for an empty trace', () => {
    const { width, footprint } = timelineView(new TraceBuilder().build('empty'), DEFAULT_SETTINGS);
    expect([width, footprint]).toEqual([1, 'M0 48L0 48.0L1 48.0L1 48z']);
  });
});
