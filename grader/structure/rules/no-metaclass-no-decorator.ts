import { SyntaxKind, ts } from 'ts-morph';
import { originsOf } from '../flow.ts';
import { hostMentions } from '../host.ts';
import { mutationsOf } from '../mutations.ts';
import { defineRule } from '../rule.ts';
import type { StudentModule } from '../student-module.ts';
import { accessOf, isDeclaredIn, KIT, unwrap } from '../syntax.ts';

/** What lets JavaScript itself stand between an attribute and its value. */
const INTERCEPTORS: ReadonlySet<string> = new Set([
  'Proxy',
  'Object.defineProperty',
  'Object.defineProperties',
  'Object.setPrototypeOf',
  'Object.create',
  'Reflect',
]);
const INTERCEPTING_METHODS: ReadonlySet<string> = new Set(['__defineGetter__', '__defineSetter__', '__proto__']);

/**
 * Subclasses are processed by `__init_subclass__` and attributes by the Field alone.
 *
 * Reports decorators, subclasses of the kit's `PyClass` (a metaclass), the host's Proxy and accessors, and changes to
 * the kit's own classes. A getter in a class of the student's own, `get name()` say, is no interception.
 */
export const noMetaclassNoDecorator = defineRule({
  id: 'no-metaclass-no-decorator',
  advice: {
    decorator:
      'Process the subclass in `__init_subclass__`, without a decorator: it runs for every subclass by itself.',
    metaclass:
      'Process the subclass in `__init_subclass__`, without a class of classes: a metaclass is what the hook spares.',
    host: 'Leave attributes to `Field.__set__` and the dict of the instance, without `{name}`: JavaScript’s own mechanism hides Python’s.',
    accessor:
      'Leave attributes to `Field.__set__` and the dict of the instance, without a JavaScript accessor: it hides Python’s mechanism.',
    kit: 'Leave the classes of the kit as they are: the hooks belong in the namespace of `Checked`.',
  },
  *check(module) {
    for (const node of module.nodes(SyntaxKind.Decorator)) yield { advice: 'decorator', node };
    for (const node of module.nodes(SyntaxKind.SetAccessor)) yield { advice: 'accessor', node };
    for (const node of module.nodes(SyntaxKind.GetAccessor)) {
      if (ts.isObjectLiteralExpression(node.parent) || ts.isComputedPropertyName(node.name))
        yield { advice: 'accessor', node };
    }
    for (const { node, name } of hostMentions(module, INTERCEPTORS)) yield { advice: 'host', node, detail: name };
    for (const node of module.nodes(SyntaxKind.PropertyAccessExpression, SyntaxKind.ElementAccessExpression)) {
      const name = accessOf(module, node)?.name;
      if (name !== undefined && INTERCEPTING_METHODS.has(name)) yield { advice: 'host', node, detail: name };
    }
    for (const node of module.nodes(SyntaxKind.HeritageClause)) {
      const [base] = node.types;
      if (node.token !== ts.SyntaxKind.ExtendsKeyword || base === undefined) continue;
      if (!ts.isInterfaceDeclaration(node.parent) && isOfKit(module, base.expression, 'PyClass')) {
        yield { advice: 'metaclass', node };
      }
    }
    for (const { node, target } of module.fact(mutationsOf)) {
      if (isKitPrototype(module, target)) yield { advice: 'kit', node };
    }
    for (const node of module.nodes(SyntaxKind.CallExpression)) {
      if (changesKitDict(module, node)) yield { advice: 'kit', node };
    }
  },
});

/** `PyInstance.prototype`, `ClassMethod`: something that the kit exports, or its prototype. */
function isKitPrototype(module: StudentModule, target: ts.Expression): boolean {
  return originsOf(module, target).some(({ node, depth }) => {
    if (depth !== 0) return false;
    const access = accessOf(module, node);
    const base = access?.name === 'prototype' ? unwrap(access.object) : node;
    return isKitExport(module, base);
  });
}

/** `object.dict.set(…)` on the kit's `object`. */
function changesKitDict(module: StudentModule, { expression }: ts.CallExpression): boolean {
  const method = accessOf(module, expression);
  if (method?.name !== 'set' && method?.name !== 'delete' && method?.name !== 'clear') return false;
  return originsOf(module, method.object).some(({ node }) => {
    const dict = accessOf(module, node);
    if (dict?.name !== 'dict') return false;
    return originsOf(module, dict.object).some(({ node: owner }) => isKitExport(module, owner));
  });
}

/** A name or `kit.name` that the kit declares at its top. */
function isKitExport(module: StudentModule, node: ts.Node): boolean {
  if (ts.isParameter(node)) return false;
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  if (!ts.isIdentifier(name)) return false;
  const symbol = module.symbolOf(name);
  const isMember =
    symbol?.valueDeclaration !== undefined &&
    (ts.isClassElement(symbol.valueDeclaration) || ts.isPropertySignature(symbol.valueDeclaration));
  return isDeclaredIn(symbol, KIT) && !isMember;
}

function isOfKit(module: StudentModule, base: ts.Expression, name: string): boolean {
  return originsOf(module, base).some(({ node }) => {
    const identifier = ts.isPropertyAccessExpression(node) ? node.name : node;
    if (!ts.isIdentifier(identifier)) return false;
    const symbol = module.symbolOf(identifier);
    return symbol?.name === name && isDeclaredIn(symbol, KIT);
  });
}
