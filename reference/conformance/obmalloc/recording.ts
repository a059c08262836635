import { Malformed } from '../malformed.ts';
import { type Directives, type Macro, type Operation, parseOperation, readDirective } from './operation.ts';

/** A line of the file and where it stands, 1-based. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

export type QueryName = 'usable' | 'usedlists' | 'freepools' | 'pools';

/** A step of a merged file, with what it must do. */
export type MergedStep =
  | { readonly kind: 'operation'; readonly at: Line; readonly operation: Operation | Macro; readonly outcome: string }
  | { readonly kind: 'query'; readonly at: Line; readonly query: QueryName; readonly answer: readonly Line[] };

/** A recording, read but not judged. `summary`: the lines after `% end`, without `= `. */
export type Recording = { readonly profile: string; readonly summary: readonly Line[] } & (
  | { readonly mode: 'merged'; readonly directives: Directives; readonly steps: readonly MergedStep[] }
  | { readonly mode: 'full'; readonly outcomes: readonly Line[] }
  | { readonly mode: 'sum'; readonly checkpoints: readonly Line[] }
);

/** Reads a `.golden` or `.exp` file. Source: golden data of obmalloc, its FORMAT. @throws {Malformed} */
export function parseRecording(text: string): Recording {
  const lines = text.split('\n').map((content, index) => ({ line: index + 1, text: content }));
  const last = lines.pop();
  if (last === undefined || last.text !== '') throw new Malformed(lines.length + 1, 'the last line does not end');
  const [magic, profileLine, modeLine, ...rest] = lines;
  if (magic?.text !== '% obmalloc-oracle 1') throw new Malformed(1, 'the first line is not `% obmalloc-oracle 1`');
  const profile = /^% profile (\S+)$/.exec(profileLine?.text ?? '')?.[1];
  if (profile === undefined) throw new Malformed(2, 'the second line is not `% profile NAME`');
  const mode = /^% mode (merged|full|sum)$/.exec(modeLine?.text ?? '')?.[1];
  const end = rest.findIndex((line) => line.text === '% end');
  if (end === -1) throw new Malformed(lines.length + 1, 'the file ends before `% end`');
  const body = rest.slice(0, end);
  const summary = readSummary(rest.slice(end + 1));
  switch (mode) {
    case 'merged':
      return { profile, summary, mode, ...readMerged(body) };
    case 'full':
      return { profile, summary, mode, outcomes: body };
    case 'sum':
      return { profile, summary, mode, checkpoints: body.map(checkCheckpoint) };
    default:
      throw new Malformed(3, 'the third line is not `% mode merged|full|sum`');
  }
}

function readSummary(lines: readonly Line[]): readonly Line[] {
  const stray = lines.find((line) => !line.text.startsWith('= '));
  if (stray !== undefined) throw new Malformed(stray.line, `not a line of the census: ${stray.text}`);
  return lines;
}

function checkCheckpoint(at: Line): Line {
  if (!/^k \d+ [0-9a-f]{16} [0-9a-f]{8}$/.test(at.text))
    throw new Malformed(at.line, `not \`k OPS FNV CRC\`: ${at.text}`);
  return at;
}

function readMerged(body: readonly Line[]): { directives: Directives; steps: readonly MergedStep[] } {
  const directives: Directives = { misalign: 0, arenaCap: Number.POSITIVE_INFINITY };
  const steps: MergedStep[] = [];
  let answer: Line[] | null = null;
  for (const at of body) {
    if (at.text.startsWith('#')) continue;
    if (steps.length === 0 && readDirective(at.text, at.line, directives)) continue;
    if (at.text.startsWith('= ') && answer !== null) {
      answer.push(at);
    } else if (at.text.startsWith('? ')) {
      answer = [];
      steps.push({ kind: 'query', at, query: readQuery(at), answer });
    } else {
      answer = null;
      steps.push(readMergedOperation(at));
    }
  }
  return { directives, steps };
}

function readQuery({ line, text }: Line): QueryName {
  const name = text.slice('? '.length);
  if (name === 'usable' || name === 'usedlists' || name === 'freepools' || name === 'pools') return name;
  throw new Malformed(line, `no query: ${text}`);
}

function readMergedOperation(at: Line): MergedStep {
  const [operation, outcome, ...more] = at.text.split(' => ');
  if (operation === undefined || outcome === undefined || more.length > 0) {
    throw new Malformed(at.line, `not \`OPERATION => OUTCOME\`: ${at.text}`);
  }
  return { kind: 'operation', at, operation: parseOperation(operation, at.line, true), outcome };
}
