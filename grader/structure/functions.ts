import { SyntaxKind, ts } from 'ts-morph';
import type { StudentModule } from './student-module.ts';
import { accessOf, enclosingFunction, type FunctionNode, isFunctionNode, nameText, unwrap } from './syntax.ts';

/** The functions of a module: `module.fact(functionsOf)`. */
export function functionsOf(module: StudentModule): Functions {
  return new Functions(module);
}

/** One place where a function of the module's own may be called. */
export interface CallSite {
  readonly call: ts.CallExpression | ts.NewExpression;
  /** What its parameters get, one by one. */
  readonly args: readonly ts.Expression[];
  /** What `call`, `apply` and `bind` make its `this`. */
  readonly self?: ts.Expression;
}

/** Who calls whom. By symbol; by name where a call goes through an interface or an `any`. */
class Functions {
  readonly all: readonly FunctionNode[];
  readonly #module: StudentModule;
  readonly #byName = new Map<string, FunctionNode[]>();
  /** Names that may mean a function of the module's. The checker is asked about these alone: it is what costs. */
  readonly #names: ReadonlySet<string>;
  readonly #results = new Map<FunctionNode, ts.Expression[]>();
  readonly #sites = new Map<FunctionNode, CallSite[]>();
  readonly #mentions = new Map<FunctionNode, FunctionNode[]>();

