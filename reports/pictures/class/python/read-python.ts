import { parser } from '@lezer/python';
import { readNumber, readString } from '../../../../reference/memory/names/literals.ts';
import { childrenOf, isText, type SyntaxNode } from '../../../../reference/memory/names/syntax-tree.ts';
import type { PyValue } from '../../../../reference/object-model/object/py-object.ts';
import { Ellipsis } from '../../../../reference/object-model/type/static-types.ts';
import type {
  Arguments,
  BodyStatement,
  ClassDefinition,
  Decorator,
  Expression,
  FunctionDefinition,
  Statement,
} from './syntax.ts';
import { isEllipsis, NotRead, PUNCTUATION, within } from './syntax-tree.ts';

const AT_TOP = 'Read are class statements, def, imports, and assignments of literals and calls';
const IN_BODY = 'Read in a class body are assignments of literals and calls, annotations, __slots__ and def';
const AS_VALUE = 'Read as a value are literals, names, and calls of names';

/** The statements of a file, in order. Nothing is executed. @throws {NotRead} */
export function readPython(source: string): readonly Statement[] {
  return new Reader(source).statements();
}

/** From the parser's tree, which keeps all punctuation, to ours, which keeps what is meant. */
class Reader {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  statements(): readonly Statement[] {
    const { topNode } = parser.parse(this.#source);
    topNode.cursor().iterate((node) => {
      if (node.type.isError) throw this.#error(node.node, 'this is not Python');
    });
    return within(topNode).flatMap((node, at) => {
      if (node.name === 'ImportStatement' || (at === 0 && isText(node))) return [];
      return [this.#statement(node)];
    });
  }

  #statement(node: SyntaxNode): Statement {
    const decorated = this.#undecorate(node);
    if (decorated.inner.name === 'ClassDefinition') return this.#class(decorated.inner, decorated.decorators, node);
    if (decorated.inner.name === 'FunctionDefinition') return this.#function(decorated.inner, decorated.decorators);
    const read = node.name === 'AssignStatement' ? this.#assignment(node) : null;
    if (read?.kind === 'assign') return read;
    throw this.#unknown(node, AT_TOP);
  }

  #class(node: SyntaxNode, decorators: readonly SyntaxNode[], whole: SyntaxNode): ClassDefinition {
    const name = node.getChild('VariableName');
    const body = node.getChild('Body');
    if (name === null || body === null) throw this.#unknown(node, AT_TOP);
    const args = node.getChild('ArgList');
    return {
      kind: 'class',
      name: this.#text(name),
      args: args === null ? { positional: [], keywords: [] } : this.#arguments(args),
      decorators: decorators.map((decorator) => {
        const read = this.#decorator(decorator);
        if (read.kind === 'part')
          throw this.#unknown(decorator, 'Read as a class decorator are names and calls of names');
        return read.expression;
      }),
      body: within(body).flatMap((statement, at) => this.#inBody(statement, at)),
      text: this.#text(whole).trimEnd(),
      line: this.#line(node),
    };
  }

