import { type Address, hex, NULL } from '../../../exercises/kit/memory.ts';
import type { Violation } from '../obmalloc/index.ts';
import { sameMembers } from '../obmalloc/invariant.ts';
import { checkCounts } from './check-counts.ts';
import { IN_ZERO_COUNT_TABLE, NOTED, ONE_REFERENCE } from './deferred-word.ts';
import type { NodeHeap } from './node-heap.ts';

/** What deferred counting keeps beside the nodes. */
export interface DeferredState {
  /** Entries of the zero-count table. */
  readonly tables: readonly Address[];
  readonly noted: readonly Address[];
  /** The node that is being given back, or NULL, and its first field that still counts. */
  readonly dying: Address;
  readonly field: number;
}

/**
 * The invariants of deferred counting, true between two increments:
 *
 * - a count is the number of fields that refer to the node;
 * - a node with count 0 is in the zero-count table (or is being given back), and whoever is in it has the flag;
 * - the nodes with the other flag are those noted.
 */
export function checkDeferred(
  nodes: NodeHeap,
  all: Iterable<Address>,
  { tables, noted, dying, field }: DeferredState,
): readonly Violation[] {
  const listed = [...all];
  const inTable = new Set(tables);
  const word = (node: Address) => nodes.memory.readPointer(node);
  const countOf = (node: Address) => Math.floor(word(node) / ONE_REFERENCE);
  const flagged = (flag: number) => listed.filter((node) => node !== dying && (word(node) & flag) !== 0);
  const violations = [
    ...checkCounts(nodes, listed, countOf, 'fields alone', (node) => (node === dying ? field : 0)),
    ...listed
      .filter((node) => countOf(node) === 0 && node !== dying && !inTable.has(node))
      .map((node) => ({
        sentence: 'A node without counted references is in the zero-count table.',
        formula: 'count = 0 → in table',
        at: node,
        found: 'in no table',
      })),
  ];
  if (!sameMembers(flagged(IN_ZERO_COUNT_TABLE), tables)) {
    violations.push(listsDiffer('The flag tells who is in the zero-count table.', tables));
  }
  if (!sameMembers(flagged(NOTED), noted)) {
    violations.push(listsDiffer('The flag tells which nodes are noted.', noted));
  }
  return violations;
}

function listsDiffer(sentence: string, table: readonly Address[]): Violation {
  return { sentence, formula: 'flag = in table', at: NULL, found: table.map(hex).join(' ') };
}
