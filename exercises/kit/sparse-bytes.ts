const CHUNK = 65536;

/** Bytes at any address, zero until written; only chunks that were written take space. Unchecked and uncounted. */
export class SparseBytes {
  readonly #chunks = new Map<number, Uint8Array>();

  readU8(address: number): number {
    return this.#chunks.get(Math.floor(address / CHUNK))?.[address % CHUNK] ?? 0;
  }

  writeU8(address: number, value: number): void {
    this.#chunk(address)[address % CHUNK] = value;
  }

  /** Unsigned, little-endian. */
  readU32(address: number): number {
    let value = 0;
    for (let at = 3; at >= 0; at -= 1) value = value * 256 + this.readU8(address + at);
    return value;
  }

  writeU32(address: number, value: number): void {
    for (let at = 0; at < 4; at += 1) this.writeU8(address + at, value >>> (8 * at));
  }

  fill(address: number, length: number, byte: number): void {
    for (const [start, end] of spans(address, length)) {
      if ((byte & 255) === 0 && !this.#chunks.has(Math.floor(start / CHUNK))) continue;
      this.#chunk(start).fill(byte, start % CHUNK, (start % CHUNK) + (end - start));
    }
  }

  slice(address: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (const [start, end] of spans(address, length)) {
      const chunk = this.#chunks.get(Math.floor(start / CHUNK));
      const from = start % CHUNK;
      if (chunk !== undefined) bytes.set(chunk.subarray(from, from + (end - start)), start - address);
    }
    return bytes;
  }

  store(address: number, bytes: Uint8Array): void {
    for (const [start, end] of spans(address, bytes.length)) {
      this.#chunk(start).set(bytes.subarray(start - address, end - address), start % CHUNK);
    }
  }

  #chunk(address: number): Uint8Array {
    const index = Math.floor(address / CHUNK);
    const found = this.#chunks.get(index);
    if (found !== undefined) return found;
    const fresh = new Uint8Array(CHUNK);
    this.#chunks.set(index, fresh);
    return fresh;
  }
}

/** The parts of a range that lie in one chunk each: start and end address. */
function* spans(address: number, length: number): Generator<readonly [number, number]> {
  const end = address + length;
  for (let start = address; start < end; ) {
    const stop = Math.min(end, (Math.floor(start / CHUNK) + 1) * CHUNK);
    yield [start, stop];
    start = stop;
  }
}
