import { describe, expect, it } from 'vitest';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { BLACK, colourOf, GREY, setColour, WHITE } from './colours.ts';
import { type Barrier, IncrementalMarking } from './incremental-marking.ts';
import { FIRST_COLLECTION } from './strategy.ts';

const [X, Y, Z] = [0, 1, 2];

/**
 *     x → a      y → b → c
 *
 * Three increments look at the variables, the fourth finds no more; b is followed first, being on top of the stack.
 */
function world(barrier: Barrier) {
  const strategy = new IncrementalMarking({ variables: 3, budget: 1, barrier });
  const freed: Address[] = [];
  strategy.nodes.onFreed = (node) => freed.push(node);
  const a = strategy.alloc(X, 1);
  const b = strategy.alloc(Y, 1);
  const c = strategy.alloc(Z, 0);
  strategy.setField(b, 0, c);
  strategy.setVariable(Z, NULL);
  const colours = () => [a, b, c].map((node) => colourOf(strategy.nodes.memory, node));
  /** Increments, until a node has a colour. */
  const until = (node: Address, colour: number) => {
    while (colourOf(strategy.nodes.memory, node) !== colour) strategy.step();
  };
  const formulas = () =>
    strategy.check([a, b, c].filter((node) => !freed.includes(node))).map(({ formula }) => formula);
  return { strategy, freed, a, b, c, colours, until, formulas };
}

/** The program hides c behind the black b: a.field = c was the way that is yet to be followed. */
function hide({ strategy, a, b, c, until }: ReturnType<typeof world>) {
  strategy.setField(a, 0, c);
  strategy.setField(b, 0, NULL);
  until(b, BLACK);
  strategy.setField(b, 0, strategy.nodes.readField(a, 0));
  strategy.setField(a, 0, NULL);
}

