import { SyntaxKind, ts } from 'ts-morph';
import { hostPathAmong } from './host.ts';
import { methodCallsOf } from './method-calls.ts';
import type { StudentModule } from './student-module.ts';
import { accessOf, unwrap } from './syntax.ts';

/** A place where something may be changed in place. */
export interface Mutation {
  readonly node: ts.Node;
  /** What is changed. */
  readonly target: ts.Expression;
  /** As a student would say it: `shift`, `length`, `[…]`, `delete`. */
  readonly how: string;
}

/** Methods that change the array they are called on. */
export const ARRAY_MUTATORS: ReadonlySet<string> = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
]);

/** Functions of the host that change their first argument. */
const MUTATES_FIRST: ReadonlySet<string> = new Set([
  'Object.assign',
  'Object.defineProperty',
  'Object.defineProperties',
  'Object.setPrototypeOf',
  'Reflect.set',
  'Reflect.deleteProperty',
  'Reflect.defineProperty',
  'Reflect.setPrototypeOf',
]);

/** Every change in place: mutating methods, however they are called; assignments to elements and properties; `delete`. */
export function mutationsOf(module: StudentModule): readonly Mutation[] {
  return [...calls(module), ...assignments(module)];
}

function* calls(module: StudentModule): Iterable<Mutation> {
  for (const { node, name, object } of module.fact(methodCallsOf)) {
    if (ARRAY_MUTATORS.has(name)) yield { node, target: object, how: name };
  }
  for (const node of module.nodes(SyntaxKind.CallExpression)) {
    const [first] = node.arguments;
    const path = first === undefined ? undefined : hostPathAmong(module, node.expression, MUTATES_FIRST);
    if (first !== undefined && path !== undefined) yield { node, target: first, how: path };
  }
}

function* assignments(module: StudentModule): Iterable<Mutation> {
  for (const { left, operatorToken } of module.nodes(SyntaxKind.BinaryExpression)) {
    if (isAssignment(operatorToken.kind)) yield* places(module, left);
  }
  for (const { operand, operator } of module.nodes(SyntaxKind.PrefixUnaryExpression)) {
    if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken)
      yield* places(module, operand);
  }
  for (const { operand } of module.nodes(SyntaxKind.PostfixUnaryExpression)) yield* places(module, operand);
  for (const { expression } of module.nodes(SyntaxKind.DeleteExpression)) yield* places(module, expression, 'delete');
  for (const { initializer } of module.nodes(SyntaxKind.ForOfStatement, SyntaxKind.ForInStatement)) {
    if (!ts.isVariableDeclarationList(initializer)) yield* places(module, initializer);
  }
}

/** The places that an assignment's left side changes, destructuring included. */
function* places(module: StudentModule, left: ts.Expression, how?: string): Iterable<Mutation> {
  const place = unwrap(left);
  const access = accessOf(module, place);
  if (access !== undefined) {
    yield { node: place, target: access.object, how: how ?? access.name ?? '[…]' };
  } else if (ts.isArrayLiteralExpression(place)) {
    for (const element of place.elements)
      yield* places(module, ts.isSpreadElement(element) ? element.expression : element);
  } else if (ts.isObjectLiteralExpression(place)) {
    for (const property of place.properties) {
      if (ts.isPropertyAssignment(property)) yield* places(module, property.initializer);
      if (ts.isSpreadAssignment(property)) yield* places(module, property.expression);
    }
  } else if (ts.isBinaryExpression(place)) {
    yield* places(module, place.left);
  }
}

export function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
