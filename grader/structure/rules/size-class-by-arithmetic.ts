import { SyntaxKind, ts } from 'ts-morph';
import { defineRule } from '../rule.ts';
import { unwrap } from '../syntax.ts';

/** A quarter of the size classes, written out. */
const MANY = 16;

/**
 * The size class is computed.
 *
 * Reports what writes size classes out: lists and objects of numbers, numbers in a string, a switch, a ladder of
 * conditions. A table that is filled by arithmetic is arithmetic.
 */
export const sizeClassByArithmetic = defineRule({
  id: 'size-class-by-arithmetic',
  advice: {
    table:
      'Compute the size class from the size and ALIGNMENT instead of writing the classes out: one expression serves all of them.',
    ladder:
      'Compute the size class from the size and ALIGNMENT instead of asking case by case: one expression serves all of them.',
  },
  *check(module) {
    const tables = [
      ...module.nodes(SyntaxKind.ArrayLiteralExpression, SyntaxKind.ObjectLiteralExpression),
      ...module.nodes(SyntaxKind.CallExpression, SyntaxKind.NewExpression),
    ];
    for (const node of tables) {
      const items = ts.isObjectLiteralExpression(node)
        ? node.properties
        : ts.isArrayLiteralExpression(node)
          ? node.elements
          : (node.arguments ?? []);
      if (items.filter(isNumberEntry).length >= MANY) yield { advice: 'table', node };
    }
    for (const node of module.nodes(SyntaxKind.StringLiteral, SyntaxKind.NoSubstitutionTemplateLiteral)) {
      if ((node.text.match(/\d+/g) ?? []).length >= MANY) yield { advice: 'table', node };
    }
    for (const node of module.nodes(SyntaxKind.CaseBlock)) {
      const cases = node.clauses.filter((clause) => ts.isCaseClause(clause) && hasNumber(clause.expression));
      if (cases.length >= MANY) yield { advice: 'ladder', node: node.parent };
    }
    for (const node of module.nodes(SyntaxKind.IfStatement)) {
      if (!isRungOf(node, node.parent) && rungsFrom(node) >= MANY) yield { advice: 'ladder', node };
    }
    for (const node of module.nodes(SyntaxKind.ConditionalExpression)) {
      if (!isBranch(node) && choicesFrom(node) >= MANY) yield { advice: 'ladder', node };
    }
    for (const node of module.nodes(SyntaxKind.Block)) {
      const rungs = node.statements.filter((one) => ts.isIfStatement(one) && hasNumber(one.expression));
      const [first] = rungs;
      if (first !== undefined && rungs.length >= MANY) yield { advice: 'ladder', node: first };
    }
  },
});

/** `8`, `8n`, `-8`, `[8, 0]`, `8: 0`, `a: 8`. */
function isNumberEntry(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return ts.isNumericLiteral(node.name) || isNumberEntry(node.initializer);
  if (!ts.isExpression(node)) return false;
  const inner = unwrap(node);
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.length > 0 && inner.elements.every(isNumberEntry);
  if (ts.isPrefixUnaryExpression(inner)) return isNumberEntry(inner.operand);
  return ts.isNumericLiteral(inner) || ts.isBigIntLiteral(inner);
}

function hasNumber(node: ts.Node): boolean {
  return isNumberEntry(node) || (ts.forEachChild(node, (child) => hasNumber(child) || undefined) ?? false);
}

function rungsFrom(first: ts.IfStatement): number {
  let rungs = 0;
  let at: ts.Statement | undefined = first;
  while (at !== undefined && ts.isIfStatement(at)) {
    if (hasNumber(at.expression)) rungs += 1;
    at = at.elseStatement;
  }
  return rungs;
}

function isRungOf(node: ts.IfStatement, parent: ts.Node): boolean {
  return ts.isIfStatement(parent) && parent.elseStatement === node;
}

function choicesFrom(first: ts.ConditionalExpression): number {
  let choices = 0;
  let at: ts.Expression = first;
  while (ts.isConditionalExpression(at)) {
    if (hasNumber(at.condition)) choices += 1;
    at = unwrap(at.whenFalse);
  }
  return choices;
}

function isBranch(node: ts.ConditionalExpression): boolean {
  let { parent } = node;
  while (ts.isParenthesizedExpression(parent)) parent = parent.parent;
  return ts.isConditionalExpression(parent) && unwrap(parent.whenFalse) === node;
}
