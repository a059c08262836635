import { SyntaxKind, ts } from 'ts-morph';
import { isAddress, isNull } from '../address-values.ts';
import { functionsUnder } from '../entries.ts';
import { originsOf } from '../flow.ts';
import { functionsOf } from '../functions.ts';
import { hostPathAmong } from '../host.ts';
import { methodCallsOf } from '../method-calls.ts';
import { defineRule } from '../rule.ts';
import type { StudentModule } from '../student-module.ts';
import { accessOf, enclosingFunction, isDeclaredIn, KIT, propertySymbol, STANDARD_LIBRARY, unwrap } from '../syntax.ts';

const ENTRIES = ['malloc', 'calloc', 'realloc', 'free'];

/** Methods of collections that look at every element, or at as many as they must. */
const SEARCHES: ReadonlySet<string> = new Set([
  'indexOf',
  'lastIndexOf',
  'includes',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'filter',
  'some',
  'every',
  'sort',
  'toSorted',
  'splice',
  'toSpliced',
  'reduce',
  'reduceRight',
  'forEach',
  'map',
  'flatMap',
]);

/** With a list spread out, these look at every element. */
const EXTREMES: ReadonlySet<string> = new Set(['Math.min', 'Math.max']);

type Loop = ts.ForStatement | ts.WhileStatement | ts.DoStatement;

/**
 * Pools and arenas are found by links and by arithmetic.
 *
 * Looks at `malloc`, `calloc`, `realloc`, `free` and what they call. Reports searching methods, loops over a
 * collection, and walks along links that compare addresses. A loop with a constant bound, and a walk that moves an
 * arena to its place by its number of free pools, are fine.
 */
export const noLinearScan = defineRule({
  id: 'no-linear-scan',
  advice: {
    method:
      'Find pools and arenas by links and arithmetic, without `{name}`: it looks at one after the other, and every call pays for it.',
    loop: 'Find pools and arenas by links and arithmetic, without a loop over a collection: every call pays for it.',
    walk: 'Find the pool or arena of an address by arithmetic, without a walk along the links: every call pays for it.',
  },
  *check(module) {
    const functions = module.fact(functionsOf);
    const reached = functions.reachableFrom(ENTRIES.flatMap((name) => [...functionsUnder(module, name)]));
    const runs = (node: ts.Node): boolean => {
      const from = enclosingFunction(node);
      return from !== undefined && reached.has(from) && !ts.isConstructorDeclaration(from);
    };
    for (const { node, name, object } of module.fact(methodCallsOf)) {
      if (SEARCHES.has(name) && isOfHost(module, object, name) && runs(node) && !isRecordOfKit(module, object))
        yield { advice: 'method', node, detail: name };
    }
    for (const node of module.nodes(SyntaxKind.CallExpression)) {
      if (!node.arguments.some(ts.isSpreadElement) || !runs(node)) continue;
      const path = hostPathAmong(module, node.expression, EXTREMES);
      if (path !== undefined) yield { advice: 'method', node, detail: path };
    }
    for (const node of module.nodes(SyntaxKind.ForOfStatement, SyntaxKind.ForInStatement)) {
      const { expression } = node;
      if (!runs(node) || ts.isArrayLiteralExpression(unwrap(expression)) || isRecordOfKit(module, expression)) continue;
      yield { advice: 'loop', node };
    }
    for (const node of loopsOf(module)) {
      if (!runs(node)) continue;
      if (asksForLength(module, node) || readsByCounter(module, node)) yield { advice: 'loop', node };
      else if (walksByAddress(module, node)) yield { advice: 'walk', node };
    }
  },
});

const PARTS: ReadonlySet<string> = new Set(['Object.entries', 'Object.keys', 'Object.values']);

/** The fields of a constant of the kit's: `Object.entries(POOL_HEADER)`. They are always the same few. */
function isRecordOfKit(module: StudentModule, node: ts.Expression): boolean {
  const call = unwrap(node);
  if (!ts.isCallExpression(call) || hostPathAmong(module, call.expression, PARTS) === undefined) return false;
  const [record] = call.arguments;
  return record !== undefined && ts.isIdentifier(record) && isDeclaredIn(module.symbolOf(record), KIT);
}

function loopsOf(module: StudentModule): Iterable<Loop> {
  return module.nodes(SyntaxKind.ForStatement, SyntaxKind.WhileStatement, SyntaxKind.DoStatement);
}

/** Whether a method is one of the host's, and not of a class of the student's own. */
function isOfHost(module: StudentModule, object: ts.Expression, name: string): boolean {
  const type = module.checker.getNonNullableType(module.typeOf(object));
  return (type.flags & ts.TypeFlags.Any) !== 0 || isDeclaredIn(type.getProperty(name), STANDARD_LIBRARY);
}

