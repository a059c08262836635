import { PAGE_SIZE } from '../../../exercises/kit/memory.ts';
import type { ObjectHeap } from '../objects/index.ts';
import { surveyHeap } from '../obmalloc/heap-survey.ts';

/**
 * All bytes of a heap that mean something, as hexadecimal digits: static data, and pool for pool the header and the
 * blocks, of a free block only the link. Which arenas are usable, in order; how many raw blocks there are.
 *
 * Two heaps with the same image behave the same from now on. Reads the whole heap; for tests.
 */
export function heapImage({ system, allocator, gc }: ObjectHeap): readonly string[] {
  const { memory } = system;
  const { poolOverhead } = allocator.heap.profile;
  const { pools, usable, arenas } = surveyHeap(allocator.heap);
  const image = [
    `static ${memory.dump(PAGE_SIZE, system.staticData(0) - PAGE_SIZE)}`,
    `counts ${gc.counts.join(' ')}, raw blocks ${system.rawLive}`,
    `usable arenas ${usable.map(({ address, nfreepools }) => `${address}: ${nfreepools}`).join(', ')}`,
    ...arenas.map(({ arena, freepools }) => `arena ${arena.address}, free pools ${freepools.join(' ')}`),
  ];
  for (const { address, carved, size, freeList } of pools.values()) {
    image.push(`pool ${address} ${memory.dump(address, poolOverhead)}`);
    const free = new Set<number>(freeList);
    for (let block = address + poolOverhead, left = carved; left > 0; block += size, left -= 1) {
      image.push(free.has(block) ? `free, next ${memory.readPointer(block)}` : memory.dump(block, size));
    }
  }
  return image;
}
