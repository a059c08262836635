import { describe, expect, it } from 'vitest';
import type { Memory } from '../../exercises/kit/memory.ts';
import { System } from '../../exercises/kit/system.ts';
import { Obmalloc } from './obmalloc/obmalloc.ts';
import { PROFILES, type ProfileName } from './obmalloc/profile.ts';
import { UncheckedMemory } from './unchecked-memory.ts';
import { replay } from './workloads/replay.ts';
import { generate } from './workloads/shape.ts';
import { mixed } from './workloads/shapes/mixed.ts';

const unchecked = (arenaSize?: number): System =>
  new System({ ...(arenaSize === undefined ? {} : { arenaSize }), memory: (receive) => new UncheckedMemory(receive) });

/** All kinds of accesses, to the first arena; what they read. */
function useAll(memory: Memory, arena: number): readonly unknown[] {
  memory.fill(arena, 100, 0xee);
  memory.writePointer(arena + 8, 0x1234_5678);
  memory.writeU32(arena + 20, 0xfedc_ba98);
  memory.writeU8(arena + 3, 0x1ab);
  memory.copy(arena + 30, arena, 41);
  return [
    memory.readPointer(arena + 8),
    memory.readU32(arena + 20),
    memory.readU8(arena + 3),
    memory.dump(arena, 100),
    memory.reads,
    memory.writes,
  ];
}

describe('UncheckedMemory', () => {
  it('reads, writes and counts as a Memory does', () => {
    const [one, other] = [new System(), unchecked()];
    expect(useAll(other.memory, other.mapArena())).toEqual(useAll(one.memory, one.mapArena()));
  });
  it('keeps what was written when more is mapped, and maps zeros in a place that was used', () => {
    const system = unchecked();
    const arenas = Array.from({ length: 20 }, () => system.mapArena());
    const [first = 0, second = 0] = arenas;
    system.memory.fill(first, 8, 0xff);
    system.memory.fill(second, 8, 0xff);
    system.unmapArena(second);
    expect(system.mapArena()).toBe(second);
    for (let more = 0; more < 20; more += 1) system.mapArena();
    expect(system.memory.dump(first, 8)).toBe('ff'.repeat(8));
    expect(system.memory.dump(second, 8)).toBe('00'.repeat(8));
  });
  it.each(Object.keys(PROFILES) as ProfileName[])(
    'takes nothing from %s: the same addresses, accesses, bytes',
    (name) => {
      const trace = generate(mixed, { operations: 20_000, seed: 3 });
      const { arenaSize } = PROFILES[name];
      const runs = [new System({ arenaSize }), unchecked(arenaSize)].map((system) => {
        const allocator = new Obmalloc(system, PROFILES[name]);
        const addresses: number[] = [];
        const note = <Block extends number>(block: Block): Block => {
          addresses.push(block);
          return block;
        };
        replay(trace, {
          malloc: (nbytes) => note(allocator.malloc(nbytes)),
          calloc: (nelem, elsize) => note(elsize > 512 ? allocator.malloc(elsize) : allocator.calloc(nelem, elsize)),
          realloc: (block, nbytes) => note(nbytes > 512 ? block : allocator.realloc(block, nbytes)),
          free: (block) => allocator.free(block),
        });
        const { reads, writes } = system.memory;
        return { addresses, reads, writes, pool: system.memory.dump(arenaSize, 4096) };
      });
      expect(runs[1]).toEqual(runs[0]);
    },
  );
});
