import type { PyValue } from '../../../../reference/object-model/object/py-object.ts';

/** The part of Python in which classes are declared, as plain data. What functions do is not part of it. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: PyValue }
  | { readonly kind: 'name'; readonly id: string; readonly line: number }
  | { readonly kind: 'tuple' | 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly items: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: Arguments; readonly line: number };

export interface Arguments {
  readonly positional: readonly Expression[];
  readonly keywords: readonly (readonly [string, Expression])[];
}

export type BodyStatement =
  /** `a = b = value`. */
  | { readonly kind: 'assign'; readonly names: readonly string[]; readonly value: Expression; readonly line: number }
  /** `name: annotation = value`. */
  | {
      readonly kind: 'annotate';
      readonly name: string;
      readonly annotation: Expression;
      readonly value: Expression | null;
    }
  | FunctionDefinition
  /** The first statement of a body, if it is a string. */
  | { readonly kind: 'docstring'; readonly value: Expression };

export interface FunctionDefinition {
  readonly kind: 'def';
  readonly name: string;
  /** As `def` of the machine takes them: `self`, `*args`, `**kwargs`, `/`, `*`. */
  readonly parameters: readonly string[];
  readonly defaults: readonly (readonly [string, Expression])[];
  readonly decorators: readonly Decorator[];
  readonly line: number;
}

/** `@name`, or `@of.part`: `part` is `setter`, `getter` or `deleter`. */
export type Decorator =
  | { readonly kind: 'plain'; readonly expression: Expression }
  | { readonly kind: 'part'; readonly of: string; readonly part: string; readonly line: number };

export interface ClassDefinition {
  readonly kind: 'class';
  readonly name: string;
  readonly args: Arguments;
  readonly decorators: readonly Expression[];
  readonly body: readonly BodyStatement[];
  /** The statement as it is written, its decorators with it. */
  readonly text: string;
  readonly line: number;
}

export type Statement = ClassDefinition | FunctionDefinition | Extract<BodyStatement, { readonly kind: 'assign' }>;
