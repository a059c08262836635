import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Place } from '../../exercises/kit/scenario.ts';

/** From a place in the compiled code (1-based) to the student's own, as `compileStudent`'s map has it. */
export function mapPlace(map: string): (place: Place) => Place | undefined {
  let trace: TraceMap | undefined;
  return ({ line, column }) => {
    trace ??= new TraceMap(map);
    if (!(line >= 1 && column >= 1)) return undefined;
    const original = originalPositionFor(trace, { line, column: column - 1 });
    return original.line === null ? undefined : { line: original.line, column: original.column + 1 };
  };
}
