import { crc32 } from 'node:zlib';

/** FNV-1a, 64 bit: offset basis and the lower half of the prime 2^40 + 0x1b3. */
const BASIS_HIGH = 0xcbf29ce4;
const BASIS_LOW = 0x84222325;
const PRIME_LOW = 0x1b3;

/** Two hashes over the same ASCII text, as the recordings carry them. */
export class RunningHash {
  #high = BASIS_HIGH;
  #low = BASIS_LOW;
  #crc = 0;

  /** Appends ASCII text. */
  update(text: string): void {
    let high = this.#high;
    let low = this.#low;
    for (let at = 0; at < text.length; at += 1) {
      low = (low ^ text.charCodeAt(at)) >>> 0;
      // (high, low) * (2^40 + PRIME_LOW) mod 2^64, in halves of 32 bits: every product stays below 2^53.
      const product = low * PRIME_LOW;
      high = (Math.imul(high, PRIME_LOW) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
      low = product >>> 0;
    }
    this.#high = high;
    this.#low = low;
    this.#crc = crc32(text, this.#crc);
  }

  /** FNV-1a 64, 16 hexadecimal digits. */
  get fnv(): string {
    return digits(this.#high) + digits(this.#low);
  }

  /** CRC-32 (IEEE), 8 hexadecimal digits. */
  get crc(): string {
    return digits(this.#crc);
  }
}

function digits(word: number): string {
  return word.toString(16).padStart(8, '0');
}
