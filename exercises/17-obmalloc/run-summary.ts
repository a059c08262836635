/** FNV-1a over 64 bits: the offset basis and the prime 2^40 + 0x1b3, in halves of 32 bits. */
const BASIS_HIGH = 0xcbf29ce4;
const BASIS_LOW = 0x84222325;
const PRIME_LOW = 0x1b3;
const TWO_32 = 2 ** 32;
const LINE_FEED = 10;

/**
 * Sums up a run of calls in one line: how many, the first and the last place, a hash of all outcomes, all events.
 * Equal to the line that the recordings of CPython have: `n=7 first=0:48 last=0:3120 fnv=f7a202c608523033 +A0`.
 */
export function summariseRun(outcomes: readonly string[]): string {
  const events = outcomes.flatMap((outcome) => outcome.split(' ').slice(1));
  const first = firstWord(outcomes[0] ?? '-');
  const last = firstWord(outcomes.at(-1) ?? '-');
  return [`n=${outcomes.length} first=${first} last=${last} fnv=${hashLines(outcomes)}`, ...events].join(' ');
}

/** FNV-1a/64 of the lines, each with its line feed, as 16 hexadecimal digits. */
export function hashLines(lines: readonly string[]): string {
  let high = BASIS_HIGH;
  let low = BASIS_LOW;
  const mix = (byte: number): void => {
    low = (low ^ byte) >>> 0;
    const product = low * PRIME_LOW;
    high = (high * PRIME_LOW + Math.floor(product / TWO_32) + ((low << 8) >>> 0)) % TWO_32;
    low = product % TWO_32;
  };
  for (const line of lines) {
    for (let index = 0; index < line.length; index += 1) mix(line.charCodeAt(index) & 0xff);
    mix(LINE_FEED);
  }
  return hex32(high) + hex32(low);
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0] ?? '';
}

function hex32(value: number): string {
  return value.toString(16).padStart(8, '0');
}
