import type { Step } from './steps.ts';

/** Bytes of a row. */
const ROW = 16;

/**
 * The bytes around the first that differs, as expected and as read, at most four lines; none where what was read is not
 * known. `wanted` and `seen` are hexadecimal digits; `seen` may be anything.
 */
export function drawBytes(step: Step & { readonly op: 'd' }, wanted: string, seen: string): readonly string[] {
  if (!/^([0-9a-f]{2})+$/.test(seen)) return [];
  const [expected, actual] = [bytesOf(wanted), bytesOf(seen)];
  const first = expected.findIndex((byte, index) => byte !== actual[index]);
  if (first === -1) return [];
  const from = first - (first % ROW);
  const label = `from byte ${step.offset + from}`.padEnd(15);
  const row = (bytes: readonly string[]): string => bytes.slice(from, from + ROW).join(' ');
  return [
    `Byte ${step.offset + first} of it is the first that differs: expected ${expected[first]}, actual ${actual[first] ?? 'none'}.`,
    `${label} ${row(expected)}  expected`,
    `${''.padEnd(15)} ${row(actual).padEnd(row(expected).length)}  actual`,
    `${''.padEnd(15)} ${'   '.repeat(first - from)}^^`,
  ];
}

function bytesOf(digits: string): readonly string[] {
  return digits.match(/../g) ?? [];
}
