import { call, Ellipsis, isBuiltinType, lookUp, PyClass, PyInstance, type PyValue, typeName } from './objects.ts';

/**
 * `repr(value)`, as Python prints it: `'it'` but `"it's"`, `199999.99`, `1e+16`, `True`, `None`, `[1, 'a']`.
 *
 * Differs from CPython: the default `<__main__.A object at 0x…>` has no address, because it would change from run to
 * run; a list must not contain itself.
 * Source: CPython 3.11, Objects/unicodeobject.c, `unicode_repr`; Python/pystrtod.c, `format_float_short`.
 */
export function repr(value: PyValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return reprFloat(value);
  if (typeof value === 'string') return reprString(value);
  if (value === Ellipsis) return 'Ellipsis';
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (value instanceof Map) return `{${Array.from(value, ([key, item]) => `${repr(key)}: ${repr(item)}`).join(', ')}}`;
  if (value instanceof PyClass) return value.base === null ? "<class 'object'>" : `<class '__main__.${value.name}'>`;
  if (isBuiltinType(value)) return `<class '${value.__name__}'>`;
  if (value instanceof PyInstance) {
    const method = lookUp(value.cls, '__repr__');
    if (method !== undefined) return String(call(method, value));
  }
  return `<__main__.${typeName(value)} object>`;
}

/** The shortest digits that give the number back; an exponent below 1e-4 and from 1e16. */
function reprFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const [digits = '', power = ''] = value.toExponential().split('e');
  const exponent = Number(power);
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Single quotes, unless the text has some and no double ones; what cannot be printed is escaped. */
function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const character of text) {
    if (character === quote) body += `\\${character}`;
    else body += ESCAPES[character] ?? (isPrintable(character) ? character : escapeCode(character));
  }
  return quote + body + quote;
}

/** Everything but controls, unassigned code points and separators; of these the space alone is printable. */
function isPrintable(character: string): boolean {
  return character === ' ' || !/[\p{C}\p{Z}]/u.test(character);
}

function escapeCode(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
