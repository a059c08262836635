import { SyntaxKind, ts } from 'ts-morph';
import { hostPath } from './host.ts';
import type { StudentModule } from './student-module.ts';
import { accessOf, constantInitializer, unwrap } from './syntax.ts';

/** A call of a method, whatever form it has. */
export interface MethodCall {
  readonly node: ts.CallExpression;
  readonly name: string;
  /** What the method is called on. */
  readonly object: ts.Expression;
  readonly args: readonly ts.Expression[];
}

/**
 * Every call of a method, `module.fact(methodCallsOf)`: `list.push(a)`, `list?.['push'](a)`, `[].push.call(list, a)`,
 * `Array.prototype.push.apply(list, [a])`, `Reflect.apply([].push, list, [a])`, `list.push.bind(list)(a)`, and these
 * with the method under another name.
 */
export function methodCallsOf(module: StudentModule): readonly MethodCall[] {
  return [...module.nodes(SyntaxKind.CallExpression)].flatMap((node) => methodCall(module, node) ?? []);
}

function methodCall(module: StudentModule, node: ts.CallExpression): MethodCall | undefined {
  const callee = standingFor(module, node.expression);
  if (ts.isCallExpression(callee)) {
    const bound = accessOf(module, unwrap(callee.expression));
    const [object, ...args] = callee.arguments;
    const name = bound?.name === 'bind' ? methodName(module, bound.object) : undefined;
    return name === undefined || object === undefined
      ? undefined
      : { node, name, object, args: [...args, ...node.arguments] };
  }
  const access = accessOf(module, callee);
  if (access?.name === undefined) return undefined;
  const [first, second, third] = node.arguments;
  if (access.name === 'apply' && hostPath(module, callee) === 'Reflect.apply') {
    const name = first === undefined ? undefined : methodName(module, first);
    return name === undefined || second === undefined
      ? undefined
      : { node, name, object: second, args: itemsOf(third) };
  }
  if (first !== undefined && (access.name === 'call' || access.name === 'apply' || access.name === 'bind')) {
    const name = methodName(module, access.object);
    const args = access.name === 'apply' ? itemsOf(second) : node.arguments.slice(1);
    if (name !== undefined) return { node, name, object: first, args };
  }
  return { node, name: access.name, object: access.object, args: node.arguments };
}

/** The name of a method that is taken and not called: `[].push`, or a constant that holds it. */
function methodName(module: StudentModule, node: ts.Expression): string | undefined {
  const expression = standingFor(module, node);
  return hostPath(module, node)?.split('.').at(-1) ?? accessOf(module, expression)?.name;
}

/** What a constant stands for; anything else for itself. */
function standingFor(module: StudentModule, node: ts.Expression): ts.Expression {
  const expression = unwrap(node);
  const held = ts.isIdentifier(expression) ? constantInitializer(module, expression) : undefined;
  return held === undefined ? expression : unwrap(held);
}

/** The arguments that a list holds; of a list that is not written out, the list. */
function itemsOf(list: ts.Expression | undefined): readonly ts.Expression[] {
  const inner = list === undefined ? undefined : unwrap(list);
  if (inner === undefined) return [];
  return ts.isArrayLiteralExpression(inner) ? inner.elements : [inner];
}
