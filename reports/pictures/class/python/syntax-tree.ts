import { childrenOf, type SyntaxNode } from '../../../../reference/memory/names/syntax-tree.ts';

/** Python's text that is not Python, or not of the part that is read here. The message names the line. */
export class NotRead extends Error {
  override readonly name = 'NotRead';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

export const PUNCTUATION: ReadonlySet<string> = new Set([',', '(', ')', '[', ']', '{', '}', ':', ';']);

/** What stands in a node beside punctuation and comments; statements with `;` between them, one by one. */
export function within(node: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(node)
    .flatMap((child) => (child.name === 'StatementGroup' ? childrenOf(child) : [child]))
    .filter(({ name }) => !PUNCTUATION.has(name) && name !== 'Comment');
}

/** The statement `...`. */
export function isEllipsis(node: SyntaxNode): boolean {
  return node.name === 'ExpressionStatement' && node.firstChild?.name === 'Ellipsis';
}
