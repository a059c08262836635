export { type ArenaCensus, type HeapCensus, type PoolCensus, type PoolName, takeCensus } from './census.ts';
export { checkHeap, type Violation } from './check-heap.ts';
export type { Heap } from './heap.ts';
export { Obmalloc } from './obmalloc.ts';
export { PROFILES, type Profile, type ProfileName } from './profile.ts';
