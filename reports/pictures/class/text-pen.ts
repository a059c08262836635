import { terminalLine, terminalLines, wrap } from '../../terminal-text.ts';

export interface PenOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

const NARROWEST = 40;
const INDENT = '  ';
const GUTTER = '  │ ';

/** Lines that fit the terminal. */
export class Pen {
  readonly #options: PenOptions;
  readonly #width: number;
  readonly #lines: string[] = [];

  constructor(options: PenOptions) {
    this.#options = options;
    this.#width = Math.max(NARROWEST, options.width);
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  heading(text: string): void {
    this.line(0, this.#paint(1, 22, text));
  }

  green(text: string): string {
    return this.#paint(32, 39, text);
  }

  red(text: string): string {
    return this.#paint(31, 39, text);
  }

  /** `hang`: how much farther in a line goes on that is too long. */
  line(indent: number, text: string, hang = 2): void {
    const margin = INDENT.repeat(indent);
    const [first = '', ...rest] = wrap(safe(text), this.#width - margin.length);
    this.#lines.push(`${margin}${first}`.trimEnd());
    const further = margin + ' '.repeat(hang);
    for (const line of wrap(rest.join(' '), this.#width - further.length))
      if (line !== '') this.#lines.push(`${further}${line}`);
  }

  /** Lines of code, kept from the start of the line. */
  block(text: string): void {
    this.#lines.push('', terminalLines(text, GUTTER, this.#width));
  }

  /** Columns side by side where they fit; else each row as a paragraph. */
  table(rows: readonly (readonly string[])[]): void {
    const columns = rows[0]?.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length))) ?? [];
    const total = columns.reduce((sum, width) => sum + width + 2, -2);
    const [head = [], ...body] = rows;
    if (total <= this.#width) {
      for (const row of rows) this.line(0, row.map((cell, at) => cell.padEnd(columns[at] ?? 0)).join('  '));
      return;
    }
    for (const row of body) {
      this.line(0, `${row[0] ?? ''}: ${row[2] ?? ''}, ${head[1]} ${row[1] ?? ''}`);
      this.line(1, `x.${row[0] ?? ''}: ${row[3] ?? ''}`, 2);
      this.line(1, `${head[4]?.replace('name', row[0] ?? '') ?? ''}: ${row[4] ?? ''}`, 2);
    }
  }

  #paint(on: number, off: number, text: string): string {
    return this.#options.color ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  }
}

/** What a class is named does nothing in a terminal: names are neutralised before; our own colours stay. */
const COLOUR = new RegExp(`(${'\u001b'}\\[\\d+m)`);

function safe(text: string): string {
  return text
    .split(COLOUR)
    .map((part, at) => (at % 2 === 1 ? part : terminalLine(part)))
    .join('');
}
