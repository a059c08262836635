import { parser } from '@lezer/python';
import { readNumber, readString } from './literals.ts';
import type { BinaryOperator, Comparison, Expression, Line, Statement, Target } from './syntax.ts';
import { childrenOf, isText, type SyntaxNode } from './syntax-tree.ts';

/** Python's text that is not Python, or not of the part that is read here. The message names the line. */
export class ProgramSyntaxError extends Error {
  override readonly name = 'ProgramSyntaxError';
}

/** The statements of a program, in order. @throws {ProgramSyntaxError} */
export function parseProgram(source: string): readonly Line[] {
  return new Reader(source).lines();
}

const BINARY: ReadonlySet<string> = new Set<BinaryOperator>(['+', '-', '*', '**']);
const COMPARISONS: ReadonlySet<string> = new Set<Comparison>(['is', '==', '>']);
const PUNCTUATION: ReadonlySet<string> = new Set([',', '(', ')', '[', ']', ';']);

/** From the parser's tree, which keeps all punctuation, to ours, which keeps what is meant. */
class Reader {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  lines(): readonly Line[] {
    const { topNode } = parser.parse(this.#source);
    topNode.cursor().iterate((node) => {
      if (node.type.isError) throw this.#error(node.node, 'this is not Python');
    });
    return childrenOf(topNode)
      .flatMap((node) => (node.name === 'StatementGroup' ? childrenOf(node) : [node]))
      .filter((node) => node.name !== 'Comment' && !PUNCTUATION.has(node.name))
      .map((node) => ({ statement: this.#statement(node), text: this.#text(node) }));
  }

  #statement(node: SyntaxNode): Statement {
    switch (node.name) {
      case 'AssignStatement':
        return this.#assignment(node);
      case 'UpdateStatement':
        return this.#augmented(node);
      case 'DeleteStatement':
        return { kind: 'delete', ids: node.getChildren('VariableName').map((name) => this.#text(name)) };
      case 'ImportStatement':
        return { kind: 'import', module: this.#text(this.#only(node.getChildren('VariableName'), node)) };
      case 'FunctionDefinition':
        return this.#definition(node);
      case 'ExpressionStatement':
        return { kind: 'expression', value: this.#display(childrenOf(node), node) };
      default:
        throw this.#unknown(node);
    }
  }

  /** `a = b, c = value`: what stands before an `=` is a target, what stands behind the last one the value. */
  #assignment(node: SyntaxNode): Statement {
    const sides: SyntaxNode[][] = [[]];
    for (const child of childrenOf(node)) {
      if (child.name === 'AssignOp') sides.push([]);
      else if (child.name === 'TypeDef') throw this.#unknown(child);
      else sides.at(-1)?.push(child);
    }
    const value = this.#display(sides.pop() ?? [], node);
    return { kind: 'assign', targets: sides.map((side) => this.#target(side, node)), value };
  }

  #target(side: readonly SyntaxNode[], at: SyntaxNode): Target {
    const names = side.filter((node) => !PUNCTUATION.has(node.name));
    const other = names.find((node) => node.name !== 'VariableName');
    if (other !== undefined) throw this.#unknown(other);
    const ids = names.map((name) => this.#text(name));
    return side.length > 1 ? { kind: 'names', ids } : { kind: 'name', id: ids[0] ?? this.#text(at) };
  }

  /** One expression, or several with commas: a tuple. */
  #display(side: readonly SyntaxNode[], at: SyntaxNode): Expression {
    if (side.length === 1) return this.#expression(this.#only(side, at));
    return { kind: 'tuple', items: this.#items(side) };
  }

  #augmented(node: SyntaxNode): Statement {
    const [target, operator, ...value] = childrenOf(node);
    if (target?.name !== 'VariableName' || operator === undefined || this.#text(operator) !== '+=') {
      throw this.#unknown(node);
    }
    return { kind: 'augment', id: this.#text(target), value: this.#display(value, node) };
  }

  #definition(node: SyntaxNode): Statement {
    const name = this.#only(node.getChildren('VariableName'), node);
    const params = node.getChild('ParamList')?.getChildren('VariableName') ?? [];
    const [colon, ...body] = childrenOf(node.getChild('Body') ?? node);
    const statements = body.filter((statement, index) => index > 0 || !isText(statement));
    const result = this.#only(statements, node).lastChild;
    if (colon === undefined || statements[0]?.name !== 'ReturnStatement') throw this.#unknown(node);
    if (result === null) throw this.#unknown(node);
    return {
      kind: 'define',
      id: this.#text(name),
      params: params.map((param) => this.#text(param)),
      result: this.#expression(result),
    };
  }

  #expression(node: SyntaxNode): Expression {
    const children = childrenOf(node);
    const text = this.#text(node);
    switch (node.name) {
      case 'Number':
        return { kind: 'constant', value: this.#guard(node, () => readNumber(text)) };
      case 'String':
        return { kind: 'constant', value: this.#guard(node, () => readString(text)) };
      case 'Boolean':
        return { kind: 'constant', value: { kind: 'bool', value: text === 'True' } };
      case 'None':
        return { kind: 'constant', value: { kind: 'None' } };
      case 'VariableName':
        return { kind: 'name', id: text };
      case 'ParenthesizedExpression':
        return this.#expression(this.#only(within(children), node));
      case 'TupleExpression':
        return { kind: 'tuple', items: this.#items(children) };
      case 'ArrayExpression':
        return { kind: 'list', items: this.#items(children) };
      case 'UnaryExpression':
        if (this.#text(children[0] ?? node) !== '-') throw this.#unknown(node);
        return { kind: 'negative', operand: this.#expression(children[1] ?? node) };
      case 'BinaryExpression':
        return this.#binary(node, children);
      case 'CallExpression':
        return this.#call(node, children);
      case 'MemberExpression':
        return this.#subscript(node, children);
      default:
        throw this.#unknown(node);
    }
  }

  #binary(node: SyntaxNode, [first, sign, second]: readonly SyntaxNode[]): Expression {
    if (first === undefined || sign === undefined || second === undefined) throw this.#unknown(node);
    const operator = this.#text(sign);
    const left = this.#expression(first);
    const right = this.#expression(second);
    if (operator === 'and') return { kind: 'and', left, right };
    if (BINARY.has(operator)) return { kind: 'binary', operator: operator as BinaryOperator, left, right };
    if (COMPARISONS.has(operator)) return { kind: 'compare', operator: operator as Comparison, left, right };
    throw this.#unknown(node);
  }

  #call(node: SyntaxNode, [callee, list]: readonly SyntaxNode[]): Expression {
    if (callee === undefined || list === undefined) throw this.#unknown(node);
    const args = this.#items(childrenOf(list));
    const [of, , name] = callee.name === 'MemberExpression' ? childrenOf(callee) : [];
    if (of === undefined || name?.name !== 'PropertyName')
      return { kind: 'call', callee: this.#expression(callee), args };
    return { kind: 'methodCall', of: this.#expression(of), name: this.#text(name), args };
  }

  #subscript(node: SyntaxNode, [of, , index]: readonly SyntaxNode[]): Expression {
    if (of === undefined || index === undefined || index.name === 'PropertyName') throw this.#unknown(node);
    return { kind: 'subscript', of: this.#expression(of), index: this.#expression(index) };
  }

  #items(nodes: readonly SyntaxNode[]): readonly Expression[] {
    return within(nodes).map((node) => this.#expression(node));
  }

  #only(nodes: readonly SyntaxNode[], at: SyntaxNode): SyntaxNode {
    const [node, ...others] = nodes;
    if (node === undefined || others.length > 0) throw this.#unknown(at);
    return node;
  }

  #guard<T>(node: SyntaxNode, read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw this.#error(node, error instanceof Error ? error.message : String(error));
    }
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }

  #unknown(node: SyntaxNode): ProgramSyntaxError {
    return this.#error(node, `'${this.#text(node)}' is not of the part of Python that is read here`);
  }

  #error({ from }: SyntaxNode, message: string): ProgramSyntaxError {
    return new ProgramSyntaxError(`line ${this.#source.slice(0, from).split('\n').length}: ${message}`);
  }
}

/** What stands between brackets and commas. */
function within(nodes: readonly SyntaxNode[]): readonly SyntaxNode[] {
  return nodes.filter((node) => !PUNCTUATION.has(node.name));
}
