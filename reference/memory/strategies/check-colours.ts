import { type Address, hex, NULL } from '../../../exercises/kit/memory.ts';
import type { Violation } from '../obmalloc/index.ts';
import { sameMembers } from '../obmalloc/invariant.ts';
import { BLACK, colourOf, GREY, type NodeList, WHITE } from './colours.ts';
import type { NodeHeap } from './node-heap.ts';

/** Whether the lists of a tracing collector hold every node, each once. */
export function checkListed(
  nodes: NodeHeap,
  all: Iterable<Address>,
  swept: NodeList,
  unswept: NodeList,
): readonly Violation[] {
  const grey = [...unswept].filter((node) => colourOf(nodes.memory, node) === GREY);
  const violations = grey.map((node) => ({
    sentence: 'During the sweep no node is grey.',
    formula: 'unswept → white or black',
    at: node,
    found: 'grey',
  }));
  const [expected, listed] = [[...all], [...swept, ...unswept]];
  if (sameMembers(expected, listed)) return violations;
  const sentence = 'Every node is on a list, once.';
  return [
    ...violations,
    { sentence, formula: 'lists = nodes', at: NULL, found: `${listed.length} ≠ ${expected.length}` },
  ];
}

/** How far the marking has come. */
export interface MarkingState {
  /** Variables before this one were looked at. */
  readonly variable: number;
  /** The grey node that is being followed, or NULL; its fields before `field` were looked at. */
  readonly followed: Address;
  readonly field: number;
  /** The other grey nodes. */
  readonly grey: readonly Address[];
  /** Whether a black node may refer to a white one at all, or if something grey protects it. */
  readonly strong: boolean;
}

/**
 * The tri-colour invariant, true after every write and every increment of the marking:
 *
 * - strong (insertion barrier): nothing black refers to a white node;
 * - weak (snapshot barrier): if something black refers to a white node, a way leads to it from something grey, through
 *   white nodes alone: it will be reached yet.
 *
 * Black is what was looked at: black nodes, the fields of the followed node before `field`, the variables before
 * `variable`. Grey is what will be looked at: the rest of these, and the grey nodes.
 */
export function checkTricolour(nodes: NodeHeap, all: Iterable<Address>, state: MarkingState): readonly Violation[] {
  const listed = [...all];
  const { memory } = nodes;
  const isWhite = (node: Address) => node !== NULL && colourOf(memory, node) === WHITE;
  const black: Address[] = [];
  const grey: Address[] = [];
  for (let variable = 0; variable < nodes.variables; variable += 1) {
    (variable < state.variable ? black : grey).push(nodes.readVariable(variable));
  }
  for (const node of listed) {
    const colour = colourOf(memory, node);
    if (colour === WHITE) continue;
    for (let field = 0; field < nodes.fieldCount(node); field += 1) {
      const seen = colour === BLACK || (node === state.followed && field < state.field);
      (seen ? black : grey).push(nodes.readField(node, field));
    }
  }
  const isProtected = state.strong ? new Set<Address>() : whiteFrom(nodes, grey.filter(isWhite));
  const violations: Violation[] = black
    .filter((node) => isWhite(node) && !isProtected.has(node))
    .map((node) => ({
      sentence: state.strong
        ? 'Nothing black refers to a white node.'
        : 'A white node that something black refers to is protected by something grey.',
      formula: state.strong ? 'black → not white' : 'black → white ⇒ grey → white … → white',
      at: node,
      found: 'white',
    }));
  const onStack = state.followed === NULL ? state.grey : [...state.grey, state.followed];
  const greyNodes = listed.filter((node) => colourOf(memory, node) === GREY);
  if (!sameMembers(greyNodes, onStack)) {
    const sentence = 'The grey nodes are those on the stack, and the one that is being followed.';
    violations.push({ sentence, formula: 'grey = stack', at: NULL, found: onStack.map(hex).join(' ') });
  }
  return violations;
}

/** White nodes that can be reached from these through white ones. */
function whiteFrom(nodes: NodeHeap, from: readonly Address[]): Set<Address> {
  const reached = new Set(from);
  for (const node of reached) {
    for (let field = 0; field < nodes.fieldCount(node); field += 1) {
      const child = nodes.readField(node, field);
      if (child !== NULL && colourOf(nodes.memory, child) === WHITE) reached.add(child);
    }
  }
  return reached;
}