  #inBody(node: SyntaxNode, at: number): readonly BodyStatement[] {
    const { inner, decorators } = this.#undecorate(node);
    if (inner.name === 'FunctionDefinition') return [this.#function(inner, decorators)];
    if (node.name === 'AssignStatement') return [this.#assignment(node)];
    if (node.name === 'PassStatement' || isEllipsis(node)) return [];
    if (at === 0 && isText(node)) return [{ kind: 'docstring', value: this.#expression(childrenOf(node)[0] ?? node) }];
    throw this.#unknown(node, IN_BODY);
  }

  #undecorate(node: SyntaxNode): { readonly inner: SyntaxNode; readonly decorators: readonly SyntaxNode[] } {
    const inner = node.name === 'DecoratedStatement' ? node.lastChild : node;
    return {
      inner: inner ?? node,
      decorators: node.name === 'DecoratedStatement' ? node.getChildren('Decorator') : [],
    };
  }

  #decorator(node: SyntaxNode): Decorator {
    const [name, dot, part, ...more] = childrenOf(node).filter(({ name }) => name !== 'At');
    if (name === undefined || more.some(({ name }) => name !== 'ArgList')) throw this.#unknown(node, AS_VALUE);
    if (dot?.name === '.' && part !== undefined && more.length === 0) {
      return { kind: 'part', of: this.#text(name), part: this.#text(part), line: this.#line(node) };
    }
    const callee = this.#expression(name);
    if (dot === undefined) return { kind: 'plain', expression: callee };
    if (dot.name !== 'ArgList' || part !== undefined) throw this.#unknown(node, AS_VALUE);
    return {
      kind: 'plain',
      expression: { kind: 'call', callee, args: this.#arguments(dot), line: this.#line(node) },
    };
  }

  #function(node: SyntaxNode, decorators: readonly SyntaxNode[]): FunctionDefinition {
    const name = node.getChild('VariableName');
    const list = node.getChild('ParamList');
    if (name === null || list === null || this.#text(node).startsWith('async')) throw this.#unknown(node, IN_BODY);
    return {
      kind: 'def',
      name: this.#text(name),
      ...this.#parameters(list),
      decorators: decorators.map((decorator) => this.#decorator(decorator)),
      line: this.#line(node),
    };
  }

  /** Tricky: the parser has no node for `/`, and puts stars, names and defaults side by side. */
  #parameters(list: SyntaxNode): Pick<FunctionDefinition, 'parameters' | 'defaults'> {
    const parameters: string[] = [];
    const defaults: (readonly [string, Expression])[] = [];
    let [star, end, isDefault] = ['', list.from, false];
    for (const node of childrenOf(list)) {
      if (this.#source.slice(end, node.from).includes('/')) parameters.push('/');
      end = node.to;
      if (node.name === 'TypeDef' || node.name === 'Comment') continue;
      if (node.name === '*' || node.name === '**') star = node.name;
      else if (node.name === 'AssignOp') isDefault = true;
      else if (PUNCTUATION.has(node.name)) {
        if (star === '*') parameters.push('*');
        star = '';
      } else if (isDefault) {
        defaults.push([parameters.at(-1) ?? '', this.#expression(node)]);
        isDefault = false;
      } else {
        parameters.push(`${star}${this.#text(node)}`);
        star = '';
      }
    }
    return { parameters, defaults };
  }

  /** `a = b = value`, `name: annotation`, `name: annotation = value`. */
  #assignment(node: SyntaxNode): Extract<BodyStatement, { kind: 'assign' | 'annotate' }> {
    const sides: SyntaxNode[][] = [[]];
    let annotation: SyntaxNode | null = null;
    for (const child of childrenOf(node)) {
      if (child.name === 'AssignOp') sides.push([]);
      else if (child.name === 'TypeDef') annotation = child;
      else if (child.name !== 'Comment') sides.at(-1)?.push(child);
    }
    const value = annotation !== null && sides.length === 1 ? null : this.#display(sides.pop() ?? [], node);
    const names = sides.map(([target, ...others]) => {
      if (target?.name !== 'VariableName' || others.length > 0) throw this.#unknown(node, IN_BODY);
      return this.#text(target);
    });
    if (annotation === null) {
      return { kind: 'assign', names, value: value ?? { kind: 'constant', value: null }, line: this.#line(node) };
    }
    return { kind: 'annotate', name: names[0] ?? '', annotation: this.#annotation(annotation), value };
  }

  /** One that is more than a name is kept as its text, as with `from __future__ import annotations`. */
  #annotation(node: SyntaxNode): Expression {
    const [only, ...others] = within(node);
    if (only !== undefined && others.length === 0 && /^(VariableName|None|String)$/.test(only.name)) {
      return this.#expression(only);
    }
    return { kind: 'constant', value: this.#text(node).replace(/^:\s*/, '') };
  }

  #arguments(list: SyntaxNode): Arguments {
    const positional: Expression[] = [];
    const keywords: (readonly [string, Expression])[] = [];
    const nodes = within(list);
    for (let at = 0; at < nodes.length; at += 1) {
      const [node, operator, value] = [nodes[at], nodes[at + 1], nodes[at + 2]];
      if (node === undefined) break;
      if (operator?.name === 'AssignOp' && value !== undefined) {
        keywords.push([this.#text(node), this.#expression(value)]);
        at += 2;
      } else positional.push(this.#expression(node));
    }
    return { positional, keywords };
  }

  /** One expression, or several with commas: a tuple. */
  #display(side: readonly SyntaxNode[], at: SyntaxNode): Expression {
    const [only, ...others] = side;
    if (only === undefined) throw this.#unknown(at, AS_VALUE);
    if (others.length === 0) return this.#expression(only);
    const items = side.filter(({ name }) => !PUNCTUATION.has(name));
    return { kind: 'tuple', items: items.map((item) => this.#expression(item)) };
  }

  #expression(node: SyntaxNode): Expression {
    const text = this.#text(node);
    const inner = within(node);
    const items = () => inner.map((item) => this.#expression(item));
    switch (node.name) {
      case 'Number':
      case 'String':
      case 'ContinuedString':
        return { kind: 'constant', value: this.#literal(node, text) };
      case 'Boolean':
        return { kind: 'constant', value: text === 'True' };
      case 'None':
        return { kind: 'constant', value: null };
      case 'Ellipsis':
        return { kind: 'constant', value: Ellipsis };
      case 'VariableName':
        return { kind: 'name', id: text, line: this.#line(node) };
      case 'ParenthesizedExpression':
        return this.#expression(inner[0] ?? node);
      case 'TupleExpression':
        return { kind: 'tuple', items: items() };
      case 'ArrayExpression':
        return { kind: 'list', items: items() };
      case 'DictionaryExpression':
        return this.#dict(node, inner);
      case 'UnaryExpression':
        return { kind: 'constant', value: this.#negative(node) };
      case 'CallExpression': {
        const [callee, list] = childrenOf(node);
        if (callee?.name !== 'VariableName' || list === undefined) throw this.#unknown(node, AS_VALUE);
        const args = this.#arguments(list);
        return { kind: 'call', callee: this.#expression(callee), args, line: this.#line(node) };
      }
      default:
        throw this.#unknown(node, AS_VALUE);
    }
  }

  #dict(node: SyntaxNode, inner: readonly SyntaxNode[]): Expression {
    if (inner.length % 2 !== 0 || this.#text(node).includes('**')) throw this.#unknown(node, AS_VALUE);
    const read = inner.map((item) => this.#expression(item));
    const items = read.flatMap((key, at) => {
      const value = read[at + 1];
      return at % 2 === 0 && value !== undefined ? [[key, value] as const] : [];
    });
    return { kind: 'dict', items };
  }

  #literal(node: SyntaxNode, text: string): PyValue {
    try {
      const constant = node.name === 'Number' ? readNumber(text) : readString(text);
      if (constant.kind === 'int' || constant.kind === 'float' || constant.kind === 'str') return constant.value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw this.#unknown(node, 'Read as literals are None, booleans, int, float, str, tuples, lists and dicts');
  }

  #negative(node: SyntaxNode): PyValue {
    const [sign, number] = childrenOf(node);
    const value = number?.name === 'Number' ? this.#literal(number, this.#text(number)) : null;
    if (sign === undefined || this.#text(sign) !== '-') throw this.#unknown(node, AS_VALUE);
    if (typeof value === 'bigint') return -value;
    if (typeof value === 'number') return -value;
    throw this.#unknown(node, AS_VALUE);
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }

  #line({ from }: SyntaxNode): number {
    return this.#source.slice(0, from).split('\n').length;
  }

  #unknown(node: SyntaxNode, whatIsRead: string): NotRead {
    const [first = '', ...more] = this.#text(node).trim().split('\n');
    return this.#error(node, `'${first}${more.length > 0 ? ' …' : ''}' is not read here. ${whatIsRead}`);
  }

  #error(node: SyntaxNode, message: string): NotRead {
    return new NotRead(this.#line(node), message);
  }
}
