import { repr } from '../../exercises/kit/repr.ts';

/**
 * A value as a message shows it: text in quotes, as Python writes it (`'it'`, `"it's"`), lists in brackets, all else as
 * JavaScript writes it.
 *
 * Differs from Python's `repr`: JavaScript has one kind of number, so `0` and `0.0` are one value, shown `0`; and
 * `true`, `null` keep JavaScript's spelling.
 */
export function show(value: unknown): string {
  if (typeof value === 'string') return repr(value);
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  return String(value);
}

/** `show('Person', [['name', 'John Doe'], ['age', 42]])` in the lecture's form: `Person(name='John Doe', age=42)`. */
export function showRecord(cls: string, values: Iterable<readonly [name: string, value: unknown]>): string {
  return `${cls}(${Array.from(values, ([name, value]) => `${name}=${show(value)}`).join(', ')})`;
}
