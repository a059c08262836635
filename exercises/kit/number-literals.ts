/**
 * The text of a number as `int(text)` and `float(text)` read it.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, `_PyUnicode_TransformDecimalAndSpaceToASCII`;
 * Objects/longobject.c, `PyLong_FromString`; Objects/floatobject.c, `PyFloat_FromString`.
 */

const DIGITS = '[0-9]+(?:_[0-9]+)*';
const INT = new RegExp(`^[+-]?${DIGITS}$`);
const FLOAT = new RegExp(`^[+-]?(?:${DIGITS}\\.?(?:${DIGITS})?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?$`);
const SPECIAL = /^([+-]?)(?:(inf|infinity)|nan)$/i;

/** The whole number, or undefined if the text is none. White space around it and single `_` inside it are allowed. */
export function parseInteger(text: string): bigint | undefined {
  const literal = toAscii(text);
  if (!INT.test(literal)) return undefined;
  const magnitude = BigInt(literal.replace(/[+_-]/g, ''));
  return literal.startsWith('-') ? -magnitude : magnitude;
}

/** The number, or undefined if the text is none. `nan`, `inf` and `infinity` count, in capitals or not. */
export function parseFloat64(text: string): number | undefined {
  const literal = toAscii(text);
  if (FLOAT.test(literal)) return Number(literal.replaceAll('_', ''));
  const special = SPECIAL.exec(literal);
  if (special === null) return undefined;
  if (special[2] === undefined) return Number.NaN;
  return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/**
 * Decimal digits of any script become `0` to `9`, white space around is dropped.
 *
 * Differs from CPython: the separators U+001C to U+001F are never space; there they are beside a character that is
 * not ASCII.
 */
function toAscii(text: string): string {
  const plain = /^\p{ASCII}*$/u.test(text)
    ? text
    : text.replace(/\p{White_Space}/gu, ' ').replace(/\p{Nd}/gu, asciiDigit);
  return plain.replace(/^[ \t-\r]+|[ \t-\r]+$/g, '');
}

/** Digits come in runs that start with a zero and hold ten of each kind: the place in the run is the value. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}
