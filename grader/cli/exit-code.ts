/** What every command's exit code means. */
export const EXIT = {
  /** Done, and what was asked for holds. */
  ok: 0,
  /** Done, and it does not hold: points not reached, a check failed, a mismatch. */
  no: 1,
  /** Wrong usage, or input that cannot be read. */
  usage: 2,
  /** A fault of the grader's own. */
  fault: 3,
  /** Ended by Ctrl-C; what was done is kept. */
  interrupted: 130,
} as const;

/** Something that the person who typed the command can mend. `advice` says what to do next. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly advice: string;
  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}
