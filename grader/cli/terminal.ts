import pico from 'picocolors';

/** Where commands write. Colour only on a terminal; NO_COLOR and FORCE_COLOR are honoured. */
export const terminal = {
  color: pico.isColorSupported && (process.stdout.isTTY === true || process.env['FORCE_COLOR'] !== undefined),
  interactive: process.stdout.isTTY === true,
  width: process.stdout.columns ?? 100,
  write: (text: string): void => {
    process.stdout.write(text);
  },
  /** For people, beside what a machine may read from standard output. */
  note: (text: string): void => {
    process.stderr.write(text);
  },
} as const;

export function writeJson(value: unknown): void {
  terminal.write(`${JSON.stringify(value, null, 2)}\n`);
}
