import type { Json } from '../../../exercises/kit/json.ts';

/** Answers nested deeper than this are no workload's. */
const MAX_DEPTH = 64;

/**
 * A short name for a sequence of answers. The same for equal answers in the same order, whatever the order of keys;
 * 64 bits, so that different ones get different names. It keeps no secret and needs to keep none: only who knows
 * the right answers can name them, and then they can be given as well.
 *
 * Source: FNV-1a, in two halves with different offsets and primes.
 */
export class AnswerDigest {
  #high = 0x811c9dc5;
  #low = 0x050c5d1f;

  /** @throws {TypeError} if the answer is no plain data: it was not the workload that gave it. */
  add(answer: Json): void {
    this.#value(answer, 0);
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    return hex(this.#high) + hex(this.#low);
  }

  #value(value: Json, depth: number): void {
    if (depth > MAX_DEPTH) throw new TypeError('an answer is nested too deeply');
    if (Array.isArray(value)) {
      this.#text(`[${value.length}`);
      for (let index = 0; index < value.length; index += 1) this.#value(value[index], depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      const entries = value as { readonly [key: string]: Json };
      const keys = Object.keys(entries).sort();
      this.#text(`{${keys.length}`);
      for (const key of keys) {
        this.#text(`${key.length}:${key}`);
        this.#value(entries[key] as Json, depth + 1);
      }
    } else if (typeof value === 'string') {
      this.#text(`"${value.length}:${value}`);
    } else if (value === null || typeof value === 'number' || typeof value === 'boolean') {
      this.#text(Object.is(value, -0) ? '-0;' : `${value};`);
    } else {
      throw new TypeError('an answer is no plain data');
    }
  }

  #text(text: string): void {
    let high = this.#high;
    let low = this.#low;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      high = Math.imul(high ^ unit, 0x01000193);
      low = Math.imul(low ^ unit, 0x5bd1e995);
      low ^= low >>> 13;
    }
    this.#high = high;
    this.#low = low;
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
