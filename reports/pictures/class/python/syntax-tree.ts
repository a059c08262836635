import type { parser } from '@lezer/python';

/** A node of the parser's tree, which keeps all punctuation. */
export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

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

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** What stands in a node beside punctuation and comments; statements with `;` between them, one by one. */
export function within(node: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(node)
    .flatMap((child) => (child.name === 'StatementGroup' ? childrenOf(child) : [child]))
    .filter(({ name }) => !PUNCTUATION.has(name) && name !== 'Comment');
}

/** A statement that is a string alone. */
export function isText(node: SyntaxNode): boolean {
  return node.name === 'ExpressionStatement' && node.firstChild?.name === 'String';
}

/** The statement `...`. */
export function isEllipsis(node: SyntaxNode): boolean {
  return node.name === 'ExpressionStatement' && node.firstChild?.name === 'Ellipsis';
}
