import { SyntaxKind, ts } from 'ts-morph';
import { functionsUnder } from '../entries.ts';
import { flowIndexOf } from '../flow-index.ts';
import { functionsOf } from '../functions.ts';
import { isPropertyOfKit } from '../kit-properties.ts';
import { defineRule } from '../rule.ts';
import type { StudentModule } from '../student-module.ts';
import { constantInitializer, enclosingFunction, isDeclaredIn } from '../syntax.ts';

const ACCESSES = [
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.BindingElement,
] as const;
const ANNOTATIONS = new Set(['annotations']);
const TYPE_HINTS_FILE = /^\/exercises\/kit\/type-hints\.ts$/;

/**
 * An assignment does not read the type hints: `typeHints` is not called by `__setattr__` or `Field.__set__`,
 * nor by what they call, nor through an attribute such as `_fields`; nor is what it gathers, a class's annotations.
 */
export const hintsReadOnce = defineRule({
  id: 'hints-read-once',
  advice: {
    read: 'Look the Field up instead of the hints: they were read in `__init_subclass__`, and this runs at every assignment.',
  },
  *check(module) {
    const entries = [...functionsUnder(module, '__setattr__'), ...functionsUnder(module, '__set__')];
    const reached = module.fact(functionsOf).reachableFrom(entries);
    const names = namesOfHints(module);
    const runs = (node: ts.Node): boolean => {
      const from = enclosingFunction(node);
      return from !== undefined && reached.has(from);
    };
    const spellings = spellingsOfHints(module);
    for (const node of module.nodes(SyntaxKind.Identifier)) {
      if (spellings.has(node.text) && runs(node) && isTypeHints(module, node)) yield { advice: 'read', node };
    }
    for (const node of module.nodes(...ACCESSES)) {
      if (runs(node) && isPropertyOfKit(module, node, 'PyClass', ANNOTATIONS)) yield { advice: 'read', node };
    }
    for (const node of module.nodes(SyntaxKind.StringLiteral, SyntaxKind.NoSubstitutionTemplateLiteral)) {
      if ((names.has(node.text) || node.text === '__annotations__') && runs(node)) yield { advice: 'read', node };
    }
  },
});

/** `typeHints` itself, or a constant that stands for it. */
function isTypeHints(module: StudentModule, name: ts.Identifier): boolean {
  let at: ts.Identifier | undefined = name;
  for (let step = 0; at !== undefined && step < 8; step += 1) {
    const symbol = module.symbolOf(at);
    if (symbol?.name === 'typeHints' && isDeclaredIn(symbol, TYPE_HINTS_FILE)) return true;
    const value: ts.Expression | undefined = constantInitializer(module, at);
    const inner: ts.Node | undefined = value !== undefined && ts.isPropertyAccessExpression(value) ? value.name : value;
    at = inner !== undefined && ts.isIdentifier(inner) ? inner : undefined;
  }
  return false;
}

/** Its own name, names that it is imported under, and all constants: the checker is asked about these alone. */
function spellingsOfHints(module: StudentModule): ReadonlySet<string> {
  const names = new Set(['typeHints']);
  for (const { name, propertyName } of module.nodes(SyntaxKind.ImportSpecifier)) {
    if (propertyName?.text === 'typeHints') names.add(name.text);
  }
  for (const { name } of module.nodes(SyntaxKind.ImportEqualsDeclaration)) names.add(name.text);
  for (const { name, initializer } of module.nodes(SyntaxKind.VariableDeclaration)) {
    if (initializer !== undefined && ts.isIdentifier(name)) names.add(name.text);
  }
  return names;
}

/** Attributes that are `typeHints` itself: `_fields: classmethod(typeHints)`. */
function namesOfHints(module: StudentModule): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [name, sources] of module.fact(flowIndexOf).ofProperty) {
    for (const { expression } of sources) {
      const parts = ts.isCallExpression(expression) ? expression.arguments : [expression];
      if (parts.some((part) => ts.isIdentifier(part) && isTypeHints(module, part))) names.add(name);
    }
  }
  return names;
}
