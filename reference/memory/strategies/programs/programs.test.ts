import { describe, expect, it } from 'vitest';
import { Graph } from './graph.ts';
import { describeOperation, NEW } from './program.ts';
import { ProgramBuilder } from './program-builder.ts';
import { MAX_SIZE, PROGRAM_NAMES, writeProgram } from './programs.ts';

describe('writeProgram', () => {
  it.each(PROGRAM_NAMES)('writes %s with as many nodes as are asked for, of any number', (name) => {
    for (const size of [1, 2, 3, 7, 20, 50, 1000]) {
      const { kinds } = writeProgram(name, size, 1);
      expect(kinds.reduce((made, kind) => made + (kind === NEW ? 1 : 0), 0)).toBe(size);
    }
  });
  it.each(PROGRAM_NAMES)('writes the same %s for the same seed', (name) => {
    expect(writeProgram(name, 300, 7)).toEqual(writeProgram(name, 300, 7));
  });
  it.each(['lists', 'trees', 'cycles', 'cache', 'mixed'] as const)('writes another %s for another seed', (name) => {
    expect(writeProgram(name, 300, 7)).not.toEqual(writeProgram(name, 300, 8));
  });
  it.each([
    [0, 1],
    [MAX_SIZE + 1, 1],
    [1.5, 1],
    [10, -1],
    [10, Number.NaN],
  ])('refuses %d nodes with the seed %d', (size, seed) => {
    expect(() => writeProgram('lists', size, seed)).toThrow(RangeError);
  });
});

describe('ProgramBuilder', () => {
  it('writes operations, and empties a variable before a new node comes into it', () => {
    const builder = new ProgramBuilder(3);
    builder.new(0, 2);
    builder.new(1, 1);
    builder.link(0, 1, 1);
    builder.load(2, 0, 1);
    builder.unlink(0, 1);
    builder.copy(1, 0);
    builder.new(0, 0);
    const program = builder.build('example');
    expect(Array.from(program.kinds, (_, index) => describeOperation(program, index))).toEqual([
      'v0 = Node(2)',
      'v1 = Node(1)',
      'v0.f1 = v1',
      'v2 = v0.f1',
      'v0.f1 = None',
      'v1 = v0',
      'del v0',
      'v0 = Node(0)',
    ]);
  });
  it('knows what the variables hold', () => {
    const builder = new ProgramBuilder(2);
    builder.new(0, 2);
    builder.link(0, 1, 0);
    expect([builder.holds(0), builder.holds(1)]).toEqual([true, false]);
    expect([builder.fieldCount(0), builder.hasField(0, 0), builder.hasField(0, 1)]).toEqual([2, false, true]);
  });
  it.each<readonly [string, (builder: ProgramBuilder) => void]>([
    ['a field of nothing', (builder) => builder.unlink(1, 0)],
    ['a field that is not there', (builder) => builder.load(1, 0, 1)],
    ['a reference to nothing', (builder) => builder.link(0, 0, 1)],
    ['a copy of nothing', (builder) => builder.copy(0, 1)],
    ['a variable that is not there', (builder) => builder.copy(0, 2)],
  ])('refuses %s', (_, write) => {
    const builder = new ProgramBuilder(2);
    builder.new(0, 1);
    expect(() => write(builder)).toThrow(RangeError);
    expect(builder.length).toBe(1);
  });
});

describe('Graph', () => {
  it('leads from the variables to all that is alive, and ends on cycles', () => {
    const graph = new Graph(2);
    const [a, b, c] = [graph.add(1), graph.add(1), graph.add(0)];
    graph.setField(a, 0, b);
    graph.setField(b, 0, a);
    graph.variables[1] = b;
    expect(graph.reachable()).toEqual(new Set([b, a]));
    expect(graph.reachable().has(c)).toBe(false);
  });
});
