import { SyntaxKind, ts } from 'ts-morph';
import { hostMentions, hostPath } from '../host.ts';
import { defineRule } from '../rule.ts';
import type { StudentModule } from '../student-module.ts';
import { accessOf, enclosingFunction, unwrap } from '../syntax.ts';

/** What knows or makes JavaScript's own chain of prototypes. */
const CHAIN: ReadonlySet<string> = new Set([
  'Proxy',
  'Reflect',
  'Object.create',
  'Object.getPrototypeOf',
  'Object.setPrototypeOf',
]);
const CHAIN_PROPERTIES: ReadonlySet<string> = new Set(['__proto__', 'isPrototypeOf', '__lookupGetter__']);
const SORTS: ReadonlySet<string> = new Set(['sort', 'toSorted']);

/**
 * The merge is written out: the order comes neither from JavaScript's own inheritance nor from a sort.
 *
 * Reports the functions that build or read prototypes, a class that extends one made at run time, and sorts.
 */
export const mergeWrittenOut = defineRule({
  id: 'merge-written-out',
  advice: {
    host: 'Compute the order from the lists of the bases, without `{name}`: JavaScript’s own inheritance is no C3.',
    dynamicClass:
      'Compute the order from the lists of the bases, without a class made for it: JavaScript’s own inheritance is no C3.',
    sort: 'Merge the lists head by head, without `{name}`: no comparison of two classes alone gives the order.',
  },
  *check(module) {
    for (const { node, name } of hostMentions(module, CHAIN)) yield { advice: 'host', node, detail: name };
    for (const node of module.nodes(SyntaxKind.PropertyAccessExpression, SyntaxKind.ElementAccessExpression)) {
      const name = accessOf(module, node)?.name;
      if (name === undefined) continue;
      if (CHAIN_PROPERTIES.has(name)) yield { advice: 'host', node, detail: name };
      if (SORTS.has(name) && isHostArray(module, node)) yield { advice: 'sort', node, detail: name };
    }
    for (const node of module.nodes(SyntaxKind.PropertyAssignment)) {
      if (ts.isIdentifier(node.name) && node.name.text === '__proto__')
        yield { advice: 'host', node, detail: '__proto__' };
    }
    for (const node of module.nodes(SyntaxKind.HeritageClause)) {
      const [base] = node.types;
      if (node.token === ts.SyntaxKind.ExtendsKeyword && base !== undefined && ts.isClassLike(node.parent)) {
        if (!isWrittenClass(module, base.expression)) yield { advice: 'dynamicClass', node };
      }
    }
  },
});

/** Not a method of a class of the student's own that happens to be called `sort`. */
function isHostArray(module: StudentModule, node: ts.PropertyAccessExpression | ts.ElementAccessExpression): boolean {
  const property = ts.isPropertyAccessExpression(node) ? module.symbolOf(node.name) : undefined;
  return !(property?.declarations ?? []).some((declaration) => declaration.getSourceFile() === module.source);
}

/** A class of the kit's, the language's or at the top of the module: it is there before any class is ordered. */
function isWrittenClass(module: StudentModule, base: ts.Expression): boolean {
  const expression = unwrap(base);
  if (!ts.isIdentifier(expression))
    return accessOf(module, expression) !== undefined && hostPath(module, expression) !== undefined;
  const declarations = module.symbolOf(expression)?.declarations ?? [];
  return declarations.every(
    (declaration) =>
      declaration.getSourceFile() !== module.source ||
      (ts.isClassDeclaration(declaration) && enclosingFunction(declaration) === undefined),
  );
}
