import { ts } from 'ts-morph';
import { originsOf } from '../flow.ts';
import { isPropertyOfKit } from '../kit-properties.ts';
import { mutationsOf } from '../mutations.ts';
import { defineRule } from '../rule.ts';

const LISTS: ReadonlySet<string> = new Set(['bases', 'mro']);

/**
 * The lists of the bases are read, never written: a class's order belongs to every class that inherits from it.
 *
 * Follows a list through names, loops, parameters and lists of lists to where it is changed. A copy may be changed.
 */
export const basesUntouched = defineRule({
  id: 'bases-untouched',
  advice: {
    changed:
      'Copy the list before changing it ({name}), or move a cursor over it: it belongs to the class it was read from.',
    replaced: 'Leave `{name}` of a class as it is: a new order is returned, not stored.',
  },
  *check(module) {
    for (const { node, target, how } of module.fact(mutationsOf)) {
      const origins = originsOf(module, target);
      if (origins.some(({ node: origin, depth }) => depth === 0 && isPropertyOfKit(module, origin, 'PyClass', LISTS))) {
        yield { advice: 'changed', node, detail: how };
      } else if (ts.isExpression(node) && isPropertyOfKit(module, node, 'PyClass', LISTS)) {
        yield { advice: 'replaced', node, detail: how };
      }
    }
  },
});