/** `index < arenas.length`, `while (i < pools.size)`. */
function asksForLength(module: StudentModule, loop: Loop): boolean {
  const condition = conditionOf(loop);
  return (
    condition !== undefined &&
    someNode(condition, (node) => {
      const access = accessOf(module, node);
      if (access?.name !== 'length' && access?.name !== 'size') return false;
      return isDeclaredIn(propertySymbol(module, access), STANDARD_LIBRARY) && !isWrittenOut(module, access.object);
    })
  );
}

/** A list that stands in the source has a constant length. */
function isWrittenOut(module: StudentModule, list: ts.Expression): boolean {
  const origins = originsOf(module, list);
  return origins.every(
    ({ node, depth }) => depth === 0 && ts.isArrayLiteralExpression(node) && node.elements.length > 0,
  );
}

/** Reads `list[i]`, where `i` is what the loop counts and nothing constant bounds it. */
function readsByCounter(module: StudentModule, loop: Loop): boolean {
  const condition = conditionOf(loop);
  if (condition === undefined || hasConstantBound(module, condition)) return false;
  const counters = countersOf(module, loop);
  return someNode(loop, (node) => {
    if (!ts.isElementAccessExpression(node)) return false;
    const index = unwrap(node.argumentExpression);
    const symbol = ts.isIdentifier(index) ? module.symbolOf(index) : undefined;
    if (symbol === undefined || !counters.has(symbol) || isWrittenOut(module, node.expression)) return false;
    return isIndexed(module, node.expression);
  });
}

/** An array, a typed array, an `any`. */
function isIndexed(module: StudentModule, list: ts.Expression): boolean {
  const type = module.typeOf(list);
  if ((type.flags & ts.TypeFlags.Any) !== 0) return true;
  return module.checker.getIndexTypeOfType(type, ts.IndexKind.Number) !== undefined;
}

/** What `i += 1`, `i++` and `--i` count, in a loop. */
function countersOf(module: StudentModule, loop: Loop): ReadonlySet<ts.Symbol> {
  const counters = new Set<ts.Symbol>();
  someNode(loop, (node) => {
    const isStep = ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node);
    const isSum =
      ts.isBinaryExpression(node) &&
      (node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken ||
        node.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken);
    const counted = isStep ? node.operand : isSum ? node.left : undefined;
    const symbol = counted !== undefined && ts.isIdentifier(counted) ? module.symbolOf(counted) : undefined;
    if (symbol !== undefined) counters.add(symbol);
    return false;
  });
  return counters;
}

/** `n < 64`, `n <= SIZE_CLASSES`. */
function hasConstantBound(module: StudentModule, condition: ts.Expression): boolean {
  return someNode(condition, (node) => {
    if (!ts.isBinaryExpression(node) || !isComparison(node.operatorToken.kind)) return false;
    return [node.left, node.right].some((side) => {
      const inner = unwrap(side);
      if (ts.isNumericLiteral(inner)) return true;
      return ts.isIdentifier(inner) && isDeclaredIn(module.symbolOf(inner), KIT);
    });
  });
}

/** Goes from one address or object to the next (`at = at.next`) and compares addresses on the way. */
function walksByAddress(module: StudentModule, loop: Loop): boolean {
  const moves = someNode(loop, (node) => {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    const to = unwrap(node.left);
    if (!ts.isIdentifier(to)) return false;
    const symbol = module.symbolOf(to);
    return someNode(
      node.right,
      (part) => ts.isIdentifier(part) && symbol !== undefined && module.symbolOf(part) === symbol,
    );
  });
  if (!moves) return false;
  return someNode(loop, (node) => {
    if (!ts.isBinaryExpression(node) || !isComparison(node.operatorToken.kind)) return false;
    const { left, right } = node;
    if (isNull(module, left) || isNull(module, right)) return false;
    return isAddress(module, left) && isAddress(module, right);
  });
}

function isComparison(kind: ts.SyntaxKind): boolean {
  return (
    (kind >= ts.SyntaxKind.LessThanToken && kind <= ts.SyntaxKind.GreaterThanEqualsToken) ||
    (kind >= ts.SyntaxKind.EqualsEqualsToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken)
  );
}

function conditionOf(loop: Loop): ts.Expression | undefined {
  return ts.isForStatement(loop) ? loop.condition : loop.expression;
}

function someNode(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  return test(node) || (ts.forEachChild(node, (child) => someNode(child, test) || undefined) ?? false);
}
