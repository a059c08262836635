import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import type { Violation } from '../obmalloc/index.ts';
import type { NodeHeap } from './node-heap.ts';

/**
 * Whether every count is the number of references that are there.
 *
 * `from`: the first field of a node that still refers: those before it were dropped already.
 */
export function checkCounts(
  nodes: NodeHeap,
  all: Iterable<Address>,
  countOf: (node: Address) => number,
  which: 'with variables' | 'fields alone',
  from: (node: Address) => number = () => 0,
): readonly Violation[] {
  const found = new Map<Address, number>();
  for (const node of all) found.set(node, 0);
  const refer = (to: Address) => {
    if (to !== NULL) found.set(to, (found.get(to) ?? 0) + 1);
  };
  for (const node of [...found.keys()]) {
    for (let field = from(node); field < nodes.fieldCount(node); field += 1) refer(nodes.readField(node, field));
  }
  if (which === 'with variables') {
    for (let variable = 0; variable < nodes.variables; variable += 1) refer(nodes.readVariable(variable));
  }
  return [...found].flatMap(([node, references]) => {
    const count = countOf(node);
    if (count === references) return [];
    const what = which === 'with variables' ? 'fields and variables' : 'fields';
    return [
      {
        sentence: `A count is the number of ${what} that refer to the node.`,
        formula: 'count = references',
        at: node,
        found: `${count} ≠ ${references}`,
      },
    ];
  });
}
