import { parseInteger } from '../../../exercises/kit/number-literals.ts';
import type { Constant } from './syntax.ts';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/gsu;

/** `42`, `0x2a`, `4_224`, `1.5`, `1e3`. @throws {SyntaxError} for an imaginary number. */
export function readNumber(text: string): Constant {
  if (/^0[xob]/i.test(text)) return { kind: 'int', value: BigInt(text.replaceAll('_', '')) };
  const int = parseInteger(text);
  if (int !== undefined) return { kind: 'int', value: int };
  const float = Number(text.replaceAll('_', ''));
  if (Number.isNaN(float)) throw new SyntaxError(`${text} is a number of a kind that is not read here`);
  return { kind: 'float', value: float };
}

/** `'text'`, `"text"`, `b'bytes'`. @throws {SyntaxError} for prefixes other than `b` and `r`. */
export function readString(text: string): Constant {
  const parts = /^([a-zA-Z]*)('''|"""|'|")(.*)\2$/s.exec(text);
  const [, prefix = '', , body = ''] = parts ?? [];
  if (parts === null || !/^(b|r|br|rb)?$/i.test(prefix)) {
    throw new SyntaxError(`${text} is a string of a kind that is not read here`);
  }
  const value = /r/i.test(prefix) ? body : body.replace(ESCAPE, meaningOf);
  return { kind: /b/i.test(prefix) ? 'bytes' : 'str', value };
}

function meaningOf(written: string, byte?: string, unit?: string, simple?: string): string {
  const hex = byte ?? unit;
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  if (simple === '\n') return '';
  return SIMPLE_ESCAPES[simple ?? ''] ?? written;
}