  constructor(module: StudentModule) {
    this.#module = module;
    this.all = [
      ...module.nodes(SyntaxKind.FunctionDeclaration, SyntaxKind.FunctionExpression, SyntaxKind.ArrowFunction),
      ...module.nodes(SyntaxKind.MethodDeclaration, SyntaxKind.Constructor),
      ...module.nodes(SyntaxKind.GetAccessor, SyntaxKind.SetAccessor),
    ];
    for (const node of this.all) {
      const name = functionName(module, node);
      if (name !== undefined) push(this.#byName, name, node);
      if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) push(this.#results, node, node.body);
    }
    this.#names = namesOfFunctions(module, this.#byName.keys());
    for (const node of module.nodes(SyntaxKind.ReturnStatement)) {
      const from = enclosingFunction(node);
      if (node.expression !== undefined && from !== undefined) push(this.#results, from, node.expression);
    }
    for (const call of module.nodes(SyntaxKind.CallExpression, SyntaxKind.NewExpression)) this.#addSites(call);
    this.#addMentions();
  }

  /** The functions of that name: declared, assigned, methods and properties, `#name` with its sign. */
  named(name: string): readonly FunctionNode[] {
    return this.#byName.get(name) ?? [];
  }

  /** What a function may return. */
  resultsOf(node: FunctionNode): readonly ts.Expression[] {
    return this.#results.get(node) ?? [];
  }

  callsOf(node: FunctionNode): readonly CallSite[] {
    return this.#sites.get(node) ?? [];
  }

  /** The module's own functions that an expression may stand for: where it is called, or handed on. */
  meantBy(node: ts.Expression): readonly FunctionNode[] {
    const expression = unwrap(node);
    if (isFunctionNode(expression)) return [expression];
    const name = accessOf(this.#module, expression)?.name;
    if (!this.#names.has(name ?? (ts.isIdentifier(expression) ? expression.text : ''))) return [];
    const own = isAccessToOwnMember(expression) && name !== undefined ? this.named(name) : [];
    if (own.length > 0) return own;
    const target = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    const declarations = this.#module.symbolOf(target)?.declarations;
    if (declarations === undefined) return name === undefined ? [] : this.named(name);
    return declarations.flatMap((declaration) => this.#declaredBy(declaration, name));
  }

  /**
   * Everything that runs when one of `entries` does: what they call, what they hand on as a callback, the functions
   * written inside them, and so on.
   */
  reachableFrom(entries: Iterable<FunctionNode>): ReadonlySet<FunctionNode> {
    const reached = new Set(entries);
    for (const node of reached) for (const next of this.#mentions.get(node) ?? []) reached.add(next);
    return reached;
  }

  #declaredBy(declaration: ts.Declaration, name: string | undefined): readonly FunctionNode[] {
    if (isFunctionNode(declaration)) return [declaration];
    if (ts.isClassLike(declaration)) return declaration.members.filter((member) => ts.isConstructorDeclaration(member));
    if (
      ts.isVariableDeclaration(declaration) ||
      ts.isPropertyDeclaration(declaration) ||
      ts.isPropertyAssignment(declaration)
    ) {
      const { initializer } = declaration;
      return initializer === undefined ? [] : this.#initializedBy(initializer);
    }
    const isSignature = ts.isMethodSignature(declaration) || ts.isPropertySignature(declaration);
    return isSignature && name !== undefined && declaration.getSourceFile() === this.#module.source
      ? this.named(name)
      : [];
  }

  /** `const f = (x) => …`, `const f = g`, `const f = g.bind(h)`. */
  #initializedBy(initializer: ts.Expression): readonly FunctionNode[] {
    const expression = unwrap(initializer);
    if (isFunctionNode(expression)) return [expression];
    if (ts.isClassExpression(expression))
      return expression.members.filter((member) => ts.isConstructorDeclaration(member));
    if (ts.isIdentifier(expression)) {
      const declarations = this.#module.symbolOf(expression)?.declarations ?? [];
      return declarations.flatMap((one) => (isFunctionNode(one) ? [one] : []));
    }
    if (!ts.isCallExpression(expression)) return [];
    const access = accessOf(this.#module, expression.expression);
    return access?.name === 'bind' ? this.#initializedBy(access.object) : [];
  }

  #addSites(call: ts.CallExpression | ts.NewExpression): void {
    const args = call.arguments ?? [];
    for (const target of this.meantBy(call.expression)) push(this.#sites, target, { call, args });
    const access = accessOf(this.#module, call.expression);
    if (access?.name !== 'call' && access?.name !== 'apply' && access?.name !== 'bind') return;
    const [self, ...rest] = args;
    const list = access.name === 'apply' && rest[0] !== undefined ? unwrap(rest[0]) : undefined;
    const handed = list !== undefined && ts.isArrayLiteralExpression(list) ? list.elements : rest;
    for (const target of this.meantBy(access.object)) {
      push(this.#sites, target, { call, args: handed, ...(self === undefined ? {} : { self }) });
    }
  }

  /** Naming a function counts as calling it: it may be a callback. */
  #addMentions(): void {
    for (const node of this.all) {
      const outer = enclosingFunction(node);
      if (outer !== undefined) push(this.#mentions, outer, node);
    }
    for (const name of this.#module.nodes(SyntaxKind.Identifier, SyntaxKind.PrivateIdentifier)) {
      const from = enclosingFunction(name);
      if (from === undefined || isDeclarationName(name)) continue;
      const access = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
      for (const target of this.meantBy(access as ts.Expression)) push(this.#mentions, from, target);
    }
    // `lookUp(cls, '_fields')`: the kit finds the module's own methods by their names.
    for (const text of this.#module.nodes(SyntaxKind.StringLiteral, SyntaxKind.NoSubstitutionTemplateLiteral)) {
      const from = enclosingFunction(text);
      if (from === undefined || !ts.isCallExpression(text.parent)) continue;
      for (const target of this.named(text.text)) push(this.#mentions, from, target);
    }
    for (const node of this.#module.nodes(SyntaxKind.ElementAccessExpression)) {
      const from = enclosingFunction(node);
      if (from === undefined) continue;
      for (const target of this.meantBy(node)) push(this.#mentions, from, target);
    }
  }
}

/** `this.give` and `pool.#take`: a member of a class of the module's, which the checker need not be asked for. */
function isAccessToOwnMember(node: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  return ts.isPrivateIdentifier(node.name) || node.expression.kind === ts.SyntaxKind.ThisKeyword;
}

/** The names of functions and classes, and of what is initialised with one of them or with something bound. */
function namesOfFunctions(module: StudentModule, named: Iterable<string>): ReadonlySet<string> {
  const names = new Set(named);
  for (const { name } of module.nodes(SyntaxKind.ClassDeclaration, SyntaxKind.ClassExpression)) {
    if (name !== undefined) names.add(name.text);
  }
  const holders = [
    ...module.nodes(SyntaxKind.VariableDeclaration),
    ...module.nodes(SyntaxKind.PropertyDeclaration, SyntaxKind.PropertyAssignment),
  ];
  for (const { name, initializer } of holders) {
    if (initializer === undefined || ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name)) continue;
    const value = unwrap(initializer);
    const mayBeOne =
      ts.isIdentifier(value) || isFunctionNode(value) || ts.isClassExpression(value) || isCallOfBind(module, value);
    const text = mayBeOne ? nameText(module, name) : undefined;
    if (text !== undefined) names.add(text);
  }
  return names;
}

function isCallOfBind(module: StudentModule, node: ts.Expression): boolean {
  return ts.isCallExpression(node) && accessOf(module, node.expression)?.name === 'bind';
}

function isDeclarationName(name: ts.Node): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return false;
  return (parent as ts.NamedDeclaration).name === name && !ts.isShorthandPropertyAssignment(parent);
}

function functionName(module: StudentModule, node: FunctionNode): string | undefined {
  if (ts.isConstructorDeclaration(node)) return undefined;
  if (node.name !== undefined) return nameText(module, node.name);
  let holder: ts.Node = node.parent;
  while (ts.isExpression(holder) && unwrap(holder) === node) holder = holder.parent;
  // A method may be wrapped: `_fields: classmethod((cls) => …)`.
  if (ts.isCallExpression(holder)) holder = holder.parent;
  if (ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder)) return nameText(module, holder.name);
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) return holder.name.text;
  if (ts.isBinaryExpression(holder) && holder.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return accessOf(module, holder.left)?.name;
  }
  return undefined;
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}
