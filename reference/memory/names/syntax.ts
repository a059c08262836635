/**
 * The part of Python in which names are taught: binding, calling, literals. Plain data.
 *
 * Source: CPython 3.11, Parser/Python.asdl.
 */

/** A value that a program's text can hold. `bytes` as a string of the characters U+0000 to U+00FF. */
export type Constant =
  | { readonly kind: 'None' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: string }
  | { readonly kind: 'tuple'; readonly items: readonly Constant[] };

export type BinaryOperator = '+' | '-' | '*' | '**';
export type Comparison = 'is' | '==' | '>';

export type Expression =
  | { readonly kind: 'constant'; readonly value: Constant }
  | { readonly kind: 'name'; readonly id: string }
  | { readonly kind: 'negative'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'and'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'tuple' | 'list'; readonly items: readonly Expression[] }
  /** A list of constants alone, three at least: made from a tuple of them, which is a constant itself. */
  | { readonly kind: 'constantList'; readonly items: Constant & { readonly kind: 'tuple' } }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Expression[] }
  /** `of.name(args)`. */
  | {
      readonly kind: 'methodCall';
      readonly of: Expression;
      readonly name: string;
      readonly args: readonly Expression[];
    }
  | { readonly kind: 'subscript'; readonly of: Expression; readonly index: Expression };

/** Names that one value is bound to; several if it is unpacked: `x, y = …`. */
export type Target =
  | { readonly kind: 'name'; readonly id: string }
  | { readonly kind: 'names'; readonly ids: readonly string[] };

export type Statement =
  /** `x = y = value`: several targets, left to right. */
  | { readonly kind: 'assign'; readonly targets: readonly Target[]; readonly value: Expression }
  /** `x += value`. */
  | { readonly kind: 'augment'; readonly id: string; readonly value: Expression }
  | { readonly kind: 'delete'; readonly ids: readonly string[] }
  | { readonly kind: 'import'; readonly module: string }
  /** `def id(params): return result`. */
  | { readonly kind: 'define'; readonly id: string; readonly params: readonly string[]; readonly result: Expression }
  | { readonly kind: 'expression'; readonly value: Expression };

/** A statement and the text it was read from. */
export interface Line {
  readonly statement: Statement;
  readonly text: string;
}
