import fc from 'fast-check';
import type { Address } from '../../../exercises/kit/memory.ts';
import { NULL } from '../../../exercises/kit/memory.ts';
import { System, type SystemOptions } from '../../../exercises/kit/system.ts';
import type { Allocator } from './allocator.ts';
import { PROFILES, type Profile } from './profile.ts';

/** A command on blocks by number: `pick` chooses among the live ones. For tests. */
export type Command =
  | { readonly op: 'malloc'; readonly size: number; readonly count: number }
  | { readonly op: 'calloc'; readonly size: number }
  | { readonly op: 'free'; readonly pick: number; readonly count: number }
  /** Frees all blocks of the picked one's pool: arenas with many free pools get more, and change places. */
  | { readonly op: 'freePool'; readonly pick: number }
  | { readonly op: 'realloc'; readonly pick: number; readonly size: number };

/** Mostly small, often at a boundary, sometimes raw. */
const size = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 512 }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1, 8, 9, 16, 17, 504, 505, 512, 513) },
  { weight: 1, arbitrary: fc.integer({ min: 513, max: 5000 }) },
);
/** Runs of the largest classes fill arenas fast. */
const run = fc.integer({ min: 1, max: 700 });

export const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    fc.record({ op: fc.constant('malloc' as const), size, count: fc.constant(1) }),
    fc.record({ op: fc.constant('malloc' as const), size: fc.integer({ min: 400, max: 512 }), count: run }),
    fc.record({ op: fc.constant('calloc' as const), size }),
    fc.record({ op: fc.constant('free' as const), pick: fc.nat(), count: fc.constant(1) }),
    fc.record({ op: fc.constant('free' as const), pick: fc.nat(), count: run }),
    fc.record({ op: fc.constant('freePool' as const), pick: fc.nat() }),
    fc.record({ op: fc.constant('realloc' as const), pick: fc.nat(), size }),
  ),
  { maxLength: 25 },
);

/** Every build, on systems that are kind and on systems that are not. */
export const WORLDS: readonly (readonly [string, Profile, SystemOptions])[] = Object.values(PROFILES).flatMap(
  (profile) => [
    [profile.name, profile, {}] as const,
    [`${profile.name}, misaligned arenas`, profile, { misalign: 48 }] as const,
    [`${profile.name}, two arenas at most`, profile, { arenaCap: 2 }] as const,
  ],
);

export function newSystem(profile: Profile, options: SystemOptions = {}): System {
  return new System({ arenaSize: profile.arenaSize, ...options });
}

/** Performs a command on an allocator; `live` holds the blocks that are in use. */
export function perform(command: Command, allocator: Allocator, live: Address[]): void {
  const { op } = command;
  if (op === 'malloc') {
    for (let index = 0; index < command.count; index += 1) live.push(allocator.malloc(command.size));
  } else if (op === 'calloc') {
    live.push(allocator.calloc(command.size, 1));
  } else if (op === 'free') {
    const start = live.length === 0 ? 0 : command.pick % live.length;
    for (const block of live.splice(start, command.count)) allocator.free(block);
  } else if (op === 'freePool') {
    for (const block of takePool(live, command.pick, allocator.heap.profile, (address) => address))
      allocator.free(block);
  } else {
    const at = live.length === 0 ? 0 : command.pick % live.length;
    const moved = allocator.realloc(live[at] ?? NULL, command.size);
    if (moved !== NULL) live[at] = moved;
  }
}

/** Takes out of `live` all blocks that lie in the pool of a picked one. */
export function takePool<T>(live: T[], pick: number, { poolSize }: Profile, addressOf: (block: T) => number): T[] {
  const poolOf = (block: T) => Math.floor(addressOf(block) / poolSize);
  const picked = live[pick % Math.max(live.length, 1)];
  if (picked === undefined) return [];
  const taken = live.filter((block) => poolOf(block) === poolOf(picked));
  const kept = live.filter((block) => poolOf(block) !== poolOf(picked));
  live.splice(0, live.length, ...kept);
  return taken;
}

/** Blocks of 512 bytes that fill three arenas: where arenas have an order. */
export function threeArenas({ poolSize, poolOverhead }: Profile): number {
  return 3 * 64 * Math.floor((poolSize - poolOverhead) / 512);
}

/** Fills three arenas, as far as the system maps them. */
export function fillArenas(allocator: Allocator): Address[] {
  return Array.from({ length: threeArenas(allocator.heap.profile) }, () => allocator.malloc(512));
}
