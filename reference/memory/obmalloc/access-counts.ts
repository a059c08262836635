import type { Address } from '../../../exercises/kit/memory.ts';
import { System } from '../../../exercises/kit/system.ts';
import { Obmalloc } from './obmalloc.ts';
import type { Profile } from './profile.ts';

/** How often one call on one path reads and writes the simulated memory. */
export interface AccessCount {
  readonly path: string;
  readonly reads: number;
  readonly writes: number;
}

/** A path through the allocator: brings the heap to where it begins, and returns the call that takes it. */
interface Path {
  readonly path: string;
  prepare(allocator: Obmalloc, many: (count: number, size: number) => Address[]): () => void;
}

/** Blocks of 512 bytes in a pool. */
function perPool({ poolSize, poolOverhead }: Profile): number {
  return Math.floor((poolSize - poolOverhead) / 512);
}

const PATHS: readonly Path[] = [
  {
    path: 'malloc: a block is popped',
    prepare(allocator, many) {
      for (const block of many(3, 48).slice(1)) allocator.free(block);
      return () => allocator.malloc(48);
    },
  },
  {
    path: 'malloc: and the next one carved',
    prepare(allocator, many) {
      many(1, 48);
      return () => allocator.malloc(48);
    },
  },
  {
    path: 'malloc: and the pool is full',
    prepare(allocator, many) {
      many(perPool(allocator.heap.profile) - 1, 512);
      return () => allocator.malloc(512);
    },
  },
  {
    path: 'malloc: a pool never carved',
    prepare(allocator, many) {
      many(1, 16);
      return () => allocator.malloc(48);
    },
  },
  {
    path: 'malloc: a pool that another class had',
    prepare(allocator, many) {
      many(1, 16);
      for (const block of many(1, 64)) allocator.free(block);
      return () => allocator.malloc(48);
    },
  },
  {
    path: 'malloc: a pool that the class had before',
    prepare(allocator, many) {
      many(1, 16);
      for (const block of many(1, 48)) allocator.free(block);
      return () => allocator.malloc(48);
    },
  },
  { path: 'malloc: a new arena', prepare: (allocator) => () => allocator.malloc(48) },
  { path: 'malloc: not small', prepare: (allocator) => () => allocator.malloc(513) },
  {
    path: 'calloc(6, 8): a block is popped, and cleared',
    prepare(allocator, many) {
      for (const block of many(3, 48).slice(1)) allocator.free(block);
      return () => allocator.calloc(6, 8);
    },
  },
  {
    path: 'free: the block is pushed',
    prepare(allocator, many) {
      const [block] = many(3, 48) as [Address];
      return () => allocator.free(block);
    },
  },
  {
    path: 'free: of a full pool',
    prepare(allocator, many) {
      const [block] = many(perPool(allocator.heap.profile), 512) as [Address];
      return () => allocator.free(block);
    },
  },
  {
    path: 'free: the pool is empty',
    prepare(allocator, many) {
      many(1, 16);
      const [block] = many(1, 48) as [Address];
      return () => allocator.free(block);
    },
  },
  {
    path: 'free: the arena is empty, and unmapped',
    prepare(allocator, many) {
      const inArena = 64 * perPool(allocator.heap.profile);
      const blocks = many(inArena + 1, 512); // one more in an arena behind it: 3.11 keeps the last one
      for (const block of blocks.slice(1, inArena)) allocator.free(block);
      return () => allocator.free(blocks[0] as Address);
    },
  },
  {
    path: 'free: not in an arena',
    prepare(allocator) {
      const block = allocator.malloc(513);
      return () => allocator.free(block);
    },
  },
  {
    path: 'realloc: the block stays',
    prepare(allocator, many) {
      const [block] = many(1, 48) as [Address];
      return () => allocator.realloc(block, 40);
    },
  },
  {
    path: 'realloc: popped, 48 bytes copied, pushed',
    prepare(allocator, many) {
      for (const block of many(3, 64).slice(1)) allocator.free(block);
      const [block] = many(3, 48) as [Address];
      return () => allocator.realloc(block, 64);
    },
  },
];

/** Measures every path in a build, each on a heap of its own. Exact: the same on every machine. */
export function accessCounts(profile: Profile): readonly AccessCount[] {
  return PATHS.map(({ path, prepare }) => {
    const { memory, ...world } = newWorld(profile);
    const call = prepare(world.allocator, world.many);
    const [reads, writes] = [memory.reads, memory.writes];
    call();
    return { path, reads: memory.reads - reads, writes: memory.writes - writes };
  });
}

function newWorld(profile: Profile) {
  const system = new System({ arenaSize: profile.arenaSize });
  const allocator = new Obmalloc(system, profile);
  const many = (count: number, size: number) => Array.from({ length: count }, () => allocator.malloc(size));
  return { memory: system.memory, allocator, many };
}

/** `path | classic64 | …` with `reads + writes` in each cell, as Markdown; every column as wide as its widest cell. */
export function accessTable(profiles: readonly Profile[]): string {
  const counts = profiles.map(accessCounts);
  const rows = PATHS.map(({ path }, index) => {
    return [path, ...counts.map((column) => `${column[index]?.reads} + ${column[index]?.writes}`)];
  });
  const head = ['reads + writes', ...profiles.map(({ name }) => name)];
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? title.length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
