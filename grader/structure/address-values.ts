import { ts } from 'ts-morph';
import { originsOf } from './flow.ts';
import type { StudentModule } from './student-module.ts';
import { isDeclaredIn, KIT, unwrap } from './syntax.ts';

/** Whether a type is the kit's `Address`, or a union with it. */
export function isAddressType(type: ts.Type): boolean {
  if (type.aliasSymbol?.name === 'Address') return isDeclaredIn(type.aliasSymbol, KIT);
  if (type.isUnion()) return type.types.some(isAddressType);
  return type.isIntersection() && isDeclaredIn(type.getProperty('brand'), KIT);
}

/** Whether an expression is an address: by its type, or because it is an address that went through plain numbers. */
export function isAddress(module: StudentModule, expression: ts.Expression): boolean {
  return addressesIn(module, expression).length > 0;
}

/** The origins of the addresses that a value is or is computed from. What is divided is a number of something else. */
export function addressesIn(module: StudentModule, expression: ts.Expression): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const seen = new Set<ts.Node>();
  const pending: ts.Node[] = [expression];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const origin of originsOf(module, node as ts.Expression)) {
      if (origin.depth !== 0 || seen.has(origin.node)) continue;
      seen.add(origin.node);
      const inner = origin.node;
      if (ts.isBinaryExpression(inner) && KEEPS_ADDRESSES.has(inner.operatorToken.kind))
        pending.push(inner.left, inner.right);
      else if (!isNull(module, inner) && isAddressType(module.typeOf(inner))) found.push(inner);
    }
  }
  if (found.length === 0 && isAddressType(module.typeOf(expression))) {
    const inner = unwrap(expression);
    if (!isNull(module, inner)) found.push(inner);
  }
  return found;
}

/** `NULL`, 0, `undefined`: no place in memory. */
export function isNull(module: StudentModule, node: ts.Node): boolean {
  const expression = ts.isExpression(node) ? unwrap(node) : node;
  if (ts.isNumericLiteral(expression)) return expression.text === '0';
  if (expression.kind === ts.SyntaxKind.NullKeyword) return true;
  if (!ts.isIdentifier(expression)) return false;
  return expression.text === 'undefined' || (expression.text === 'NULL' && isAddressType(module.typeOf(expression)));
}

const KEEPS_ADDRESSES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.BarToken,
]);
