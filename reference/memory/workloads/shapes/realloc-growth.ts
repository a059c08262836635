import type { Shape } from '../shape.ts';

const POINTER_SIZE = 8;

export const reallocGrowth: Shape = {
  name: 'realloc-growth',
  description:
    'One of `live` lists at random is appended to until its array is full and is resized by an eighth and a little; one that reaches the greatest size is given up for a new one.',
  source: 'list.append: CPython, Objects/listobject.c, list_resize; realloc-bal.rep of malloc labs',
  live: (operations) => Math.ceil(operations / 200),
  sizes: { min: 32, max: 8192 },
  write(script, random, { live, sizes }) {
    const lists = Array.from({ length: live }, () => ({ block: 0, size: 0 }));
    while (!script.full) {
      const list = random.pick(lists);
      if (list.block === 0) {
        list.size = sizes.min;
        list.block = script.malloc(list.size);
      } else if (list.size < sizes.max) {
        list.size = Math.min(allocatedFor(list.size / POINTER_SIZE + 1) * POINTER_SIZE, sizes.max);
        script.realloc(list.block, list.size);
      } else {
        script.free(list.block);
        list.block = 0;
      }
    }
  },
};

/** Elements that a list of `newSize` makes room for. Source: CPython 3.11, Objects/listobject.c, `list_resize`. */
function allocatedFor(newSize: number): number {
  return Math.floor((newSize + Math.floor(newSize / 8) + 6) / 4) * 4;
}
