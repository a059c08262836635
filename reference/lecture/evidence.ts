import { parseGcRecording } from '../conformance/gc/recording.ts';
import { gcRecording } from '../conformance/gc/recordings.ts';
import { readInterningFacts } from '../conformance/names/interning-facts.ts';
import { obmallocRecordings, type RecordedProfile } from '../conformance/obmalloc/recordings.ts';
import { type CellOutcome, outcomeText, readNotebook } from './notebook.ts';
import { readProbes } from './probes.ts';

/**
 * What CPython did, in words:
 *
 * - `cell 63`, `probe enum_meta_names`: what was printed, the result, the error with its causes, a line each;
 * - `fact int_4224`: the last value, compiled as one unit and statement by statement;
 * - `allocator amd64-3.11 13-arena-unmapped`: the recording of a build's allocator itself;
 * - `collector auto-no-growth`: the operations that gave something, and what.
 *
 * @throws {RangeError} if there is no such recording.
 */
export function evidence(recording: string): string {
  const [kind = '', name = '', scenario = ''] = recording.split(' ');
  const text = READERS[kind]?.(name, scenario);
  if (text === undefined) throw new RangeError(`no recording ${recording}`);
  return text;
}

const READERS: Readonly<Record<string, (name: string, scenario: string) => string | undefined>> = {
  cell: (number) => textOf(readNotebook().cells[Number(number)]),
  probe: (name) => textOf(readProbes().find((probe) => probe.name === name)?.outcome),
  fact: (name) => {
    const fact = readInterningFacts().programs.find((program) => program.name === name);
    return fact && `script ${fact.one_compilation}, notebook ${fact.statement_by_statement}`;
  },
  allocator: (build, scenario) =>
    obmallocRecordings(build as RecordedProfile).find(({ path }) => path === `scenarios/${scenario}.golden`)?.text,
  collector: (name) =>
    parseGcRecording(gcRecording('named-3.11.7').text)
      .scenarios.find((scenario) => scenario.name === name)
      ?.steps.filter(({ expect }) => expect.result !== null)
      .map(({ step, expect }) => `${step.op} ${JSON.stringify(expect.result)}`)
      .join('\n'),
};

function textOf(outcome: CellOutcome | undefined): string | undefined {
  return outcome && outcomeText(outcome);
}
