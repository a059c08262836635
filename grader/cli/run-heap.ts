import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Malformed } from '../../reference/conformance/malformed.ts';
import { PROFILES, type ProfileName } from '../../reference/memory/obmalloc/index.ts';
import { ImpossibleTrace, readTrace, type TraceFile } from '../../reference/memory/workloads/index.ts';
import { renderHeapPage } from '../../reports/pictures/heap/heap-page.ts';
import type { HeapSettings } from '../../reports/pictures/heap/heap-settings.ts';
import { renderHeapText } from '../../reports/pictures/heap/heap-text.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { terminal } from './terminal.ts';
import { loadTrace, type TraceSourceArgs } from './trace-source.ts';
import { pageScript, writePicture } from './write-picture.ts';

/** What `ouro heap` was asked. */
export interface HeapArgs extends TraceSourceArgs {
  readonly trace: string;
  readonly profile: ProfileName | undefined;
  readonly at: number | undefined;
  readonly out: string;
  readonly text: boolean;
}

/** The profile where neither the caller nor a recording names one. */
const USUAL_PROFILE: ProfileName = 'classic64';

/** Writes the page, or prints the heap. @throws {UsageError} */
export function runHeap(args: HeapArgs): number {
  const { trace, directives, profile } = readSource(args);
  const { misalign, arenaCap } = directives;
  const settings: HeapSettings = {
    profile: args.profile ?? profile ?? USUAL_PROFILE,
    misalign,
    arenaCap: Number.isFinite(arenaCap) ? arenaCap : null,
  };
  const operations = trace.kinds.length;
  const at = args.at ?? operations;
  if (!Number.isInteger(at) || at < 0 || at > operations) {
    throw new UsageError(`--at ${at} is outside of the trace.`, `Give a whole number from 0 to ${operations}.`);
  }
  try {
    if (args.text) {
      terminal.write(renderHeapText(trace, settings, at, { color: terminal.color, width: terminal.width }));
      return EXIT.ok;
    }
    const page = renderHeapPage(trace, settings, at, pageScript('heap'));
    writePicture(args.out, page, `${operations.toLocaleString('en-US')} operations`);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof ImpossibleTrace)) throw error;
    throw new UsageError(`${error.message}.`, 'Mend the trace.');
  }
}

interface Source extends TraceFile {
  /** The build that a recording is of. */
  readonly profile: ProfileName | undefined;
}

function readSource(args: HeapArgs): Source {
  if (args.trace.endsWith('.golden') && existsSync(args.trace)) return readRecording(args.trace);
  return { ...loadTrace(args.trace, args), profile: undefined };
}

/** A recording without what was recorded: its lines, and so the places of mistakes, stay where they are. */
function readRecording(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const [body = ''] = text.split(/^% end$/m);
  const recorded = /^% profile (\S+)$/m.exec(body)?.[1] ?? '';
  const operations = body.replace(/^(% (obmalloc-oracle|profile|mode) |[?=] ).*$/gm, '').replace(/ => .*$/gm, '');
  try {
    // Recordings name the version too: `classic64-3.7.3`.
    const profile = (Object.keys(PROFILES) as ProfileName[]).find((name) => recorded.startsWith(name));
    return { ...readTrace(operations, basename(path)), profile };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new UsageError(
      `${path}:${error.line}: ${error.message}.`,
      'npx ouro conform obmalloc says whether it is a recording.',
    );
  }
}
