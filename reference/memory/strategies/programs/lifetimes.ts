import { Graph, NO_NODE } from './graph.ts';
import { COPY, DROP, LINK, LOAD, type Program, UNLINK } from './program.ts';

/** Of a node that the program can still reach when it ends. */
export const NEVER = 0x7fff_ffff;

/** When the nodes of a program become garbage: a fact about the program, whatever manages its memory. */
export interface Lifetimes {
  /** By node: the first operation after which nothing leads to it, or NEVER. */
  readonly died: Int32Array;
  /** By operation: nodes that nothing leads to after it. */
  readonly garbage: Int32Array;
}

/**
 * The exact lifetimes of all nodes, without a trace after every step.
 *
 * A node becomes unreachable when an operation lets go of a reference: to itself, or to one that leads to it. Every
 * operation lets go of one at most. From the moment on, its fields stay as they are, for nobody can reach them. So, back
 * from the end: what the last operation let go of, and all that this leads to, died then, unless it is alive; then what
 * the one before let go of, unless its death is known; and so on.
 *
 *     3: del x        x → a → b → c       let go of a     died: a 3, b 3
 *     7: del y        y → c               let go of c     died: c 7             the backward walk comes to 7 first
 *
 * Cost: linear in operations, nodes and references.
 * Source: Hertz, Blackburn, Moss, McKinley, Stefanović, Error-free garbage collection traces: how to cheat and not get
 * caught, SIGMETRICS 2002 (the Merlin algorithm).
 */
export function lifetimesOf(program: Program): Lifetimes {
  const operations = program.kinds.length;
  const graph = new Graph(program.variables);
  const lost = new Int32Array(operations);
  for (let index = 0; index < operations; index += 1) {
    lost[index] = losing(graph, program, index);
    graph.perform(program, index);
  }
  const UNKNOWN = -1;
  const died = new Int32Array(graph.size).fill(UNKNOWN);
  for (const node of graph.reachable()) died[node] = NEVER;
  const garbage = new Int32Array(operations);
  for (let index = operations - 1; index >= 0; index -= 1) {
    const found = [lost[index] as number];
    for (let node = found.pop(); node !== undefined; node = found.pop()) {
      if (node === NO_NODE || died[node] !== UNKNOWN) continue;
      died[node] = index;
      garbage[index] = (garbage[index] as number) + 1;
      for (let field = graph.fieldCount(node) - 1; field >= 0; field -= 1) found.push(graph.field(node, field));
    }
  }
  for (let index = 1; index < operations; index += 1) {
    garbage[index] = (garbage[index] as number) + (garbage[index - 1] as number);
  }
  return { died, garbage };
}

/** The node that an operation takes a reference from, or NO_NODE. */
function losing(graph: Graph, { kinds, xs, fields }: Program, index: number): number {
  const x = xs[index] as number;
  const kind = kinds[index];
  if (kind === LINK || kind === UNLINK) return graph.field(graph.variable(x), fields[index] as number);
  return kind === LOAD || kind === COPY || kind === DROP ? graph.variable(x) : NO_NODE;
}
