import { SyntaxKind, ts } from 'ts-morph';
import { flowIndexOf } from './flow-index.ts';
import { functionsOf } from './functions.ts';
import type { StudentModule } from './student-module.ts';
import { constantString, type FunctionNode } from './syntax.ts';

/**
 * The functions that a module hands out under a name: a method, a property of a namespace, an entry of a Map
 * (`['__setattr__', setattr]`, `dict.set('__setattr__', setattr)`).
 */
export function functionsUnder(module: StudentModule, name: string): ReadonlySet<FunctionNode> {
  const functions = module.fact(functionsOf);
  const found = new Set(functions.named(name));
  const values = (module.fact(flowIndexOf).ofProperty.get(name) ?? []).map(({ expression }) => expression);
  for (const { elements } of module.nodes(SyntaxKind.ArrayLiteralExpression))
    values.push(...valueUnder(module, name, elements));
  for (const call of module.nodes(SyntaxKind.CallExpression)) values.push(...valueUnder(module, name, call.arguments));
  for (const value of values) for (const node of functions.meantBy(value)) found.add(node);
  return found;
}

/** `(…, name, value)`: the value. */
function valueUnder(module: StudentModule, name: string, items: readonly ts.Expression[]): readonly ts.Expression[] {
  return items.filter((_, index) => {
    const key = items[index - 1];
    return key !== undefined && ts.isStringLiteralLike(key) && constantString(module, key) === name;
  });
}
