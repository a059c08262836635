import { FREE, type Trace, TraceBuilder } from '../../../reference/memory/workloads/trace.ts';
import { packNumbers, unpackNumbers } from '../kit/packed-numbers.ts';

/**
 * A trace as text for a page: about four characters an operation. For each operation 4 * id + kind, then the size
 * unless it is a `free`.
 */
export function traceToText({ kinds, ids, sizes }: Trace): string {
  const numbers: number[] = [];
  for (let index = 0; index < kinds.length; index += 1) {
    const kind = kinds[index] as number;
    numbers.push(4 * (ids[index] as number) + kind);
    if (kind !== FREE) numbers.push(sizes[index] as number);
  }
  return packNumbers(numbers);
}

/** The trace again. @throws {RangeError} if the text is none of `traceToText`. */
export function traceFromText(name: string, text: string): Trace {
  const numbers = unpackNumbers(text);
  const builder = new TraceBuilder();
  const calls = [builder.malloc, builder.calloc, builder.realloc];
  for (let index = 0; index < numbers.length; ) {
    const word = numbers[index++] as number;
    const [id, kind] = [Math.floor(word / 4), word % 4];
    if (kind === FREE) builder.free(id);
    else calls[kind]?.call(builder, id, numbers[index++] ?? Number.NaN);
  }
  return builder.build(name);
}
