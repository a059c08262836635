import { type KindToNodeMappings, type SourceFile, type SyntaxKind, ts } from 'ts-morph';

/** The compiler's node of a kind: `NodeOf<SyntaxKind.CallExpression>` is `ts.CallExpression`. */
export type NodeOf<Kind extends SyntaxKind> = KindToNodeMappings[Kind]['compilerNode'];

/** One student's file in a program, as rules see it. */
export class StudentModule {
  readonly file: SourceFile;
  /**
   * The compiler's own tree. Rules walk it rather than ts-morph's: wrapping every node costs ten times the rule.
   * `file` is there for what ts-morph does better.
   */
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  /** The exercise's `Contract`: the type that the module's exports must have. */
  readonly contract: ts.InterfaceDeclaration | undefined;
  readonly #byKind = new Map<SyntaxKind, ts.Node[]>();
  readonly #facts = new Map<(module: StudentModule) => unknown, unknown>();
  readonly #types = new Map<ts.Node, ts.Type>();
  readonly #symbols = new Map<ts.Node, ts.Symbol | undefined>();

  constructor(
    file: SourceFile,
    checker: ts.TypeChecker,
    nodes: readonly ts.Node[],
    contract: ts.InterfaceDeclaration | undefined,
  ) {
    this.file = file;
    this.source = file.compilerNode;
    this.checker = checker;
    this.contract = contract;
    for (const node of nodes) {
      const kind = node.kind as number as SyntaxKind;
      const same = this.#byKind.get(kind);
      if (same === undefined) this.#byKind.set(kind, [node]);
      else same.push(node);
    }
  }

  /** All nodes of the kinds, kind by kind, each in source order. */
  *nodes<Kind extends SyntaxKind>(...kinds: readonly Kind[]): Iterable<NodeOf<Kind>> {
    for (const kind of kinds) yield* (this.#byKind.get(kind) ?? []) as readonly ts.Node[] as readonly NodeOf<Kind>[];
  }

  /** What the checker takes a node's type to be. The checker itself keeps that of few expressions, and rules ask again. */
  typeOf(node: ts.Node): ts.Type {
    let type = this.#types.get(node);
    if (type === undefined) {
      type = this.checker.getTypeAtLocation(node);
      this.#types.set(node, type);
    }
    return type;
  }

  /** The symbol that a name means, through imports and shorthand properties. */
  symbolOf(node: ts.Node): ts.Symbol | undefined {
    let symbol = this.#symbols.get(node);
    if (symbol === undefined && !this.#symbols.has(node)) {
      symbol = symbolBehind(this.checker, node);
      this.#symbols.set(node, symbol);
    }
    return symbol;
  }

  /** Something that several rules need to know of the module, found out once: `module.fact(callGraph)`. */
  fact<Fact>(find: (module: StudentModule) => Fact): Fact {
    if (!this.#facts.has(find)) this.#facts.set(find, find(this));
    return this.#facts.get(find) as Fact;
  }
}

function symbolBehind(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  if (node.parent !== undefined && ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node) {
    return checker.getShorthandAssignmentValueSymbol(node.parent);
  }
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) return symbol;
  return checker.getAliasedSymbol(symbol);
}
