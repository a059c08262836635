import type { ProgramShape } from '../program-shape.ts';

const ROOT = 0;
const AT = 1;
const LEAF = 2;
/** So many subtrees are cut off, on average; the tree then holds about a tenth of all nodes. */
const CUTS = 160;
/** So many nodes are added for each subtree that is cut off, at least: a small program has trees too. */
const AT_LEAST = 10;
/** So deep is the root of what is cut off, at least. */
const CUT_DEPTH = 3;

export const trees: ProgramShape = {
  description: 'A binary tree that grows at random places; now and then a subtree is cut off.',
  variables: 3,
  write(program, random, size) {
    const nodesPerCut = Math.max(AT_LEAST, Math.ceil(size / CUTS));
    program.new(ROOT, 2);
    while (program.nodes < size) {
      const cut = random.chance(nodesPerCut);
      program.copy(AT, ROOT);
      for (let depth = 1; ; depth += 1) {
        const side = random.int(0, 1);
        if (!program.hasField(AT, side)) {
          program.new(LEAF, 2);
          program.link(AT, side, LEAF);
          program.drop(LEAF);
          break;
        }
        if (cut && depth >= CUT_DEPTH && random.chance(2)) {
          program.unlink(AT, side);
          break;
        }
        program.load(AT, AT, side);
      }
      program.drop(AT);
    }
  },
};
