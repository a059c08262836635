import { Random } from '../../random.ts';

/** Objects that refer to each other, as every contender builds them: the same nodes in the same order. */
export interface Graph {
  readonly nodes: number;
  /** References that a node has room for. */
  readonly slots: number;
  /** Numbers of the nodes that are referred to from outside, once each. */
  readonly held: Int32Array;
  /** Slot s of node n refers to node `targets[n * slots + s]`, to none if that is NONE. */
  readonly targets: Int32Array;
}

export const NONE = -1;

/** A kind of graph to collect. */
export interface GraphWorkload {
  readonly name: string;
  readonly description: string;
  /** Our time over CPython's is to be this at most, at `GOAL_NODES`; null: nothing was set. */
  readonly atMost: number | null;
  graph(nodes: number): Graph;
}

/** The size that goals are meant for. */
export const GOAL_NODES = 1_000_000;
/** The time per object at `GOAL_NODES` is to be this many times that at `GROWTH_NODES` at most. */
export const GROWTH_AT_MOST = 2.5;
export const GROWTH_NODES = 10_000;

/** Of the random graph's nodes, those that are garbage. */
const GARBAGE_SHARE = 0.39;
/** Of the others, one in so many is held from outside. */
const HELD_ONE_IN = 100;

export const GRAPH_WORKLOADS: readonly GraphWorkload[] = [
  {
    name: '2-cycles',
    description: 'pairs that refer to each other; nothing else does, all is garbage',
    atMost: 0.5,
    graph: (nodes) => ({ nodes, slots: 1, held: new Int32Array(0), targets: pairs(nodes) }),
  },
  {
    name: 'live',
    description: 'the same pairs, each object held from outside; nothing is garbage',
    atMost: 0.9,
    graph: (nodes) => ({
      nodes,
      slots: 1,
      held: Int32Array.from({ length: nodes }, (_, n) => n),
      targets: pairs(nodes),
    }),
  },
  {
    name: 'random',
    description: 'three references each, to random objects; 39 % is garbage in large cycles',
    atMost: 0.4,
    graph: random,
  },
  {
    name: 'ring',
    description: 'each refers to the next, the last to the first; all is garbage, and dies as one deep release',
    atMost: null,
    graph: (nodes) => ({ nodes, slots: 1, held: new Int32Array(0), targets: shifted(nodes, 1) }),
  },
  {
    name: 'chain',
    description:
      'each refers to the one before, the last is held: all are put aside first, and brought back one by one',
    atMost: null,
    graph: (nodes) => ({ nodes, slots: 1, held: Int32Array.of(nodes - 1), targets: chain(nodes) }),
  },
];

/** 0 ⇄ 1, 2 ⇄ 3, …; of an odd number the last refers to itself. */
function pairs(nodes: number): Int32Array {
  return Int32Array.from({ length: nodes }, (_, n) => Math.min(n ^ 1, nodes - 1));
}

function shifted(nodes: number, by: number): Int32Array {
  return Int32Array.from({ length: nodes }, (_, n) => (n + by) % nodes);
}

/** NONE ← 0 ← 1 ← 2 … */
function chain(nodes: number): Int32Array {
  return Int32Array.from({ length: nodes }, (_, n) => n - 1);
}

/**
 * Each node is garbage or kept, by lot. The first reference of each leads around in a single random cycle of its sort,
 * so that nothing dies by its reference count alone, and whatever is kept is reached. The others lead anywhere: of
 * garbage to all nodes, of kept nodes to kept ones.
 */
function random(nodes: number): Graph {
  const lot = new Random(nodes);
  const slots = 3;
  const everything = shuffled(nodes, lot);
  const garbage = Math.round(nodes * GARBAGE_SHARE);
  const kept = everything.subarray(garbage);
  const targets = new Int32Array(nodes * slots);
  for (const [sort, anywhere] of [
    [everything.subarray(0, garbage), everything],
    [kept, kept],
  ] as const) {
    for (let place = 0; place < sort.length; place += 1) {
      const at = (sort[place] as number) * slots;
      targets[at] = sort[(place + 1) % sort.length] as number;
      for (let slot = 1; slot < slots; slot += 1)
        targets[at + slot] = anywhere[lot.int(0, anywhere.length - 1)] as number;
    }
  }
  const held = kept.filter((_, place) => place % HELD_ONE_IN === 0).sort();
  return { nodes, slots, held, targets };
}

/** The numbers below `count` in random order. */
function shuffled(count: number, lot: Random): Int32Array {
  const numbers = Int32Array.from({ length: count }, (_, n) => n);
  for (let place = count - 1; place > 0; place -= 1) {
    const other = lot.int(0, place);
    [numbers[place], numbers[other]] = [numbers[other] as number, numbers[place] as number];
  }
  return numbers;
}
