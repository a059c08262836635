export type { Allocator } from './allocator.ts';
export { type ArenaCensus, type HeapCensus, type PoolCensus, takeCensus } from './census.ts';
export { checkHeap, type Violation } from './check-heap.ts';
export type { ArenaEvent, HeapEvent, HeapListener, PoolEvent } from './events.ts';
export type { Heap } from './heap.ts';
export { Obmalloc } from './obmalloc.ts';
export type { PoolName } from './place.ts';
export { PROFILES, type Profile, type ProfileName } from './profile.ts';
export { type CallEvent, TracedObmalloc, type TraceEvent, type TraceListener } from './traced-obmalloc.ts';
