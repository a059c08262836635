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
  } else {
    const at = live.length === 0 ? 0 : command.pick % live.length;
    const moved = allocator.realloc(live[at] ?? NULL, command.size);
    if (moved !== NULL) live[at] = moved;
  }
}
