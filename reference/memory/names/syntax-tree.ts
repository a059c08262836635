import type { parser } from '@lezer/python';

/** A node of the parser's tree, which keeps all punctuation. */
export type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** A statement that is a string alone: a docstring, where it comes first. */
export function isText(node: SyntaxNode): boolean {
  return node.name === 'ExpressionStatement' && node.firstChild?.name === 'String';
}
