import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../exercises/kit/memory.ts';
import { blocksInUse } from '../objects/blocks-in-use.ts';
import { decref, type GcState, incref, ObjectHeap } from '../objects/index.ts';
import { checkHeap } from '../obmalloc/index.ts';
import { checkObjects, GcModule } from './index.ts';
import { programs, ShadowedProgram } from './random-programs.ts';

/** A program on a heap of its own; what is freed is taken out of the shadows, and must not be reachable. */
function start(finalize?: (self: Address) => void, walk: GcState['walk'] = 'auto') {
  const heap = new ObjectHeap();
  heap.gc.walk = walk;
  const gc = new GcModule(heap);
  const program = new ShadowedProgram(heap, finalize);
  const freedAlive: Address[] = [];
  heap.listener = (event) => {
    if (event.kind !== 'freed' || !program.shadows.has(event.object)) return;
    if (program.reachable().has(event.object)) freedAlive.push(event.object);
    program.shadows.delete(event.object);
  };
  const check = () => [...checkObjects(heap, [...program.roots(), gc.garbage]), ...checkHeap(heap.allocator.heap)];
  return { heap, gc, program, freedAlive, check };
}

/** What the heap says an object refers to equals what was stored. */
function differences({ gc, program, heap }: ReturnType<typeof start>): readonly string[] {
  return [...program.reachable()].flatMap((object) => {
    const stored = [...(program.shadows.get(object)?.fields.values() ?? [])].toSorted((a, b) => a - b);
    const found = gc
      .getReferents(object)
      .filter((referent) => heap.types.of(referent) !== heap.builtins.function)
      .toSorted((a, b) => a - b);
    return String(stored) === String(found) ? [] : [`${object}: ${String(stored)} ≠ ${String(found)}`];
  });
}

describe('the collector', () => {
  it.each<readonly [string, GcState['walk'], boolean]>([
    ['when a program asks for it, in place', 'auto', false],
    ['at every allocation, in place', 'auto', true],
    ['when a program asks for it, flat', 'flat', false],
    ['at every allocation, flat', 'flat', true],
  ])('never frees a live object and keeps every invariant, collecting %s', (_, walk, stress) => {
    fc.assert(
      fc.property(programs, (commands) => {
        const run = start(undefined, walk);
        run.heap.gc.stress = stress;
        for (const command of commands) {
          run.program.perform(command);
          if (command.op === 'collect') run.gc.collect(command.generation);
          expect([run.freedAlive, run.check(), differences(run)]).toEqual([[], [], []]);
        }
      }),
      { numRuns: 40, seed: 17 },
    );
  });

  it('frees all cyclic garbage without finalizers in one full collection, and nothing else', () => {
    fc.assert(
      fc.property(programs, (commands) => {
        const { gc, program } = start();
        for (const command of commands) program.perform(command);
        const alive = program.reachable();
        const found = gc.collect();
        expect(new Set(program.shadows.keys())).toEqual(alive);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(gc.collect()).toBe(0);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('gives all memory back when everything is dropped', () => {
    fc.assert(
      fc.property(programs, (commands) => {
        const { heap, gc, program, check } = start();
        const before = blocksInUse(heap);
        for (const command of commands) program.perform(command);
        program.end();
        gc.collect();
        for (const object of program.functions.splice(0)) decref(heap, object);
        const names = [...heap.interned.keys()]; // a class keeps the names of its attributes
        expect([program.shadows.size, blocksInUse(heap) - before, check()]).toEqual([0, names.length, []]);
      }),
      { numRuns: 60, seed: 9 },
    );
  });

  it('calls each finalizer once, before its object and after all callbacks, whatever finalizers bring back', () => {
    fc.assert(
      fc.property(programs, fc.nat({ max: 5 }), (commands, slot) => {
        const finalized: Address[] = [];
        const run: ReturnType<typeof start> = start((self) => {
          finalized.push(self);
          if (finalized.length % 3 === 0) run.program.perform({ op: 'unbind', name: slot });
        });
        const freed: Address[] = [];
        const { listener } = run.heap;
        run.heap.listener = (event) => {
          if (event.kind === 'freed') {
            const kind = run.program.shadows.get(event.object)?.kind;
            if (kind === 'node' || kind === 'obj') {
              freed.push(event.object);
              expect(finalized).toContain(event.object);
              finalized.splice(finalized.indexOf(event.object), 1);
            }
          }
          listener?.(event);
        };
        for (const command of commands) {
          run.program.perform(command);
          if (command.op === 'collect') run.gc.collect(command.generation);
          expect([run.freedAlive, run.check()]).toEqual([[], []]);
        }
        run.program.end();
        run.gc.collect();
        expect([finalized, run.program.shadows.size]).toEqual([[], 0]);
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('does the same whether somebody listens or not', () => {
    const outcome = (commands: Parameters<ShadowedProgram['perform']>[0][], listens: boolean) => {
      const heap = new ObjectHeap();
      const gc = new GcModule(heap);
      const finalized: Address[] = [];
      const program = new ShadowedProgram(heap, (self) => {
        finalized.push(self);
        if (finalized.length % 3 === 0) program.names[0] ??= incref(heap, self);
      });
      if (listens) heap.listener = () => {};
      const found: unknown[] = [];
      for (const command of commands) {
        program.perform(command);
        if (command.op === 'collect') found.push(gc.collect(command.generation), gc.getObjects());
      }
      program.end();
      found.push(gc.collect(), gc.getObjects(), gc.getStats(), finalized);
      expect(checkObjects(heap, [...program.roots(), gc.garbage])).toEqual([]);
      return found;
    };
    fc.assert(
      fc.property(programs, (commands) => {
        expect(outcome(commands, false)).toEqual(outcome(commands, true));
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});
