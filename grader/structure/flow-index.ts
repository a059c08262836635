import { SyntaxKind, ts } from 'ts-morph';
import { functionsOf } from './functions.ts';
import type { StudentModule } from './student-module.ts';
import { accessOf, enclosingFunction, type FunctionNode, isFunctionNode, nameText, unwrap } from './syntax.ts';

/**
 * Something that may be in a name or a property. `deeper` says how the depths correspond: 0, it is what `expression`
 * is; 1, it is an element of it; -1, `expression` is an element of it.
 */
export interface Source {
  readonly expression: ts.Expression;
  readonly deeper: number;
}

/** Everything that is ever put into names and properties, wherever in the module: `module.fact(flowIndexOf)`. */
export interface FlowIndex {
  /** By a variable's or a parameter's symbol. What its declaration says is not among it. */
  readonly ofName: ReadonlyMap<ts.Symbol, readonly Source[]>;
  /** By name: two properties of one name are not told apart. */
  readonly ofProperty: ReadonlyMap<string, readonly Source[]>;
}

export function flowIndexOf(module: StudentModule): FlowIndex {
  const ofName = new Map<ts.Symbol, Source[]>();
  const ofProperty = new Map<string, Source[]>();

  /** `expression` is put into what `target` denotes. */
  function put(target: ts.Expression, expression: ts.Expression, deeper: number): void {
    const place = unwrap(target);
    if (ts.isIdentifier(place)) {
      const symbol = module.symbolOf(place);
      if (symbol !== undefined) push(ofName, symbol, { expression, deeper });
      return;
    }
    if (ts.isArrayLiteralExpression(place)) {
      for (const element of place.elements) {
        if (ts.isSpreadElement(element)) put(element.expression, expression, deeper);
        else put(element, expression, deeper + 1);
      }
      return;
    }
    const access = accessOf(module, place);
    if (access === undefined) return;
    if (isElementAccess(access.node, access.name)) put(access.object, expression, deeper - 1);
    else if (access.name !== undefined) push(ofProperty, access.name, { expression, deeper });
  }

  for (const { left, operatorToken, right } of module.nodes(SyntaxKind.BinaryExpression)) {
    if (ASSIGNMENTS.has(operatorToken.kind)) put(left, right, 0);
  }
  for (const { initializer, expression } of module.nodes(SyntaxKind.ForOfStatement)) {
    if (!ts.isVariableDeclarationList(initializer)) put(initializer, expression, 1);
  }
  for (const node of module.nodes(SyntaxKind.PropertyAssignment, SyntaxKind.PropertyDeclaration)) {
    const name = nameText(module, node.name);
    if (name !== undefined && node.initializer !== undefined)
      push(ofProperty, name, { expression: node.initializer, deeper: 0 });
  }
  for (const { name } of module.nodes(SyntaxKind.ShorthandPropertyAssignment)) {
    push(ofProperty, name.text, { expression: name, deeper: 0 });
  }
  for (const { expression, arguments: args } of module.nodes(SyntaxKind.CallExpression)) {
    const access = accessOf(module, expression);
    if (access?.name === undefined) continue;
    const from = FIRST_ADDED.get(access.name);
    if (from === undefined) continue;
    for (const arg of args.slice(from)) {
      if (ts.isSpreadElement(arg)) put(access.object, arg.expression, 0);
      else put(access.object, arg, -1);
    }
  }
  return { ofName, ofProperty };
}

/** `a[i]`, and not `a.name` or `a['name']`. */
export function isElementAccess(node: ts.Node, name: string | undefined): boolean {
  return ts.isElementAccessExpression(node) && (name === undefined || /^\d+$/.test(name));
}

const ASSIGNMENTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

/** Methods that put their arguments into a collection, and the first argument that is put in. */
const FIRST_ADDED: ReadonlyMap<string, number> = new Map([
  ['push', 0],
  ['unshift', 0],
  ['add', 0],
  ['fill', 0],
  ['set', 1],
  ['splice', 2],
]);

/** What a parameter gets when a function is handed to a method of a collection: `lists.forEach((list) => …)`. */
export function callbackSources(module: StudentModule, node: FunctionNode, parameter: number): readonly Source[] {
  const calls = module.fact(callbacks).get(node) ?? [];
  return calls.flatMap(({ name, object, args }): readonly Source[] => {
    const [, second] = args;
    if (name === 'from') return parameter === 0 && args[0] !== undefined ? [{ expression: args[0], deeper: 1 }] : [];
    if (name === 'reduce' || name === 'reduceRight') {
      if (parameter === 1) return [{ expression: object, deeper: 1 }];
      const seed = second === undefined ? { expression: object, deeper: 1 } : { expression: second, deeper: 0 };
      const results = module.fact(functionsOf).resultsOf(node);
      return parameter === 0 ? [seed, ...results.map((expression) => ({ expression, deeper: 0 }))] : [];
    }
    if (parameter === 0 || name === 'sort' || name === 'toSorted') return [{ expression: object, deeper: 1 }];
    return parameter === 2 ? [{ expression: object, deeper: 0 }] : [];
  });
}

interface Handed {
  readonly name: string;
  readonly object: ts.Expression;
  readonly args: readonly ts.Expression[];
}

/** Functions of the module's own that are arguments of a method call. */
function callbacks(module: StudentModule): ReadonlyMap<FunctionNode, readonly Handed[]> {
  const functions = module.fact(functionsOf);
  const found = new Map<FunctionNode, Handed[]>();
  for (const { expression, arguments: args } of module.nodes(SyntaxKind.CallExpression)) {
    const access = accessOf(module, expression);
    if (access?.name === undefined) continue;
    for (const arg of args) {
      if (!isFunctionNode(unwrap(arg)) && !ts.isIdentifier(unwrap(arg)) && accessOf(module, unwrap(arg)) === undefined)
        continue;
      for (const node of functions.meantBy(arg)) push(found, node, { name: access.name, object: access.object, args });
    }
  }
  return found;
}

/** Where `yield` hands a value out of a generator. */
export function yieldsOf(module: StudentModule, node: FunctionNode): readonly Source[] {
  const found: Source[] = [];
  for (const { expression, asteriskToken, parent } of module.nodes(SyntaxKind.YieldExpression)) {
    if (expression === undefined || enclosingFunction(parent) !== node) continue;
    found.push({ expression, deeper: asteriskToken === undefined ? -1 : 0 });
  }
  return found;
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}