describe('IncrementalMarking', () => {
  it('makes white nodes grey and grey ones black, one look at a time', () => {
    const { strategy, b, colours, until } = world('insertion');
    expect(colours()).toEqual([WHITE, WHITE, WHITE]);
    strategy.step();
    expect(colours()).toEqual([GREY, WHITE, WHITE]);
    strategy.step();
    expect(colours()).toEqual([GREY, GREY, WHITE]);
    until(b, BLACK);
    expect(colours()).toEqual([GREY, BLACK, GREY]);
  });
  it.each(['insertion', 'snapshot'] as const)('keeps a node that is hidden behind a black one: %s', (barrier) => {
    const here = world(barrier);
    hide(here);
    expect(here.colours()).toEqual([GREY, BLACK, GREY]);
    expect(here.formulas()).toEqual([]);
    while (here.strategy.step());
    expect(here.freed).toEqual([]);
  });
  it('gives it back without a barrier, and the invariant tells so before', () => {
    const here = world('none');
    hide(here);
    expect(here.colours()).toEqual([GREY, BLACK, WHITE]);
    expect(here.formulas()).toEqual(['black → not white']);
    while (here.strategy.step());
    expect(here.freed).toEqual([here.c]);
  });
  it('with the snapshot barrier, lets black refer to white as long as something grey leads there', () => {
    const { strategy, a, b, c, until, formulas, colours } = world('snapshot');
    strategy.setField(a, 0, c);
    strategy.setField(b, 0, NULL);
    until(b, BLACK);
    strategy.setField(b, 0, c);
    expect(colours()).toEqual([GREY, BLACK, WHITE]);
    expect(formulas()).toEqual([]);
    strategy.nodes.memory.writePointer(strategy.nodes.fieldWord(a, 0), NULL); // past the barrier
    expect(formulas()).toEqual(['black → white ⇒ grey → white … → white']);
  });
  it('lets garbage float that was alive when the cycle began with the snapshot barrier, not with insertion', () => {
    const floating = (barrier: Barrier) => {
      const { strategy, freed, b } = world(barrier);
      strategy.step(); // the cycle has begun: c is white, and b refers to it
      strategy.setField(b, 0, NULL);
      while (strategy.step());
      return 1 - freed.length;
    };
    expect([floating('snapshot'), floating('insertion')]).toEqual([1, 0]);
  });
  it('keeps a node that moves from a variable not looked at yet to one that was', () => {
    for (const barrier of ['insertion', 'snapshot'] as const) {
      const strategy = new IncrementalMarking({ variables: 2, budget: 1, barrier });
      strategy.nodes.onFreed = () => expect.unreachable('freed');
      const node = strategy.alloc(Y, 0);
      strategy.step(); // looks at X
      strategy.setVariable(X, node);
      strategy.setVariable(Y, NULL);
      while (strategy.step());
      strategy.collect();
    }
  });
  it('makes new nodes black while it marks, and white while it sweeps', () => {
    const { strategy, a } = world('insertion');
    strategy.step();
    expect(colourOf(strategy.nodes.memory, strategy.alloc(Z, 0))).toBe(BLACK);
    while (colourOf(strategy.nodes.memory, a) !== WHITE) strategy.step();
    expect(colourOf(strategy.nodes.memory, strategy.alloc(Z, 0))).toBe(WHITE);
  });
  it('does nothing at a write when no nodes are being marked', () => {
    const { strategy, a, b } = world('insertion');
    strategy.setField(a, 0, b);
    expect(strategy.work.barrier).toBe(0);
    strategy.step();
    strategy.setField(a, 0, b);
    expect(strategy.work.barrier).toBe(1);
  });
  it('begins a cycle after 700 nodes, then when there are twice as many as it found alive', () => {
    const strategy = new IncrementalMarking({ variables: 2, budget: 1_000_000, barrier: 'insertion' });
    const allocate = (count: number) => {
      for (let node = 0; node < count; node += 1) {
        strategy.setField(strategy.alloc(X, 1), 0, strategy.nodes.readVariable(Y));
        strategy.setVariable(Y, strategy.nodes.readVariable(X));
      }
      return strategy.work.collections;
    };
    expect([allocate(FIRST_COLLECTION), allocate(1)]).toEqual([0, 1]);
    expect([allocate(FIRST_COLLECTION - 1), allocate(1)]).toEqual([1, 2]); // 1400 are alive
    expect([allocate(2 * FIRST_COLLECTION - 1), allocate(1)]).toEqual([2, 3]);
  });
  it('reports a white node in a variable that was looked at, and in none that was not', () => {
    const { strategy, c, formulas } = world('insertion');
    const { nodes } = strategy;
    strategy.step(); // looks at X
    nodes.memory.writePointer(nodes.variableWord(Z), c); // past the barrier
    expect(formulas()).toEqual([]);
    nodes.memory.writePointer(nodes.variableWord(X), c);
    expect(formulas()).toEqual(['black → not white']);
  });
  it('reports a white node in a field that was looked at, and in none that was not', () => {
    const strategy = new IncrementalMarking({ variables: 2, budget: 1, barrier: 'insertion' });
    const { nodes } = strategy;
    const a = strategy.alloc(X, 2);
    const b = strategy.alloc(Y, 0);
    strategy.setVariable(Y, NULL);
    const formulas = () => strategy.check([a, b]).map(({ formula }) => formula);
    // Two variables and no more, then a, then its first field.
    for (let increment = 0; increment < 3 + 1 + 1; increment += 1) strategy.step();
    nodes.memory.writePointer(nodes.fieldWord(a, 1), b); // past the barrier
    expect(formulas()).toEqual([]);
    nodes.memory.writePointer(nodes.fieldWord(a, 0), b);
    expect(formulas()).toEqual(['black → not white']);
  });
  it('reports a grey node that nobody will follow', () => {
    const { strategy, c, formulas } = world('insertion');
    strategy.step();
    setColour(strategy.nodes.memory, c, GREY);
    expect(formulas()).toEqual(['grey = stack']);
  });
});
