/**
 * The scenario language, after that of the recordings made with CPython's own allocator.
 * An id stands for a block, as a variable in C does: `malloc(1, 48)` is `p1 = malloc(48)`. A dead id is NULL.
 */
export type Step =
  | { readonly op: 'm'; readonly id: number; readonly size: number }
  | { readonly op: 'c'; readonly id: number; readonly count: number; readonly size: number }
  | { readonly op: 'r'; readonly id: number; readonly size: number }
  | { readonly op: 'f'; readonly id: number }
  | { readonly op: 'w'; readonly id: number; readonly byte: number }
  | { readonly op: 'd'; readonly id: number; readonly offset: number; readonly length: number }
  | { readonly op: 'M'; readonly id: number; readonly n: number; readonly size: number }
  | { readonly op: 'F' | 'G'; readonly id: number; readonly n: number }
  | { readonly op: '?' }
  | { readonly op: '%'; readonly misalign: number }
  | { readonly op: '%'; readonly arenacap: number };

/** `p1 = malloc(48)`. */
export function malloc(id: number, size: number): Step {
  return { op: 'm', id, size };
}

/** `p1 = calloc(count, size)`. */
export function calloc(id: number, count: number, size: number): Step {
  return { op: 'c', id, count, size };
}

/** `p1 = realloc(p1, size)`; p1 keeps its block if that gives NULL. */
export function realloc(id: number, size: number): Step {
  return { op: 'r', id, size };
}

/** `free(p1)`. */
export function free(id: number): Step {
  return { op: 'f', id };
}

/** Writes `byte` to all bytes of the block: as many as were last asked for. */
export function fill(id: number, byte: number): Step {
  return { op: 'w', id, byte };
}

/** Reads `length` bytes of the block from `offset` on, as hexadecimal digits. */
export function dump(id: number, offset: number, length: number): Step {
  return { op: 'd', id, offset, length };
}

/** `n` times malloc: ids `id`, `id + 1` and so on. */
export function mallocRun(id: number, n: number, size: number): Step {
  return { op: 'M', id, n, size };
}

/** `n` times free, ascending: `id` first. */
export function freeRun(id: number, n: number): Step {
  return { op: 'F', id, n };
}

/** `n` times free, descending: `id + n - 1` first. */
export function freeRunDown(id: number, n: number): Step {
  return { op: 'G', id, n };
}

/** Reads all pool headers and free lists out of the simulated memory. */
export const pools: Step = { op: '?' };

/** Before the first call: every arena begins `bytes` after a multiple of 256 KiB. */
export function misalign(bytes: number): Step {
  return { op: '%', misalign: bytes };
}

/** Before the first call: the system gives at most `arenas` arenas at a time. */
export function arenaCap(arenas: number): Step {
  return { op: '%', arenacap: arenas };
}

/** The step as it would stand in a C program. One line. */
export function describeStep(step: Step): string {
  switch (step.op) {
    case 'm':
      return `p${step.id} = malloc(${step.size})`;
    case 'c':
      return `p${step.id} = calloc(${step.count}, ${step.size})`;
    case 'r':
      return `p${step.id} = realloc(p${step.id}, ${step.size})`;
    case 'f':
      return `free(p${step.id})`;
    case 'w':
      return `fill p${step.id} with byte 0x${step.byte.toString(16).padStart(2, '0')}`;
    case 'd':
      return `read ${step.length} bytes of p${step.id} from byte ${step.offset} on`;
    case 'M':
      return `${range('p', step.id, step.id + step.n - 1, '')} = malloc(${step.size})`;
    case 'F':
      return range('free(p', step.id, step.id + step.n - 1, ')');
    case 'G':
      return range('free(p', step.id + step.n - 1, step.id, ')');
    case '?':
      return 'read the pool headers';
    case '%':
      return 'misalign' in step
        ? `the system's arenas begin ${step.misalign} bytes after a multiple of 256 KiB`
        : `the system gives at most ${step.arenacap} arena${step.arenacap === 1 ? '' : 's'} at a time`;
    default:
      return step satisfies never;
  }
}

function range(before: string, from: number, to: number, after: string): string {
  const first = `${before}${from}${after}`;
  return from === to ? first : `${first} … ${before}${to}${after}`;
}
