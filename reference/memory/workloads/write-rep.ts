import { DIALECTS, type Dialect, type DialectName, type HeaderField } from './dialects.ts';
import { FREE, REALLOC, type Trace } from './trace.ts';

/** A trace that cannot be said in a dialect. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';
}

/** What CS:APP calls the weight: the trace counts. */
const WEIGHT = 1;

/**
 * A trace as a malloc lab's file; id n becomes n - 1.
 *
 * Differs from the trace where the format has no words for it: `calloc` becomes `a`, as does `realloc` of a dead id;
 * `free` of a dead id is left out where it cannot be written; where `r ID 0` would free the block, it is resized to 1 byte.
 *
 * @throws {Unwritable} for a `realloc` in a dialect without it.
 */
export function writeRep(trace: Trace, dialect: DialectName): string {
  const rules: Dialect = DIALECTS[dialect];
  const { kinds, ids, sizes } = trace;
  const live = new Uint8Array(trace.maxId + 1);
  const held = new Float64Array(trace.maxId + 1);
  const lines: string[] = [];
  let payload = 0;
  let peak = 0;
  let greatest = 0;
  for (let index = 0; index < kinds.length; index += 1) {
    const id = ids[index] as number;
    if (kinds[index] === FREE) {
      if (live[id] === 1 || rules.freeOfNull === 'dead id') lines.push(`f ${id - 1}\n`);
      else if (rules.freeOfNull === '-1') lines.push('f -1\n');
      payload -= held[id] as number;
      held[id] = 0;
      live[id] = 0;
      continue;
    }
    const resized = kinds[index] === REALLOC && live[id] === 1;
    if (resized && !rules.realloc) {
      throw new Unwritable(`operation ${index + 1} is a realloc, and ${dialect} has none`);
    }
    const size = resized && rules.reallocToZeroFrees ? Math.max(sizes[index] as number, 1) : (sizes[index] as number);
    lines.push(`${resized ? 'r' : 'a'} ${id - 1} ${size}\n`);
    payload += size - (held[id] as number);
    peak = Math.max(peak, payload);
    greatest = Math.max(greatest, id);
    held[id] = size;
    live[id] = 1;
  }
  const values: Readonly<Record<HeaderField, number>> = {
    'heap size': peak,
    ids: greatest,
    operations: lines.length,
    weight: WEIGHT,
    'ignore-ranges flag': 0,
    peak,
  };
  return `${rules.header.map((field) => `${values[field]}\n`).join('')}${lines.join('')}`;
}
