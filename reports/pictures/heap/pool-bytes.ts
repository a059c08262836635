import type { Address } from '../../../exercises/kit/memory.ts';
import type { Heap } from '../../../reference/memory/obmalloc/index.ts';

/** A pool's bytes, 16 in a line; lines alike are told once. */
export function poolBytes(heap: Heap, pool: Address): string {
  const digits = heap.system.memory.dump(pool, heap.profile.poolSize);
  const lines: string[] = [];
  let previous = '';
  for (let offset = 0; offset < heap.profile.poolSize; offset += 16) {
    const line = digits.slice(2 * offset, 2 * offset + 32);
    const last = offset + 16 >= heap.profile.poolSize;
    if (line !== previous || last) lines.push(`${offset.toString(16).padStart(4, '0')}  ${grouped(line)}`);
    else if (lines.at(-1) !== '*') lines.push('*');
    previous = line;
  }
  return lines.join('\n');
}

/** Eight bytes a group: a pointer of a 64-bit build is one. */
function grouped(line: string): string {
  return `${line.slice(0, 16)} ${line.slice(16)}`;
}
