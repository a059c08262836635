import { ts } from 'ts-morph';
import type { StudentModule } from './student-module.ts';

/** `(a)`, `a!`, `a as T`, `a satisfies T`, `<T>a` and `(0, a)` are `a`. */
export function unwrap(node: ts.Expression): ts.Expression {
  let inner = node;
  while (WRAPPINGS.has(inner.kind)) {
    if (
      ts.isParenthesizedExpression(inner) ||
      ts.isNonNullExpression(inner) ||
      ts.isAsExpression(inner) ||
      ts.isSatisfiesExpression(inner) ||
      ts.isTypeAssertionExpression(inner)
    ) {
      inner = inner.expression;
    } else if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.CommaToken) {
      inner = inner.right;
    } else {
      return inner;
    }
  }
  return inner;
}

/** One look into a set instead of six questions: this is asked of every expression, many times. */
const WRAPPINGS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ParenthesizedExpression,
  ts.SyntaxKind.NonNullExpression,
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.SatisfiesExpression,
  ts.SyntaxKind.TypeAssertionExpression,
  ts.SyntaxKind.BinaryExpression,
]);

/** How far a constant is followed through names. */
const MAX_STEPS = 8;

/** The string that an expression is, if that can be told without running it: literals, `+`, templates, constants. */
export function constantString(module: StudentModule, node: ts.Expression, steps = MAX_STEPS): string | undefined {
  const expression = unwrap(node);
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (ts.isNumericLiteral(expression)) return expression.text;
  if (steps === 0) return undefined;
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const left = constantString(module, expression.left, steps - 1);
    const right = constantString(module, expression.right, steps - 1);
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if (ts.isTemplateExpression(expression)) {
    let text = expression.head.text;
    for (const span of expression.templateSpans) {
      const value = constantString(module, span.expression, steps - 1);
      if (value === undefined) return undefined;
      text += value + span.literal.text;
    }
    return text;
  }
  if (ts.isIdentifier(expression)) {
    const initializer = constantInitializer(module, expression);
    if (initializer !== undefined) return constantString(module, initializer, steps - 1);
  }
  if (isNumber(module, expression)) return undefined;
  const type = module.typeOf(expression);
  return type.isStringLiteral() ? type.value : undefined;
}

/**
 * Whether an expression is a number by its operator or by its declaration, as most indices are: to find its type the
 * checker would follow the control flow.
 */
function isNumber(module: StudentModule, expression: ts.Expression): boolean {
  if (ts.isPostfixUnaryExpression(expression) || ts.isPrefixUnaryExpression(expression)) return true;
  if (ts.isBinaryExpression(expression)) return ARITHMETIC.has(expression.operatorToken.kind);
  const symbol = ts.isIdentifier(expression) ? module.symbolOf(expression) : undefined;
  return symbol !== undefined && (module.checker.getTypeOfSymbol(symbol).flags & ts.TypeFlags.NumberLike) !== 0;
}

/** Without `+`, which puts strings together. */
const ARITHMETIC: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.BarToken,
]);

/** What a name that is declared once, with a value, stands for: `const P = Proxy`. */
export function constantInitializer(module: StudentModule, name: ts.Identifier): ts.Expression | undefined {
  const declaration = soleDeclaration(module.symbolOf(name));
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  return ts.isIdentifier(declaration.name) ? declaration.initializer : undefined;
}

export function soleDeclaration(symbol: ts.Symbol | undefined): ts.Declaration | undefined {
  return symbol?.declarations?.length === 1 ? symbol.declarations[0] : undefined;
}

/** `object.name`, `object?.name` and `object['name']`. `name` is undefined where it is computed at run time. */
export interface Access {
  readonly node: ts.PropertyAccessExpression | ts.ElementAccessExpression;
  readonly object: ts.Expression;
  readonly name: string | undefined;
}

export function accessOf(module: StudentModule, node: ts.Node): Access | undefined {
  if (ts.isPropertyAccessExpression(node)) return { node, object: node.expression, name: node.name.text };
  if (!ts.isElementAccessExpression(node)) return undefined;
  return { node, object: node.expression, name: constantString(module, node.argumentExpression) };
}

/** The symbol of the property that an access means. A cast of the object does not change what is read. */
export function propertySymbol(module: StudentModule, { node, object, name }: Access): ts.Symbol | undefined {
  const inner = unwrap(object);
  if (name !== undefined && (inner !== object || ts.isElementAccessExpression(node))) {
    const symbol = module.typeOf(inner).getProperty(name);
    if (symbol !== undefined) return symbol;
  }
  if (ts.isPropertyAccessExpression(node)) return module.symbolOf(node.name);
  return name === undefined ? undefined : module.typeOf(object).getProperty(name);
}

/** Whether a declaration lies in a file that is not the student's: the kit, a contract, the standard library. */
export function isDeclaredIn(symbol: ts.Symbol | undefined, file: RegExp): boolean {
  return symbol?.declarations?.some((declaration) => file.test(declaration.getSourceFile().fileName)) ?? false;
}

export const KIT: RegExp = /^\/exercises\//;
export const STANDARD_LIBRARY: RegExp = /\.d\.ts$/;

export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration;

export function isFunctionNode(node: ts.Node): node is FunctionNode {
  return FUNCTIONS.has(node.kind);
}

const FUNCTIONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
]);

/** The function in whose body a node lies; undefined at the top of the module. */
export function enclosingFunction(node: ts.Node): FunctionNode | undefined {
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
    if (isFunctionNode(parent)) return parent;
  }
  return undefined;
}

/** `private`, `#private` and quoted names, as text. */
export function nameText(module: StudentModule, name: ts.PropertyName | undefined): string | undefined {
  if (name === undefined) return undefined;
  return ts.isComputedPropertyName(name) ? constantString(module, name.expression) : name.text;
}

/** Whether a name is written where only types stand. */
export function isInType(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (ts.isExpressionWithTypeArguments(at) && ts.isHeritageClause(at.parent)) {
      return at.parent.token === ts.SyntaxKind.ImplementsKeyword || ts.isInterfaceDeclaration(at.parent.parent);
    }
    if (ts.isTypeNode(at) || ts.isInterfaceDeclaration(at) || ts.isTypeAliasDeclaration(at)) return true;
    if (ts.isStatement(at)) return false;
  }
  return false;
}
