import { ts } from 'ts-morph';
import { PASSED_BY_METHOD, type Passed } from './collection-methods.ts';
import { callbackSources, flowIndexOf, isElementAccess, type Source, yieldsOf } from './flow-index.ts';
import { type CallSite, functionsOf } from './functions.ts';
import { bindingKey, hostPath } from './host.ts';
import type { StudentModule } from './student-module.ts';
import {
  type Access,
  accessOf,
  enclosingFunction,
  isFunctionNode,
  nameText,
  propertySymbol,
  unwrap,
} from './syntax.ts';

/**
 * Where a value may come from: the expression that makes it or takes it from outside the module (a property of the
 * kit's, a call of a function that is not the module's own, a parameter, a literal), and how many elements deep in it.
 */
export interface Origin {
  readonly node: ts.Node;
  readonly depth: number;
}

/** Lists of lists of lists: nothing here is deeper. */
const MAX_DEPTH = 4;

/**
 * All origins of the value of an expression, or, with a depth, of the elements that many levels inside it.
 *
 * Follows names, properties, destructuring, loops, parameters, results, callbacks and the methods of arrays, Maps and
 * Sets; a copy of a list is an origin of its own, and its elements are those of the list. Without regard to the order
 * of statements, and a property stands for all of its name: more origins than there are, hardly ever fewer.
 *
 * Cost: O(expressions of the module).
 */
export function originsOf(module: StudentModule, expression: ts.Expression, depth = 0): readonly Origin[] {
  const known = module.fact(knownOrigins);
  const atDepth = known.get(expression) ?? [];
  known.set(expression, atDepth);
  let origins = atDepth[depth];
  if (origins === undefined) {
    const walk = new Walk(module);
    walk.follow(expression, depth);
    origins = walk.origins;
    atDepth[depth] = origins;
  }
  return origins;
}

/** By expression and depth: several rules ask about the same ones. */
function knownOrigins(): Map<ts.Expression, (readonly Origin[] | undefined)[]> {
  return new Map();
}

class Walk {
  readonly origins: Origin[] = [];
  readonly #module: StudentModule;
  readonly #seen = new Map<ts.Node, number>();

  constructor(module: StudentModule) {
    this.#module = module;
  }

  follow(node: ts.Expression, depth: number): void {
    if (depth < 0 || depth > MAX_DEPTH || !this.#isNew(node, depth)) return;
    const expression = unwrap(node);
    const access = accessOf(this.#module, expression);
    if (access !== undefined) this.#followAccess(access, depth);
    else if (ts.isIdentifier(expression)) this.#followName(expression, depth);
    else if (expression.kind === ts.SyntaxKind.ThisKeyword) this.#followThis(expression, depth);
    else if (ts.isCallExpression(expression)) this.#followCall(expression, depth);
    else if (ts.isNewExpression(expression)) this.#followNew(expression, depth);
    else if (ts.isArrayLiteralExpression(expression)) this.#followList(expression, depth);
    else if (ts.isSpreadElement(expression)) this.follow(expression.expression, depth);
    else if (ts.isConditionalExpression(expression)) {
      this.follow(expression.whenTrue, depth);
      this.follow(expression.whenFalse, depth);
    } else if (ts.isBinaryExpression(expression) && PASSING_ON.has(expression.operatorToken.kind)) {
      if (expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) this.follow(expression.left, depth);
      this.follow(expression.right, depth);
    } else this.#found(expression, depth);
  }

  #found(node: ts.Node, depth: number): void {
    this.origins.push({ node, depth });
  }

  #isNew(node: ts.Node, depth: number): boolean {
    const seen = this.#seen.get(node) ?? 0;
    this.#seen.set(node, seen | (1 << depth));
    return (seen & (1 << depth)) === 0;
  }

