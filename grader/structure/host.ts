import { SyntaxKind, ts } from 'ts-morph';
import type { StudentModule } from './student-module.ts';
import {
  accessOf,
  constantInitializer,
  constantString,
  isInType,
  STANDARD_LIBRARY,
  soleDeclaration,
  unwrap,
} from './syntax.ts';

const MAX_STEPS = 8;

/**
 * The dotted name of what an expression takes from the host: `Proxy`, `Object.defineProperty`,
 * `Array.prototype.push`; `[].push` is `Array.prototype.push` too. Follows constants, destructuring and `globalThis`.
 * A name of the student's own is nothing of the host's, however it is spelled.
 */
export function hostPath(module: StudentModule, node: ts.Expression, steps = MAX_STEPS): string | undefined {
  const expression = unwrap(node);
  if (steps === 0) return undefined;
  if (ts.isIdentifier(expression)) return pathOfName(module, expression, steps);
  const access = accessOf(module, expression);
  if (access?.name === undefined) return undefined;
  const object = unwrap(access.object);
  if (ts.isArrayLiteralExpression(object)) return `Array.prototype.${access.name}`;
  const path = hostPath(module, object, steps - 1);
  return path === undefined ? undefined : withoutGlobal(`${path}.${access.name}`);
}

/** The host path of an expression if it is one of `names`. The spelling is asked first: `a.b` can only be what ends in `b`. */
export function hostPathAmong(
  module: StudentModule,
  node: ts.Expression,
  names: ReadonlySet<string>,
): string | undefined {
  const access = accessOf(module, unwrap(node));
  if (access !== undefined && !endsIn(names, access.name)) return undefined;
  const path = hostPath(module, node);
  return path !== undefined && names.has(path) ? path : undefined;
}

function endsIn(names: ReadonlySet<string>, end: string | undefined): boolean {
  if (end === undefined) return false;
  for (const name of names) if (name === end || name.endsWith(`.${end}`)) return true;
  return false;
}

function pathOfName(module: StudentModule, name: ts.Identifier, steps: number): string | undefined {
  if (isHostName(module, name)) return name.text;
  const initializer = constantInitializer(module, name);
  if (initializer !== undefined) return hostPath(module, initializer, steps - 1);
  const declaration = soleDeclaration(module.symbolOf(name));
  return declaration !== undefined && ts.isBindingElement(declaration)
    ? pathOfBinding(module, declaration, steps - 1)
    : undefined;
}

/** `const { defineProperty } = Object`. */
function pathOfBinding(module: StudentModule, element: ts.BindingElement, steps: number): string | undefined {
  const pattern = element.parent;
  if (steps === 0 || !ts.isObjectBindingPattern(pattern) || element.dotDotDotToken !== undefined) return undefined;
  const key = bindingKey(module, element);
  const holder = pattern.parent;
  const from = ts.isBindingElement(holder)
    ? pathOfBinding(module, holder, steps - 1)
    : ts.isVariableDeclaration(holder) && holder.initializer !== undefined
      ? hostPath(module, holder.initializer, steps - 1)
      : undefined;
  return from === undefined || key === undefined ? undefined : withoutGlobal(`${from}.${key}`);
}

/** The name of the property that an element of an object pattern takes. */
export function bindingKey(module: StudentModule, element: ts.BindingElement): string | undefined {
  const key = element.propertyName ?? element.name;
  if (ts.isComputedPropertyName(key)) return constantString(module, key.expression);
  return ts.isIdentifier(key) || ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : undefined;
}

/** Declared in the standard library alone, or nowhere at all: then only the host can have it. */
function isHostName(module: StudentModule, name: ts.Identifier): boolean {
  const symbol = module.symbolOf(name);
  const declarations = symbol?.declarations ?? [];
  if (symbol === undefined || name.text === 'globalThis') return declarations.length === 0;
  return (
    declarations.length > 0 &&
    declarations.every((declaration) => STANDARD_LIBRARY.test(declaration.getSourceFile().fileName))
  );
}

function withoutGlobal(path: string): string {
  return path.replace(/^(?:globalThis\.|window\.|self\.|global\.)+/, '');
}

/** A mention of something of the host's. */
export interface HostMention {
  readonly node: ts.Node;
  /** As it was asked for. */
  readonly name: string;
}

/**
 * Every place where a module takes one of `names` from the host, `Proxy` or `Object.create` say, however it is
 * spelled; and every place where it could do so unseen: `eval`, `Function`, `globalThis` with a computed name.
 */
export function* hostMentions(module: StudentModule, names: ReadonlySet<string>): Iterable<HostMention> {
  for (const node of module.nodes(SyntaxKind.Identifier)) {
    const { text } = node;
    if (!names.has(text) && !UNSEEN.has(text)) continue;
    if (!isValueUse(node) || !isHostName(module, node)) continue;
    if (text !== 'globalThis' || names.has(text) || !isReadPlainly(module, node)) yield { node, name: text };
  }
  for (const node of module.nodes(SyntaxKind.PropertyAccessExpression, SyntaxKind.ElementAccessExpression)) {
    const path = hostPathAmong(module, node, names);
    const name = accessOf(module, node)?.name;
    if (path !== undefined) {
      yield { node, name: path };
    } else if (name === undefined && isComputedFromHost(module, node)) {
      yield { node, name: `${hostPath(module, node.expression) ?? ''}[…]` };
    } else if (name === 'constructor' && isCodeFactory(node)) {
      yield { node, name: 'Function' };
    }
  }
  for (const node of module.nodes(SyntaxKind.BindingElement)) {
    const path = pathOfBinding(module, node, MAX_STEPS);
    if (path !== undefined && names.has(path)) yield { node, name: path };
  }
}

/** With these a module could take anything. */
const UNSEEN: ReadonlySet<string> = new Set(['eval', 'Function', 'globalThis']);

/** Not a property's name, not a declaration's, not in a type. */
function isValueUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  if (ts.isBindingElement(parent) && parent.initializer !== node) return false;
  if (ts.isPropertyDeclaration(parent) && parent.name === node) return false;
  if (ts.isMethodDeclaration(parent) || ts.isAccessor(parent)) return false;
  if (ts.isTypeQueryNode(parent)) return false;
  return !isInType(node);
}

/** `globalThis.Map` and `globalThis['Map']`: the access itself is judged. */
function isReadPlainly(module: StudentModule, node: ts.Identifier): boolean {
  return accessOf(module, node.parent)?.name !== undefined;
}

/** `Object[key]` with a key that cannot be told. */
function isComputedFromHost(
  module: StudentModule,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): boolean {
  if (accessOf(module, node)?.name !== undefined) return false;
  const path = hostPath(module, node.expression);
  return path === 'Object' || path === 'Reflect' || path === 'globalThis';
}

/** `f.constructor('…')`, where `f.constructor` is what builds functions from text. */
function isCodeFactory(node: ts.Expression): boolean {
  let outer: ts.Node = node;
  while (ts.isExpression(outer.parent) && unwrap(outer.parent) === unwrap(node)) outer = outer.parent;
  const call = outer.parent;
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return false;
  return (
    call.expression === outer &&
    (call.arguments ?? []).some(
      (argument) => ts.isStringLiteralLike(argument) || ts.isTemplateExpression(argument) || ts.isIdentifier(argument),
    )
  );
}
