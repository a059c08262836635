import { Malformed } from '../malformed.ts';

/** One step of a trace: an allocation call, or content written or shown. Sizes in bytes. */
export type Operation =
  | { readonly kind: 'malloc'; readonly id: number; readonly size: number }
  | { readonly kind: 'calloc'; readonly id: number; readonly count: number; readonly size: number }
  | { readonly kind: 'realloc'; readonly id: number; readonly size: number }
  | { readonly kind: 'free'; readonly id: number }
  | { readonly kind: 'write'; readonly id: number; readonly byte: number }
  | { readonly kind: 'dump'; readonly id: number; readonly offset: number; readonly length: number };

/** A line that stands for many operations: `M`, `F` (ascending) and `G` (descending). */
export interface Macro {
  readonly kind: 'macro';
  readonly operations: readonly Operation[];
}

/** How the machine is set up: `% misalign N`, `% arenacap N`. */
export interface Directives {
  misalign: number;
  arenaCap: number;
}

/** Letter, number of arguments after the id, and how the operation is made of them. */
const SIMPLE: Readonly<Record<string, readonly [number, (id: number, a: number, b: number) => Operation]>> = {
  m: [1, (id, size) => ({ kind: 'malloc', id, size })],
  c: [2, (id, count, size) => ({ kind: 'calloc', id, count, size })],
  r: [1, (id, size) => ({ kind: 'realloc', id, size })],
  f: [0, (id) => ({ kind: 'free', id })],
  w: [1, (id, byte) => ({ kind: 'write', id, byte })],
  d: [2, (id, offset, length) => ({ kind: 'dump', id, offset, length })],
};

/** A macro longer than this is taken for a mistake. */
const MAX_MACRO = 10_000_000;

/** Reads one operation, `m 3 64` say. `macros`: whether `M`, `F`, `G`, `w` and `d` may occur. @throws {Malformed} */
export function parseOperation(text: string, line: number, macros: boolean): Operation | Macro {
  const [letter = '', ...rest] = text.split(' ');
  const numbers = rest.map((word) => parseNumber(word, line));
  const simple = SIMPLE[letter];
  if (simple !== undefined && (macros || (letter !== 'w' && letter !== 'd'))) {
    const [argumentCount, make] = simple;
    const [id, a = 0, b = 0] = numbers;
    if (id === undefined || id < 1 || numbers.length !== argumentCount + 1) {
      throw new Malformed(line, `\`${letter}\` takes an id and ${argumentCount} more: ${text}`);
    }
    return make(id, a, b);
  }
  if (macros && (letter === 'M' || letter === 'F' || letter === 'G')) return expandMacro(letter, numbers, line, text);
  throw new Malformed(
    line,
    `no operation: ${text}; expected ${macros ? 'm, c, r, f, M, F, G, w or d' : 'm, c, r or f'} first`,
  );
}

function expandMacro(letter: 'M' | 'F' | 'G', numbers: readonly number[], line: number, text: string): Macro {
  const [first, count, size = 0] = numbers;
  if (first === undefined || first < 1 || count === undefined || count < 1 || count > MAX_MACRO) {
    throw new Malformed(line, `\`${letter}\` takes a first id and a count: ${text}`);
  }
  if (numbers.length !== (letter === 'M' ? 3 : 2)) throw new Malformed(line, `wrong number of arguments: ${text}`);
  const ids = Array.from({ length: count }, (_, index) => (letter === 'G' ? first + count - 1 - index : first + index));
  const operations = ids.map((id): Operation => (letter === 'M' ? { kind: 'malloc', id, size } : { kind: 'free', id }));
  return { kind: 'macro', operations };
}

/** A decimal number, as JavaScript holds it: exact up to 2^53, and above it only compared with powers of two. */
function parseNumber(word: string, line: number): number {
  if (!/^\d{1,20}$/.test(word)) throw new Malformed(line, `not a decimal number: ${word || '(nothing)'}`);
  return Number(word);
}

/** Takes in `% misalign N` or `% arenacap N`; false if the line is something else. @throws {Malformed} */
export function readDirective(text: string, line: number, directives: Directives): boolean {
  const [, name, value] = /^% (misalign|arenacap) (.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) return false;
  if (name === 'misalign') directives.misalign = parseNumber(value, line);
  else directives.arenaCap = parseNumber(value, line);
  return true;
}

/** A file of operations, read. */
export interface Ops {
  readonly directives: Directives;
  readonly operations: readonly PlacedOperation[];
}

export interface PlacedOperation {
  readonly line: number;
  readonly text: string;
  readonly operation: Operation;
}

/** Reads a file of operations. @throws {Malformed} */
export function parseOps(text: string): Ops {
  const directives: Directives = { misalign: 0, arenaCap: Number.POSITIVE_INFINITY };
  const operations: PlacedOperation[] = [];
  text.split('\n').forEach((content, index) => {
    const line = index + 1;
    if (content === '' || content.startsWith('#')) return;
    if (operations.length === 0 && readDirective(content, line, directives)) return;
    const operation = parseOperation(content, line, false);
    if (operation.kind !== 'macro') operations.push({ line, text: content, operation });
  });
  return { directives, operations };
}
