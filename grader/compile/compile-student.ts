import type { Place } from '../../exercises/kit/scenario.ts';
import type { GraderFault } from '../core/evidence.ts';
import { EsbuildProcess, type HostAnswer } from './esbuild-process.ts';

/** A student's file as the sandbox runs it, or why there is none. */
export type Compiled =
  /** CommonJS in strict mode, and the source map (JSON) that leads back to the student's lines. */
  | { readonly kind: 'compiled'; readonly code: string; readonly map: string }
  /** The student can mend it. */
  | { readonly kind: 'rejected'; readonly message: string; readonly at?: Place }
  | { readonly kind: 'fault'; readonly fault: GraderFault };

/** Longer sources are no exercise. In UTF-16 units. */
export const MAX_SOURCE_LENGTH = 256 * 1024;

const TIMEOUT_MS = 10_000;

let shared: EsbuildProcess | undefined;
/** Sources that broke the shared process are tried again here, one at a time, so that the right one is blamed. */
let retries: Promise<unknown> = Promise.resolve();

/**
 * Compiles one TypeScript source. No configuration but ours is honoured, and nothing but the text is read:
 * imports are not followed. A source that breaks the compiler is found out and rejected; its neighbours are not harmed.
 */
export async function compileStudent(file: string, source: string): Promise<Compiled> {
  if (source.length > MAX_SOURCE_LENGTH) {
    return {
      kind: 'rejected',
      message: `The file has ${source.length} characters; at most ${MAX_SOURCE_LENGTH} are read.`,
    };
  }
  if (shared?.alive !== true) shared = new EsbuildProcess();
  const answer = await shared.compile(file, source, TIMEOUT_MS);
  if (answer.kind !== 'broke') return compiledFrom(answer);
  const alone = await compileAlone(file, source);
  if (alone.kind !== 'broke') return compiledFrom(alone);
  // Is it the source, or does the compiler break on anything?
  const control = await compileAlone(file, 'export {};');
  if (control.kind === 'broke')
    return { kind: 'fault', fault: { stage: 'compile', detail: 'The compiler does not start.' } };
  return compiledFrom(alone);
}

/** Ends the process behind `compileStudent`. The next call starts another. */
export function closeCompiler(): void {
  shared?.close();
  shared = undefined;
}

function compileAlone(file: string, source: string): Promise<HostAnswer> {
  const attempt = retries.then(async () => {
    const alone = new EsbuildProcess();
    const answer = await alone.compile(file, source, TIMEOUT_MS);
    alone.close();
    return answer;
  });
  retries = attempt;
  return attempt;
}

function compiledFrom(answer: HostAnswer): Compiled {
  switch (answer.kind) {
    case 'compiled':
      return answer;
    case 'refused': {
      const message = `Syntax error: ${answer.message}`;
      if (answer.line === undefined) return { kind: 'rejected', message };
      return { kind: 'rejected', message, at: { line: answer.line, column: (answer.column ?? 0) + 1 } };
    }
    case 'broke':
      return {
        kind: 'rejected',
        message: `The file cannot be compiled: the compiler ${answer.how === 'hung' ? 'does not end on it' : 'breaks on it'}. Deep nesting is the usual reason.`,
      };
    default:
      return answer satisfies never;
  }
}
