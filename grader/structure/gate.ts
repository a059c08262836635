import { ts } from 'ts-morph';
import { placeAt } from './rule.ts';

/** Far above what an exercise asks for, far below what hurts. */
const LIMITS = { characters: 200_000, nodes: 60_000, depth: 400 } as const;

/** A parsed file that is fit for type analysis, or why it is not: one sentence for the student. */
export type Gate =
  | { readonly kind: 'open'; readonly nodes: readonly ts.Node[]; readonly augmentsGlobals: boolean }
  | { readonly kind: 'closed'; readonly reason: string };

/** Judges a text before it is parsed. */
export function judgeText(text: string): string | undefined {
  if (text.length <= LIMITS.characters) return undefined;
  return `Shorten the file: it has ${text.length} characters, and ${LIMITS.characters} are the most that is analysed.`;
}

/**
 * Judges the tree before anything recursive walks it, and lists its nodes in source order.
 * Cost: O(nodes); no recursion, so that no nesting can overflow it.
 */
export function judgeTree(source: ts.SourceFile): Gate {
  const syntaxError = firstSyntaxError(source);
  if (syntaxError !== undefined) return { kind: 'closed', reason: syntaxError };

  const nodes: ts.Node[] = [];
  let augmentsGlobals = false;
  const pending: { readonly node: ts.Node; readonly depth: number }[] = [{ node: source, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    if (depth > LIMITS.depth) {
      const { line } = placeAt(source, node.getStart(source));
      return {
        kind: 'closed',
        reason: `Nest less deeply in line ${line}: more than ${LIMITS.depth} levels defeat analysis.`,
      };
    }
    nodes.push(node);
    if (nodes.length > LIMITS.nodes) {
      return { kind: 'closed', reason: `Shorten the file: it has more than ${LIMITS.nodes} syntax nodes.` };
    }
    if (ts.isModuleDeclaration(node) && !ts.isIdentifier(node.name)) augmentsGlobals = true;
    if (ts.isModuleDeclaration(node) && (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0) augmentsGlobals = true;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    for (const child of children.reverse()) pending.push({ node: child, depth: depth + 1 });
  }
  return { kind: 'open', nodes, augmentsGlobals };
}

/** What the parser had to guess at. A file that does not parse may mean something else to whoever runs it. */
function firstSyntaxError(source: ts.SourceFile): string | undefined {
  const { parseDiagnostics } = source as ts.SourceFile & { readonly parseDiagnostics: readonly ts.Diagnostic[] };
  const [first] = parseDiagnostics;
  if (first === undefined) return undefined;
  const { line, column } = placeAt(source, first.start ?? 0);
  return `Mend the syntax error in line ${line}, column ${column}: a file that does not parse is not analysed.`;
}
