import { SyntaxKind, ts } from 'ts-morph';
import { originsOf } from '../flow.ts';
import { hostPath } from '../host.ts';
import { isPropertyOfKit } from '../kit-properties.ts';
import { defineRule } from '../rule.ts';
import type { StudentModule } from '../student-module.ts';
import { accessOf, unwrap } from '../syntax.ts';

const NAME: ReadonlySet<string> = new Set(['name']);

const EQUALITIES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InKeyword,
]);

/** Methods whose first argument is looked for or stored under, and methods of strings that compare. */
const LOOK_UPS: ReadonlySet<string> = new Set([
  'get',
  'set',
  'has',
  'add',
  'delete',
  'includes',
  'indexOf',
  'lastIndexOf',
  'localeCompare',
  'startsWith',
  'endsWith',
  'hasOwn',
  'is',
]);

/**
 * Classes are told apart by identity. Two classes may have one name, so a name compares and finds nothing;
 * in the message of an error it has its place.
 */
export const identityNotNames = defineRule({
  id: 'identity-not-names',
  advice: {
    compared: 'Compare the classes themselves, not their names: two classes may have the same name.',
    key: 'Use the class itself for the key of a Map or Set, not its name: two classes may have the same name.',
  },
  *check(module) {
    for (const node of module.nodes(SyntaxKind.BinaryExpression)) {
      if (!EQUALITIES.has(node.operatorToken.kind)) continue;
      if (isName(module, node.left) || isName(module, node.right)) yield { advice: 'compared', node };
    }
    for (const node of module.nodes(SyntaxKind.SwitchStatement)) {
      if (isName(module, node.expression)) yield { advice: 'compared', node: node.expression };
    }
    for (const node of module.nodes(SyntaxKind.ElementAccessExpression)) {
      if (isName(module, node.argumentExpression)) yield { advice: 'key', node };
    }
    for (const node of module.nodes(SyntaxKind.ComputedPropertyName)) {
      if (isName(module, node.expression)) yield { advice: 'key', node };
    }
    for (const node of module.nodes(SyntaxKind.CallExpression)) {
      const name = accessOf(module, node.expression)?.name;
      if (name === undefined || !LOOK_UPS.has(name)) continue;
      if (node.arguments.some((argument, index) => index <= 1 && isName(module, argument))) {
        // The value of `map.set(cls, cls.name)` is no key.
        if (name === 'set' && !isName(module, node.arguments[0] as ts.Expression)) continue;
        yield { advice: name === 'is' || name === 'localeCompare' ? 'compared' : 'key', node };
      }
    }
    for (const node of module.nodes(SyntaxKind.NewExpression)) {
      const made = hostPath(module, node.expression);
      const [first] = node.arguments ?? [];
      if (first === undefined) continue;
      if (made === 'Set' && isName(module, first, 1)) yield { advice: 'key', node };
      if (made === 'Map' && isKeyedByName(module, first)) yield { advice: 'key', node };
    }
  },
});

/** Whether a string is a class's name, or made of one; with a depth, the elements that deep in a list. */
function isName(module: StudentModule, expression: ts.Expression, depth = 0): boolean {
  const seen = new Set<ts.Node>();
  const pending = [...originsOf(module, expression, depth)];
  for (let origin = pending.pop(); origin !== undefined; origin = pending.pop()) {
    const { node, depth: rest } = origin;
    if (rest !== 0 || seen.has(node)) continue;
    seen.add(node);
    if (isPropertyOfKit(module, node, 'PyClass', NAME)) return true;
    for (const part of partsOf(module, node)) pending.push(...originsOf(module, part));
  }
  return false;
}

/** What a string is put together from: a template, `+`, `String(…)`, a method of a string. */
function partsOf(module: StudentModule, node: ts.Node): readonly ts.Expression[] {
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return [node.left, node.right];
  if (!ts.isCallExpression(node)) return [];
  if (hostPath(module, node.expression) === 'String') return [...node.arguments];
  const object = accessOf(module, node.expression)?.object;
  return object !== undefined && isString(module, object) ? [object] : [];
}

function isString(module: StudentModule, node: ts.Expression): boolean {
  return (module.typeOf(node).flags & ts.TypeFlags.StringLike) !== 0;
}

/** `new Map(classes.map((cls) => [cls.name, cls]))`: the first of each pair. */
function isKeyedByName(module: StudentModule, pairs: ts.Expression): boolean {
  return originsOf(module, pairs, 1).some(({ node, depth }) => {
    if (depth !== 0 || !ts.isArrayLiteralExpression(unwrap(node as ts.Expression))) return false;
    const [key] = (unwrap(node as ts.Expression) as ts.ArrayLiteralExpression).elements;
    return key !== undefined && isName(module, key);
  });
}
