import { SyntaxKind, ts } from 'ts-morph';
import { functionsUnder } from '../entries.ts';
import { originsOf } from '../flow.ts';
import { functionsOf } from '../functions.ts';
import { isOfKitType, isPropertyOfKit } from '../kit-properties.ts';
import { methodCallsOf } from '../method-calls.ts';
import { isAssignment, mutationsOf } from '../mutations.ts';
import { defineRule } from '../rule.ts';
import type { StudentModule } from '../student-module.ts';
import { enclosingFunction, type FunctionNode, soleDeclaration, unwrap } from '../syntax.ts';

const DICT: ReadonlySet<string> = new Set(['dict']);
/** Methods that put something into a collection, and how many arguments come before what they put there. */
const STORES: ReadonlySet<string> = new Set(['set', 'add', 'push', 'unshift', 'splice']);
const STORE_FUNCTIONS: ReadonlySet<string> = new Set(['Object.assign', 'Reflect.set']);

/**
 * Values are kept in the dict of the instance, and nowhere else.
 *
 * Reports a table with instances for keys, a value written onto the instance itself, and whatever `__set__` and
 * `__setattr__` store outside of the instance: in the Field, in a variable or a collection of the module. Tables by
 * class are fine.
 */
export const valuesInInstanceDict = defineRule({
  id: 'values-in-instance-dict',
  advice: {
    table:
      'Store the value in `instance.dict` alone, without a table of instances: what an instance holds goes where it goes.',
    instance:
      'Store the value in `instance.dict`, not in a property of the JavaScript object: Python’s `__dict__` is the Map.',
    field:
      'Store the value in `instance.dict`, not here: a Field belongs to the class, and all its instances share it.',
  },
  *check(module) {
    for (const { node, name, args } of module.fact(methodCallsOf)) {
      const [key] = args;
      if (name === 'set' && key !== undefined && isInstance(module, key)) yield { advice: 'table', node };
    }
    for (const { node, target, how } of module.fact(mutationsOf)) {
      // What defines an accessor is the business of `no-metaclass-no-decorator`.
      if (!how.includes('.define') && isInstance(module, target)) yield { advice: 'instance', node };
    }
    const entries = [...functionsUnder(module, '__set__'), ...functionsUnder(module, '__setattr__')];
    const reached = module.fact(functionsOf).reachableFrom(entries);
    for (const node of storesIn(module, reached)) yield { advice: 'field', node };
  },
});

/** Something of the kit's type `PyInstance`, however it got here. */
function isInstance(module: StudentModule, expression: ts.Expression): boolean {
  if (isOfKitType(module, unwrap(expression), 'PyInstance')) return true;
  return originsOf(module, expression).some(
    ({ node, depth }) => depth === 0 && isOfKitType(module, node, 'PyInstance'),
  );
}

function* storesIn(module: StudentModule, reached: ReadonlySet<FunctionNode>): Iterable<ts.Node> {
  for (const { node, name, object, args } of module.fact(methodCallsOf)) {
    if (!STORES.has(name) || !runsIn(reached, node)) continue;
    const [key] = args;
    if (name === 'set' && key !== undefined && isOfKitType(module, unwrap(key), 'PyClass')) continue;
    if (isShared(module, object)) yield node;
  }
  for (const { node, target, how } of module.fact(mutationsOf)) {
    const stores = !ts.isCallExpression(node) || STORE_FUNCTIONS.has(how);
    if (stores && runsIn(reached, node) && isShared(module, target)) yield node;
  }
  for (const { left, operatorToken } of module.nodes(SyntaxKind.BinaryExpression)) {
    const place = unwrap(left);
    if (!isAssignment(operatorToken.kind) || !ts.isIdentifier(place) || !runsIn(reached, place)) continue;
    const declaration = soleDeclaration(module.symbolOf(place));
    if (declaration !== undefined && enclosingFunction(declaration) === undefined) yield place;
  }
}

/** A constructor only fills an object that is new. */
function runsIn(reached: ReadonlySet<FunctionNode>, node: ts.Node): boolean {
  const runs = enclosingFunction(node);
  return runs !== undefined && !ts.isConstructorDeclaration(runs) && reached.has(runs);
}

/** Whether a place outlives the call and is not the dict of the instance: `this`, a class, what these or the module hold. */
function isShared(module: StudentModule, target: ts.Expression): boolean {
  if (isClassOrFunction(module, unwrap(target))) return true;
  return originsOf(module, target).some(({ node }) => {
    if (isPropertyOfKit(module, node, 'PyInstance', DICT)) return false;
    if (node.kind === ts.SyntaxKind.ThisKeyword) return true;
    if (isPropertyOfKit(module, node, 'PyClass', DICT)) return true;
    const isMade = ts.isNewExpression(node) || ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node);
    return isMade && enclosingFunction(node) === undefined;
  });
}

/** `Field` in `Field.last = value`. */
function isClassOrFunction(module: StudentModule, node: ts.Node): boolean {
  if (!ts.isIdentifier(node)) return false;
  return (
    module.symbolOf(node)?.declarations?.some((one) => ts.isClassLike(one) || ts.isFunctionDeclaration(one)) ?? false
  );
}
