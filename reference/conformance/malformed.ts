/** A recording that cannot be read: not a difference, and nobody's result. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  /** 1-based. */
  readonly line: number;
  /** Which of the files, if not the recording itself: `ops`. */
  readonly part: string;
  constructor(line: number, reason: string, part = '') {
    super(reason);
    this.line = line;
    this.part = part;
  }
}
