import { parseFloat64, parseInteger } from '../../exercises/kit/number-literals.ts';
import { show } from './show.ts';

/** What `int` and `float` read. */
export type Numeric = string | number | bigint | boolean;

/**
 * A whole number: `int()` is 0, `int('1_000')` is 1000, `int(3.9)` is 3. It reads what Python's `int` reads, and refuses
 * in its words.
 *
 * Differs from Python: whole numbers from 2 ** 53 on are refused, because a number does not hold them all.
 *
 * @throws {RangeError} for text that is no whole number, for nan, for the infinities and for what is too large.
 * @throws {TypeError} for what is neither a number nor text.
 */
export function int(value: Numeric = 0): number {
  if (typeof value !== 'string') return toInteger(toNumber('int', 'a string, a bytes-like object', value));
  const number = parseInteger(value);
  if (number === undefined) throw new RangeError(`invalid literal for int() with base 10: ${show(value)}`);
  return toInteger(Number(number));
}

/**
 * A number: `float()` is 0, `float('1e3')` is 1000, `float('inf')` is Infinity. It reads what Python's `float` reads, and
 * refuses in its words.
 *
 * @throws {RangeError} for text that is no number, and for a bigint that is too large.
 * @throws {TypeError} for what is neither a number nor text.
 */
export function float(value: Numeric = 0): number {
  if (typeof value !== 'string') return toNumber('float', 'a string', value);
  const number = parseFloat64(value);
  if (number === undefined) throw new RangeError(`could not convert string to float: ${show(value)}`);
  return number;
}

/** Text: `str()` is `''`, `str(42)` is `'42'`. */
export function str(value: unknown = ''): string {
  return String(value);
}

/** Callers that are not type-checked bring anything. */
function toNumber(converter: string, others: string, value: unknown): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  if (typeof value !== 'bigint') {
    throw new TypeError(`${converter}() argument must be ${others} or a real number, not '${typeName(value)}'`);
  }
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  throw new RangeError('int too large to convert to float');
}

function toInteger(number: number): number {
  if (Number.isNaN(number)) throw new RangeError('cannot convert float NaN to integer');
  if (!Number.isFinite(number)) throw new RangeError('cannot convert float infinity to integer');
  const whole = Math.trunc(number) + 0; // -0 becomes 0
  if (Number.isSafeInteger(whole)) return whole;
  throw new RangeError(`${whole} is beyond the whole numbers that a number holds exactly`);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? value.constructor.name : typeof value;
}
