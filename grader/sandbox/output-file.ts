import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Which scenario, and which of its steps, a process was at: indices, from where student code ran. */
export interface Whereabouts {
  readonly scenario: number;
  readonly step: number;
}

/**
 * The channel: a file without a name that a process writes to and cannot read. It is read once the process is over,
 * whatever became of it; through a pipe the trusted process would wake up for every few lines, and that cost it more
 * than all else it does for a run.
 *
 * Its first eight bytes are two 32-bit numbers: where the process is, told in passing.
 */
export class OutputFile {
  static readonly HEAD_BYTES = 8;
  /** For the process: what it says is written from here on, one line after another. */
  readonly fd: number;
  readonly #reader: number;

  /** @throws {Error} if there is nowhere to write. */
  constructor() {
    const path = join(tmpdir(), `ouroboros-${randomUUID()}`);
    this.fd = openSync(path, 'wx', 0o600);
    this.#reader = openSync(path, 'r');
    unlinkSync(path);
    writeSync(this.fd, new Uint8Array(OutputFile.HEAD_BYTES));
  }

  /** Bytes of what was said. */
  get length(): number {
    return Math.max(0, fstatSync(this.#reader).size - OutputFile.HEAD_BYTES);
  }

  /** The beginning of what was said. */
  read(length: number): Buffer {
    return this.#read(OutputFile.HEAD_BYTES, Math.min(length, this.length));
  }

  /** `null` if nothing was told. Scenarios are told counted from 1. */
  whereabouts(): Whereabouts | null {
    const head = this.#read(0, OutputFile.HEAD_BYTES);
    if (head.length < OutputFile.HEAD_BYTES || head.readUInt32LE(0) === 0) return null;
    return { scenario: head.readUInt32LE(0) - 1, step: head.readUInt32LE(4) };
  }

  close(): void {
    closeSync(this.fd);
    closeSync(this.#reader);
  }

  #read(start: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(this.#reader, bytes, 0, length, start));
  }
}
