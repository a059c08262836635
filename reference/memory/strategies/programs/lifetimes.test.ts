import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programs } from '../random-program.ts';
import { Graph } from './graph.ts';
import { lifetimesOf, NEVER } from './lifetimes.ts';
import { ProgramBuilder } from './program-builder.ts';

describe('lifetimesOf', () => {
  it('says what a trace after every operation says', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const { died, garbage } = lifetimesOf(program);
        const graph = new Graph(program.variables);
        for (let index = 0; index < program.kinds.length; index += 1) {
          graph.perform(program, index);
          const reachable = graph.reachable();
          for (let node = 0; node < graph.size; node += 1) {
            expect((died[node] as number) > index).toBe(reachable.has(node));
          }
          expect(garbage[index]).toBe(graph.size - reachable.size);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });
  it('knows of a node that two chains shared when the second let go', () => {
    const [x, y, z] = [0, 1, 2];
    const builder = new ProgramBuilder(3);
    for (const variable of [x, y, z]) builder.new(variable, 1); // 0, 1, 2
    builder.link(x, 0, z); // 3
    builder.link(y, 0, z); // 4
    for (const variable of [z, x, y]) builder.drop(variable); // 5, 6, 7
    expect([...lifetimesOf(builder.build('shared')).died]).toEqual([6, 7, 7]);
  });
  it('says NEVER of what the program holds when it ends', () => {
    const builder = new ProgramBuilder(1);
    builder.new(0, 0);
    expect([...lifetimesOf(builder.build('held')).died]).toEqual([NEVER]);
  });
});
