const PRIME_LOW = 0x1b3;
const LIMB = 0xffff;
const LINE_FEED = '\n';

/**
 * Sums up a run of calls in one line: how many, the first and the last place, a hash of all outcomes, all events.
 * Equal to the line that the recordings of CPython have: `n=7 first=0:48 last=0:3120 fnv=f7a202c608523033 +A0`.
 *
 * The hash is FNV-1a over 64 bits of the outcomes, each with a line feed. Its state is four limbs of 16 bits: products
 * with the prime, 2^40 + 0x1b3, stay small integers, which code that is not optimised handles without allocating.
 */
export class RunSummary {
  #count = 0;
  #first = '-';
  #last = '-';
  #events = '';
  // The offset basis, cbf29ce484222325; the lowest limb first.
  #limb0 = 0x2325;
  #limb1 = 0x8422;
  #limb2 = 0x9ce4;
  #limb3 = 0xcbf2;

  /** The next call: where its block lies, and the events of arenas, each with a space before it. */
  add(where: string, events: string): void {
    if (this.#count === 0) this.#first = where;
    this.#count += 1;
    this.#last = where;
    this.#events += events;
    const line = where + events + LINE_FEED;
    let limb0 = this.#limb0;
    let limb1 = this.#limb1;
    let limb2 = this.#limb2;
    let limb3 = this.#limb3;
    for (let index = 0; index < line.length; index += 1) {
      limb0 ^= line.charCodeAt(index);
      // Times 2^40 is up by two limbs and 8 bits: what leaves the highest limb is gone.
      const low = limb0 * PRIME_LOW;
      const middle = limb1 * PRIME_LOW + (low >>> 16);
      const high = limb2 * PRIME_LOW + (limb0 << 8) + (middle >>> 16);
      limb3 = (limb3 * PRIME_LOW + (limb1 << 8) + (high >>> 16)) & LIMB;
      limb0 = low & LIMB;
      limb1 = middle & LIMB;
      limb2 = high & LIMB;
    }
    this.#limb0 = limb0;
    this.#limb1 = limb1;
    this.#limb2 = limb2;
    this.#limb3 = limb3;
  }

  get line(): string {
    const hash = [this.#limb3, this.#limb2, this.#limb1, this.#limb0].map((limb) => limb.toString(16).padStart(4, '0'));
    return `n=${this.#count} first=${this.#first} last=${this.#last} fnv=${hash.join('')}${this.#events}`;
  }
}
