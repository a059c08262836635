import { ts } from 'ts-morph';
import { flowIndexOf } from './flow-index.ts';
import { bindingKey } from './host.ts';
import type { StudentModule } from './student-module.ts';
import { accessOf, isDeclaredIn, KIT, propertySymbol } from './syntax.ts';

/**
 * Whether a node reads one of `names` of a type of the kit's: `cls.mro`, `cls['mro']`, `{ mro }` of a PyClass.
 * The name decides where the type was thrown away (`any`), or is one of the student's that the student never fills.
 */
export function isPropertyOfKit(
  module: StudentModule,
  node: ts.Node,
  owner: string,
  names: ReadonlySet<string>,
): boolean {
  const access = accessOf(module, node);
  if (access !== undefined) {
    if (access.name === undefined || !names.has(access.name)) return false;
    const symbol = propertySymbol(module, access);
    return symbol === undefined ? isAny(module, access.object) : belongsTo(module, symbol, owner);
  }
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return false;
  const name = bindingKey(module, node);
  if (name === undefined || !names.has(name)) return false;
  const type = module.typeOf(node.parent);
  const symbol = type.getProperty(name);
  return symbol === undefined ? (type.flags & ts.TypeFlags.Any) !== 0 : belongsTo(module, symbol, owner);
}

/** Whether an expression's type is `name` of the kit, or a union with it; of `readonly name[]` and the like it is not. */
export function isOfKitType(module: StudentModule, node: ts.Node, name: string): boolean {
  const type = module.typeOf(node);
  return (type.isUnion() ? type.types : [type]).some((part) => {
    const symbol = part.aliasSymbol ?? part.getSymbol();
    return symbol?.name === name && isDeclaredIn(symbol, KIT);
  });
}

/** Whether an expression's type was thrown away. */
export function isAny(module: StudentModule, node: ts.Node): boolean {
  return (module.typeOf(node).flags & ts.TypeFlags.Any) !== 0;
}

function belongsTo(module: StudentModule, symbol: ts.Symbol, owner: string): boolean {
  const declarations = symbol.declarations ?? [];
  if (declarations.some((declaration) => declaration.getSourceFile() === module.source)) {
    return !module.fact(flowIndexOf).ofProperty.has(symbol.name);
  }
  return declarations.some(({ parent }) => {
    const isOwner = (ts.isInterfaceDeclaration(parent) || ts.isClassDeclaration(parent)) && parent.name?.text === owner;
    return isOwner && isDeclaredIn(symbol, KIT);
  });
}
