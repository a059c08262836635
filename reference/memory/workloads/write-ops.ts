import type { Directives } from '../../conformance/obmalloc/operation.ts';
import { NO_DIRECTIVES } from './read-ops.ts';
import { CALLOC, FREE, MALLOC, type Trace } from './trace.ts';

/** A trace in the project's own format, without macros. What `readOps` reads back is the same trace. */
export function writeOps(trace: Trace, directives: Readonly<Directives> = NO_DIRECTIVES): string {
  const { kinds, ids, sizes } = trace;
  const lines: string[] = [];
  if (directives.misalign !== 0) lines.push(`% misalign ${directives.misalign}\n`);
  if (directives.arenaCap !== Number.POSITIVE_INFINITY) lines.push(`% arenacap ${directives.arenaCap}\n`);
  for (let index = 0; index < kinds.length; index += 1) {
    const id = ids[index] as number;
    const size = sizes[index] as number;
    switch (kinds[index]) {
      case MALLOC:
        lines.push(`m ${id} ${size}\n`);
        break;
      case CALLOC:
        lines.push(`c ${id} 1 ${size}\n`);
        break;
      case FREE:
        lines.push(`f ${id}\n`);
        break;
      default:
        lines.push(`r ${id} ${size}\n`);
    }
  }
  return lines.join('');
}
