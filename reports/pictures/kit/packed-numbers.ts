/**
 * Numbers as text that can stand in a page: each in groups of 7 bits, the lowest first, the upper bit set on all but the
 * last; then base64. Small numbers take one byte.
 *
 * Numbers are integers from 0 on, of any size that a double holds.
 */
export function packNumbers(numbers: readonly number[]): string {
  let bytes = new Uint8Array(Math.max(16, 2 * numbers.length));
  let length = 0;
  for (const number of numbers) {
    if (length + 147 > bytes.length) bytes = grown(bytes); // the greatest double has 1024 bits
    let rest = number;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes[length++] = (rest % 128) + 128;
    bytes[length++] = rest;
  }
  return toBase64(bytes.subarray(0, length));
}

/** The numbers that were packed. Anything else gives numbers too, and nothing worse. */
export function unpackNumbers(text: string): readonly number[] {
  const binary = atob(text);
  const numbers: number[] = [];
  let number = 0;
  let scale = 1;
  for (let index = 0; index < binary.length; index += 1) {
    const byte = binary.charCodeAt(index);
    number += (byte % 128) * scale;
    scale *= 128;
    if (byte >= 128) continue;
    numbers.push(number);
    number = 0;
    scale = 1;
  }
  return numbers;
}

function grown(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * bytes.length + 147);
  larger.set(bytes);
  return larger;
}

/** `btoa` takes a string of bytes; a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  const AT_ONCE = 8192;
  let binary = '';
  for (let start = 0; start < bytes.length; start += AT_ONCE) {
    binary += String.fromCharCode(...bytes.subarray(start, start + AT_ONCE));
  }
  return btoa(binary);
}
