import type { Json } from '../../exercises/kit/json.ts';

/** Deeper values are refused: code that walks them would overflow. */
const MAX_DEPTH = 64;
/** Marks a string that stands for a number JSON cannot write, or that begins with the mark itself. */
const MARK = '\u0001';

/** Captured before any student code runs: the harness writes with these. */
const { stringify, parse } = JSON;
const { isArray } = Array;
const { keys, getPrototypeOf } = Object;
const objectPrototype = Object.prototype;

/** A value that may not cross: no plain data. The message names what it is. */
export class NotPlainData extends Error {
  override readonly name = 'NotPlainData';
}

/**
 * Plain data as one line of JSON. Equal data gives equal text where keys come in the same order. `NaN`, infinities
 * and -0 survive. Each property is read once.
 *
 * @throws {NotPlainData} for everything else, for text of more than about `maxLength` UTF-16 units, and what a getter
 *   or a proxy of the value throws.
 */
export function encode(value: unknown, maxLength = Number.POSITIVE_INFINITY): string {
  return encodeAt(value, 0, maxLength);
}

function encodeAt(value: unknown, depth: number, maxLength: number): string {
  if (value === null || value === true || value === false) return `${value}`;
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'string') {
    checkLength(value, maxLength);
    return stringify(value[0] === MARK ? MARK + value : value);
  }
  if (typeof value !== 'object') throw new NotPlainData(`${describe(value)}, which is no plain data`);
  if (depth === MAX_DEPTH) throw new NotPlainData(`a value nested more than ${MAX_DEPTH} deep, or within itself`);
  return isArray(value) ? encodeArray(value, depth, maxLength) : encodeObject(value, depth, maxLength);
}

function encodeNumber(value: number): string {
  const text = value === 0 && 1 / value < 0 ? '-0' : `${value}`;
  const marked = text === '-0' || text === 'NaN' || text === 'Infinity' || text === '-Infinity';
  return marked ? stringify(MARK + text) : text;
}

function encodeArray(value: readonly unknown[], depth: number, maxLength: number): string {
  const { length } = value;
  let text = '[';
  for (let index = 0; index < length; index += 1) {
    if (index > 0) text += ',';
    text += encodeAt(value[index], depth + 1, maxLength);
    checkLength(text, maxLength);
  }
  return `${text}]`;
}

function encodeObject(value: object, depth: number, maxLength: number): string {
  const prototype: unknown = getPrototypeOf(value);
  if (prototype !== objectPrototype && prototype !== null) {
    throw new NotPlainData('an object with a class of its own, which is no plain data');
  }
  const names = keys(value);
  let text = '{';
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    if (index > 0) text += ',';
    const item = (value as { readonly [key: string]: unknown })[name];
    text += `${stringify(name)}:${encodeAt(item, depth + 1, maxLength)}`;
    checkLength(text, maxLength);
  }
  return `${text}}`;
}

function checkLength(text: string, maxLength: number): void {
  if (text.length > maxLength) throw new NotPlainData('more data than a step may give');
}

function describe(value: unknown): string {
  if (value === undefined) return 'undefined';
  return typeof value === 'bigint' ? 'a bigint' : `a ${typeof value}`;
}

/** What `encode` wrote. @throws {SyntaxError | NotPlainData} for any other text. */
export function decode(text: string): Json {
  return restore(parse(text), 0);
}

function restore(value: unknown, depth: number): Json {
  if (typeof value === 'string') return value[0] === MARK ? restoreMarked(value) : value;
  if (typeof value !== 'object' || value === null) return value as Json;
  if (depth === MAX_DEPTH) throw new NotPlainData(`a value nested more than ${MAX_DEPTH} deep`);
  const holder = value as { [key: string]: unknown };
  for (const key of keys(holder)) {
    const item = holder[key];
    const restored = restore(item, depth + 1);
    if (restored !== item)
      Object.defineProperty(holder, key, { value: restored, enumerable: true, configurable: true, writable: true });
  }
  return holder as Json;
}

function restoreMarked(text: string): Json {
  const rest = text.slice(1);
  if (rest[0] === MARK) return rest;
  if (rest === 'NaN' || rest === 'Infinity' || rest === '-Infinity' || rest === '-0') return Number(rest);
  throw new NotPlainData('an unknown mark');
}
