export { DIALECT_NAMES, DIALECTS, type Dialect, type DialectName } from './dialects.ts';
export { drawPayload, payloadOverTime } from './draw-payload.ts';
export { NO_DIRECTIVES, type TraceFile } from './read-ops.ts';
export { readTrace } from './read-trace.ts';
export { type Allocator, ImpossibleTrace, type ReplayOutcome, replay } from './replay.ts';
export {
  completeParameters,
  DEFAULT_OPERATIONS,
  DEFAULT_SEED,
  generate,
  type Parameters,
  type Shape,
} from './shape.ts';
export { SHAPE_NAMES, SHAPES, type ShapeName } from './shapes.ts';
export { CALLOC, FREE, MALLOC, REALLOC, type Trace, TraceBuilder } from './trace.ts';
export { writeOps } from './write-ops.ts';
export { Unwritable, writeRep } from './write-rep.ts';
