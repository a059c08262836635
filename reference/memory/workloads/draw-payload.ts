import { FREE, type Trace } from './trace.ts';

const LEVELS = '▁▂▃▄▅▆▇█';

/**
 * The greatest payload within each of `columns` equal parts of a trace, in bytes: what was asked for and is live, if
 * every request is served.
 */
export function payloadOverTime(trace: Trace, columns: number): Float64Array {
  const { kinds, ids, sizes } = trace;
  const held = new Float64Array(trace.maxId + 1);
  const greatest = new Float64Array(columns);
  let payload = 0;
  let next = 0;
  for (let column = 0; column < columns; column += 1) {
    const end = Math.round(((column + 1) * kinds.length) / columns);
    greatest[column] = payload;
    for (; next < end; next += 1) {
      const id = ids[next] as number;
      const size = kinds[next] === FREE ? 0 : (sizes[next] as number);
      payload += size - (held[id] as number);
      held[id] = size;
      if (payload > (greatest[column] as number)) greatest[column] = payload;
    }
  }
  return greatest;
}

/** The payload over time as a line of text, in eight levels; the highest is the peak. */
export function drawPayload(trace: Trace, columns = 64): string {
  const payload = payloadOverTime(trace, columns);
  const peak = Math.max(1, ...payload);
  const levelOf = (bytes: number) => Math.min(LEVELS.length - 1, Math.floor((bytes / peak) * LEVELS.length));
  return Array.from(payload, (bytes) => LEVELS[levelOf(bytes)]).join('');
}
