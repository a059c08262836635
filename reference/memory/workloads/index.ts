export { type Allocator, ImpossibleTrace, type ReplayOutcome, replay } from './replay.ts';
export { CALLOC, FREE, MALLOC, REALLOC, type Trace, TraceBuilder } from './trace.ts';
