import { PythonError } from '../../exercises/kit/errors.ts';

/** A line of a README's sample that shows what an expression gives: `mro(D); // → [D, B, C, A, object]`. */
export interface ShownLine {
  /** 1-based, in the README. */
  readonly line: number;
  readonly expression: string;
  readonly expected: string;
}

/** One ```ts fence of a README as a module that can be run. */
export interface Sample {
  /** 1-based line of the fence's first line of code, in the README. */
  readonly line: number;
  readonly shown: readonly ShownLine[];
  /** The fence with each shown line turned into a call of `__show(line, () => expression)`. */
  readonly code: string;
}

const SHOWN = /^(\s*)(.+?);?\s*\/\/ → (.*)$/;

/** The fences marked `ts`. Other fences are not run. */
export function samplesOf(readme: string): readonly Sample[] {
  const samples: Sample[] = [];
  let fence: { readonly line: number; readonly lines: string[]; readonly shown: ShownLine[] } | null = null;
  for (const [index, text] of readme.split('\n').entries()) {
    const line = index + 1;
    if (fence === null) {
      if (/^```ts\s*$/.test(text)) fence = { line: line + 1, lines: [], shown: [] };
    } else if (/^```\s*$/.test(text)) {
      samples.push({ line: fence.line, shown: fence.shown, code: fence.lines.join('\n') });
      fence = null;
    } else {
      const [, indent = '', expression, expected] = SHOWN.exec(text) ?? [];
      if (expression === undefined || expected === undefined) fence.lines.push(text);
      else {
        fence.shown.push({ line, expression, expected });
        fence.lines.push(`${indent}__show(${line}, () => (${expression}));`);
      }
    }
  }
  return samples;
}

/** A value as samples show it: text and numbers as they are, the rest as JSON; an exception as `raises …`. */
export function showSampleValue(compute: () => unknown): string {
  let value: unknown;
  try {
    value = compute();
  } catch (error) {
    if (error instanceof PythonError) return `raises ${error.type}: ${error.message}`;
    return `raises ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
