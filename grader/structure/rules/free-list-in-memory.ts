import { SyntaxKind, ts } from 'ts-morph';
import { addressesIn, isAddress, isAddressType } from '../address-values.ts';
import { isAny, isOfKitType } from '../kit-properties.ts';
import { methodCallsOf } from '../method-calls.ts';
import { defineRule } from '../rule.ts';
import type { StudentModule } from '../student-module.ts';
import { accessOf, unwrap } from '../syntax.ts';

const GROWS_OR_SHRINKS: ReadonlySet<string> = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'add',
  'delete',
  'set',
  'concat',
  'toSpliced',
  'filter',
  'slice',
]);

/**
 * Free blocks and pools are linked in the simulated memory.
 *
 * Reports collections of addresses that grow or shrink: arrays, Sets, Maps by address, an array used as a stack.
 * A table of fixed size that is assigned by index (`usedpools`), and tables of arenas, are fine. Reports a memory or a
 * system of the student's own as well: what is read and written there, nobody counts.
 */
export const freeListInMemory = defineRule({
  id: 'free-list-in-memory',
  advice: {
    collection:
      'Link blocks and pools in the simulated memory instead of `{name}` on a collection: a free block has room for the address of the next one, a pool header for its neighbours.',
    machine:
      'Keep the heap in `system.memory` of the system that the constructor gets, without another one: the simulated memory is the one that is counted.',
  },
  *check(module) {
    for (const { node, name, object, args } of module.fact(methodCallsOf)) {
      if (!GROWS_OR_SHRINKS.has(name) || !isCollection(module, object)) continue;
      const [first, second] = args;
      if (isTableByArena(module, object, first)) continue;
      if (holdsAddresses(module, object) || (name !== 'delete' && putsAddress(module, name, first, second))) {
        yield { advice: 'collection', node, detail: name };
      }
    }
    for (const { left, operatorToken, right } of module.nodes(SyntaxKind.BinaryExpression)) {
      const place = unwrap(left);
      if (operatorToken.kind < ts.SyntaxKind.FirstAssignment || operatorToken.kind > ts.SyntaxKind.LastAssignment)
        continue;
      const access = accessOf(module, place);
      if (access === undefined) continue;
      if (access.name === 'length' && holdsAddresses(module, access.object)) {
        yield { advice: 'collection', node: place, detail: 'length' };
      } else if (
        ts.isElementAccessExpression(place) &&
        isStackIndex(module, place.argumentExpression) &&
        isAddress(module, right)
      ) {
        yield { advice: 'collection', node: place, detail: '[…]' };
      }
    }
    for (const node of module.nodes(SyntaxKind.ArrayLiteralExpression)) {
      const isCopyWithMore = node.elements.some(ts.isSpreadElement) && node.elements.length > 1;
      if (
        isCopyWithMore &&
        node.elements.some((element) => !ts.isSpreadElement(element) && isAddress(module, element))
      ) {
        yield { advice: 'collection', node, detail: '[…, …]' };
      }
    }
    for (const node of machinesIn(module)) yield { advice: 'machine', node };
  },
});

/** `new Memory(…)`, `class Mine extends Memory`, `system.constructor`. */
function* machinesIn(module: StudentModule): Iterable<ts.Node> {
  const isMachine = (node: ts.Node) => isOfKitType(module, node, 'Memory') || isOfKitType(module, node, 'System');
  for (const node of module.nodes(SyntaxKind.NewExpression)) if (isMachine(node)) yield node;
  for (const { token, types } of module.nodes(SyntaxKind.HeritageClause)) {
    if (token === ts.SyntaxKind.ExtendsKeyword) yield* types.filter(isMachine);
  }
  for (const node of module.nodes(SyntaxKind.PropertyAccessExpression, SyntaxKind.ElementAccessExpression)) {
    const access = accessOf(module, node);
    if (access?.name === 'constructor' && (isMachine(unwrap(access.object)) || isAny(module, access.object)))
      yield node;
  }
}

/** `Address[]`, `Set<Address>`, `Map<Address, …>`, `Map<…, Address[]>`. */
function holdsAddresses(module: StudentModule, object: ts.Expression): boolean {
  const pending = [module.typeOf(object)];
  for (let depth = 0; depth < 3; depth += 1) {
    const inner: ts.Type[] = [];
    for (const type of pending.splice(0)) {
      for (const part of type.isUnion() ? type.types : [type]) inner.push(...argumentsOf(module.checker, part));
    }
    if (inner.some(isAddressType)) return true;
    pending.push(...inner);
  }
  return false;
}

function argumentsOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  const isReference =
    (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
  return isReference ? checker.getTypeArguments(type as ts.TypeReference) : [];
}

function putsAddress(
  module: StudentModule,
  name: string,
  first: ts.Expression | undefined,
  second: ts.Expression | undefined,
): boolean {
  if (first === undefined || name === 'slice' || name === 'filter') return false;
  return isAddress(module, first) || (second !== undefined && name === 'set' && isAddress(module, second));
}

/** A Map of arenas by the address that `mapArena` gave. */
function isTableByArena(module: StudentModule, object: ts.Expression, key: ts.Expression | undefined): boolean {
  if (key === undefined || !/^(?:Weak)?Map$/.test(module.typeOf(object).getSymbol()?.name ?? '')) return false;
  return addressesIn(module, key).some((node) => {
    return ts.isCallExpression(node) && accessOf(module, node.expression)?.name === 'mapArena';
  });
}

/** `stack[top++]`, `stack[--top]`, `stack[stack.length]`. */
function isStackIndex(module: StudentModule, index: ts.Expression): boolean {
  const inner = unwrap(index);
  if (ts.isPostfixUnaryExpression(inner)) return true;
  if (ts.isPrefixUnaryExpression(inner))
    return inner.operator === ts.SyntaxKind.PlusPlusToken || inner.operator === ts.SyntaxKind.MinusMinusToken;
  return accessOf(module, inner)?.name === 'length';
}

/** Not the kit's memory nor an object of the student's own: what its `#push(pool)` does is looked at where it does it. */
function isCollection(module: StudentModule, object: ts.Expression): boolean {
  const type = module.typeOf(object);
  if ((type.flags & ts.TypeFlags.Any) !== 0) return true;
  return (type.isUnion() ? type.types : [type]).some((part) => {
    if (module.checker.isArrayLikeType(part)) return true;
    return /^(?:Weak)?(?:Map|Set)$/.test(part.getSymbol()?.name ?? '');
  });
}
