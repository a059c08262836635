/** What came of holding one recording against the reference. */
export type ConformResult =
  | { readonly kind: 'conforms'; readonly path: string; readonly what: string }
  /** `step` names the first step that differs, in the recording's own words. */
  | {
      readonly kind: 'differs';
      readonly path: string;
      readonly line: number;
      readonly step: string;
      readonly expected: string;
      readonly actual: string;
    }
  /** The file, or the file of operations beside it, is not in the documented format. */
  | { readonly kind: 'malformed'; readonly path: string; readonly line: number; readonly reason: string }
  /** There is no such file, or it may not be read. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

/** A recording, and how to get the file of the same name and another ending that belongs to it. */
export interface RecordingFile {
  readonly path: string;
  readonly text: string;
  /** Text of the sibling, or undefined if there is none. */
  readSibling(extension: string): string | undefined;
}

const MAX_SHOWN = 160;

/** One line for people. */
export function describeConform(result: ConformResult): string {
  switch (result.kind) {
    case 'conforms':
      return `${result.path}: conforms (${result.what})`;
    case 'differs': {
      const { path, line, step, expected, actual } = result;
      return `${path}:${line}: differs at ${step}: expected ${shorten(expected)}, actual ${shorten(actual)}`;
    }
    case 'malformed':
      return `${result.path}:${result.line}: malformed: ${result.reason}`;
    case 'unreadable':
      return `${result.path}: cannot be read: ${result.reason}`;
    default:
      return result satisfies never;
  }
}

function shorten(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}… (${text.length} characters)`;
}