  #followAll(sources: readonly Source[], depth: number): void {
    for (const { expression, deeper } of sources) this.follow(expression, depth + deeper);
  }

  #followAccess(access: Access, depth: number): void {
    const { node, object, name } = access;
    if (isElementAccess(node, name)) this.follow(object, depth + 1);
    else if (this.#isOwnProperty(propertySymbol(this.#module, access))) this.#followProperty(name, node, depth);
    else this.#found(node, depth);
  }

  /** What the module itself puts under that name. */
  #followProperty(name: string | undefined, node: ts.Node, depth: number): void {
    const sources = name === undefined ? [] : (this.#module.fact(flowIndexOf).ofProperty.get(name) ?? []);
    this.#followAll(sources, depth);
    for (const getter of this.#module.fact(functionsOf).named(name ?? '')) {
      if (ts.isGetAccessor(getter)) this.#followResults(getter, depth);
    }
    if (sources.length === 0) this.#found(node, depth);
  }

  #isOwnProperty(symbol: ts.Symbol | undefined): boolean {
    const declarations = symbol?.declarations ?? [];
    return declarations.some((declaration) => declaration.getSourceFile() === this.#module.source);
  }

  #followName(name: ts.Identifier, depth: number): void {
    const symbol = this.#module.symbolOf(name);
    if (symbol === undefined || !this.#isOwnProperty(symbol)) {
      if (name.text === 'arguments') this.#followArguments(name, depth);
      this.#found(name, depth);
      return;
    }
    this.#followAll(this.#module.fact(flowIndexOf).ofName.get(symbol) ?? [], depth);
    for (const declaration of symbol.declarations ?? []) this.#followDeclaration(declaration, depth);
  }

  #followArguments(name: ts.Identifier, depth: number): void {
    for (const { args } of this.#callsOfFunctionAround(name)) for (const arg of args) this.follow(arg, depth - 1);
  }

  /** `this` is itself, and what `call`, `apply` and `bind` make it. */
  #followThis(node: ts.Expression, depth: number): void {
    this.#found(node, depth);
    for (const { self } of this.#callsOfFunctionAround(node)) if (self !== undefined) this.follow(self, depth);
  }

  /** Of the function that `this` and `arguments` belong to. */
  #callsOfFunctionAround(node: ts.Node): readonly CallSite[] {
    let owner = enclosingFunction(node);
    while (owner !== undefined && ts.isArrowFunction(owner)) owner = enclosingFunction(owner);
    return owner === undefined ? [] : this.#module.fact(functionsOf).callsOf(owner);
  }

  #followDeclaration(declaration: ts.Declaration, depth: number): void {
    if (ts.isParameter(declaration)) this.#followParameter(declaration, depth);
    else if (ts.isBindingElement(declaration)) this.#followBinding(declaration, depth);
    else if (ts.isVariableDeclaration(declaration)) this.#followVariable(declaration, depth);
    else this.#found(declaration, depth);
  }

  #followVariable({ parent, initializer }: ts.VariableDeclaration, depth: number): void {
    const loop = parent.parent;
    if (ts.isForOfStatement(loop)) this.follow(loop.expression, depth + 1);
    else if (initializer !== undefined) this.follow(initializer, depth);
  }

  #followParameter(declaration: ts.ParameterDeclaration, depth: number): void {
    const owner = declaration.parent;
    if (!this.#isNew(declaration, depth)) return;
    this.#found(declaration, depth);
    if (declaration.initializer !== undefined) this.follow(declaration.initializer, depth);
    if (!isFunctionNode(owner)) return;
    if (ts.isSetAccessor(owner)) {
      const name = nameText(this.#module, owner.name) ?? '';
      this.#followAll(this.#module.fact(flowIndexOf).ofProperty.get(name) ?? [], depth);
    }
    const position = owner.parameters.indexOf(declaration);
    for (const { args } of this.#module.fact(functionsOf).callsOf(owner)) {
      if (declaration.dotDotDotToken !== undefined) {
        for (const arg of args.slice(position)) this.follow(arg, ts.isSpreadElement(arg) ? depth : depth - 1);
        continue;
      }
      const arg = args[position];
      if (arg !== undefined) this.follow(arg, ts.isSpreadElement(arg) ? depth + 1 : depth);
    }
    this.#followAll(callbackSources(this.#module, owner, position), depth);
  }

  /** `const { mro } = cls` and `const [first, ...rest] = lists`. */
  #followBinding(element: ts.BindingElement, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (element.initializer !== undefined) this.follow(element.initializer, depth);
    const pattern = element.parent;
    if (ts.isArrayBindingPattern(pattern)) {
      this.#followDeclaration(pattern.parent, element.dotDotDotToken === undefined ? depth + 1 : depth);
      return;
    }
    const name = bindingKey(this.#module, element);
    const type = this.#module.typeOf(pattern);
    if (this.#isOwnProperty(name === undefined ? undefined : type.getProperty(name))) {
      this.#followProperty(name, element, depth);
    } else {
      this.#found(element, depth);
    }
  }

  #followList(list: ts.ArrayLiteralExpression, depth: number): void {
    if (depth === 0) this.#found(list, depth);
    else for (const element of list.elements) this.follow(element, ts.isSpreadElement(element) ? depth : depth - 1);
  }

  #followResults(node: ts.SignatureDeclaration, depth: number): void {
    if (!isFunctionNode(node)) return;
    for (const result of this.#module.fact(functionsOf).resultsOf(node)) this.follow(result, depth);
    this.#followAll(yieldsOf(this.#module, node), depth);
  }

  #followNew(expression: ts.NewExpression, depth: number): void {
    this.#found(expression, depth);
    const made = hostPath(this.#module, expression.expression);
    const [first] = expression.arguments ?? [];
    if (depth === 0 || first === undefined) return;
    if (made === 'Set' || made === 'WeakSet') this.follow(first, depth);
    if (made === 'Map' || made === 'WeakMap') this.follow(first, depth + 1);
    if (made === 'Array') for (const arg of expression.arguments ?? []) this.follow(arg, depth - 1);
  }

  #followCall(call: ts.CallExpression, depth: number): void {
    const own = this.#module.fact(functionsOf).meantBy(call.expression);
    for (const node of own) this.#followResults(node, depth);
    if (own.length > 0) return;
    const access = accessOf(this.#module, call.expression);
    const passed = access?.name === undefined ? undefined : PASSED_BY_METHOD.get(access.name);
    if (access === undefined || passed === undefined) this.#found(call, depth);
    else this.#followMethod(call, access, passed, depth);
  }

  /** `Array.from(list)` and `Object.freeze(list)` pass on their argument, `list.slice()` what it is called on. */
  #followMethod(call: ts.CallExpression, access: Access, passed: Passed, depth: number): void {
    const host = hostPath(this.#module, access.object);
    const isOfHost = host === 'Array' || host === 'Object';
    const collection = (isOfHost ? call.arguments[0] : undefined) ?? access.object;
    switch (passed) {
      case 'itself':
        this.follow(collection, depth);
        break;
      case 'element':
        this.follow(collection, depth + 1);
        break;
      case 'copy':
        if (depth === 0) this.#found(call, depth);
        else
          for (const list of [collection, ...(access.name === 'concat' ? call.arguments : [])])
            this.follow(list, depth);
        break;
      case 'pairs':
        this.#found(call, depth);
        this.follow(collection, depth - 1);
        break;
      case 'mapped':
        if (depth === 0) this.#found(call, depth);
        else this.#followCallback(call.arguments[isOfHost ? 1 : 0], collection, access, depth);
        break;
      case 'reduced':
        for (const seed of call.arguments.slice(1)) this.follow(seed, depth);
        this.#followCallback(call.arguments[0], collection, access, depth + 1);
        break;
      default:
        passed satisfies never;
    }
  }

  /** `Array.from(list)` has no callback: its elements are those of the list. */
  #followCallback(
    callback: ts.Expression | undefined,
    collection: ts.Expression,
    { name }: Access,
    depth: number,
  ): void {
    if (callback === undefined) {
      this.follow(collection, depth);
      return;
    }
    for (const node of this.#module.fact(functionsOf).meantBy(callback)) {
      this.#followResults(node, name === 'flatMap' ? depth : depth - 1);
    }
  }
}

/** `a ?? b` is one of both; `a = b` is b. */
const PASSING_ON: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);
