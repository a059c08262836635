import { type Allocator, PROFILES, type Profile } from '../../memory/obmalloc/index.ts';
import { Malformed } from '../malformed.ts';
import type { ConformResult, RecordingFile } from '../result.ts';
import {
  CorruptedByStep,
  compareCheckpoints,
  compareOutcomes,
  compareSteps,
  compareSummary,
  type Difference,
} from './compare.ts';
import { type Ops, parseOps } from './operation.ts';
import { parseRecording, type Recording } from './recording.ts';
import { Replayer } from './replayer.ts';

/** Profiles as the recordings name them: by the build that was recorded. */
const RECORDED: Readonly<Record<string, Profile>> = {
  'classic64-3.7.3': PROFILES.classic64,
  'amd64-3.11': PROFILES['amd64-3.11'],
  'i386-3.11': PROFILES['i386-3.11'],
};

export interface ConformOptions {
  /** What is put around the allocator: a stress mode checks the heap after every call. */
  readonly wrap?: (allocator: Allocator) => Allocator;
}

/**
 * Holds one `.golden` or `.exp` recording against the reference: every outcome, hash, query and content, then counters
 * and census. An `.exp` file needs its sibling `.ops`. Whatever is in the file comes out as a value.
 */
export function conformObmalloc(file: RecordingFile, options: ConformOptions = {}): ConformResult {
  const { path } = file;
  try {
    const recording = parseRecording(file.text);
    const profile = Object.hasOwn(RECORDED, recording.profile) ? RECORDED[recording.profile] : undefined;
    if (profile === undefined) throw new Malformed(2, `no profile of that name: ${recording.profile}`);
    const { replayer, difference } = replay(file, recording, profile, options);
    const found = difference ?? compareSummary(recording, replayer);
    if (found !== null) return { kind: 'differs', path, ...found };
    return { kind: 'conforms', path, what: `${recording.profile}, ${replayer.operations} operations` };
  } catch (error) {
    if (error instanceof CorruptedByStep) return { kind: 'differs', path, ...error.difference };
    if (!(error instanceof Malformed)) throw error;
    const reason = error.part === '' ? error.message : `its .${error.part} file, line ${error.line}: ${error.message}`;
    return { kind: 'malformed', path, line: error.part === '' ? error.line : 1, reason };
  }
}

/** The trace, run on the reference until its end or the first difference. */
function replay(
  file: RecordingFile,
  recording: Recording,
  profile: Profile,
  { wrap }: ConformOptions,
): { readonly replayer: Replayer; readonly difference: Difference | null } {
  if (recording.mode === 'merged') {
    const replayer = new Replayer(profile, recording.directives, wrap);
    return { replayer, difference: compareSteps(recording.steps, replayer) };
  }
  const { directives, operations } = readOps(file);
  const replayer = new Replayer(profile, directives, wrap);
  const difference =
    recording.mode === 'full'
      ? compareOutcomes(recording.outcomes, operations, replayer)
      : compareCheckpoints(recording.checkpoints, operations, replayer);
  return { replayer, difference };
}

function readOps(file: RecordingFile): Ops {
  const text = file.readSibling('ops');
  if (text === undefined)
    throw new Malformed(
      1,
      'its .ops file is neither in the neighbouring folder ops/ nor beside it; a bundle needs ops.json.gz beside it',
    );
  try {
    return parseOps(text);
  } catch (error) {
    throw error instanceof Malformed ? new Malformed(error.line, error.message, 'ops') : error;
  }
}
