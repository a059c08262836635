import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseGcRecording } from '../../reference/conformance/gc/recording.ts';
import { GC_RECORDINGS } from '../../reference/conformance/gc/recordings.ts';
import { Malformed } from '../../reference/conformance/malformed.ts';
import { recordingText } from '../../reference/conformance/recording-text.ts';
import { clip } from '../../reports/neutralise.ts';
import { GC_EXAMPLES } from '../../reports/pictures/gc/examples.ts';
import type { PlainScenario } from '../../reports/pictures/gc/shoot-film.ts';
import { terminalLine } from '../../reports/terminal-text.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { UsageError } from './exit-code.ts';
import { nearestNames } from './nearest-names.ts';

/** Where scenarios with names for people are; the others are random ones. */
const NAMED = GC_RECORDINGS[0];

/** UTF-16 units of a name of a file's. */
const NAME_SHOWN = 80;

/** The examples, then the recorded scenarios that have a name: simplest first, as they were written. */
export function namedScenarios(): readonly PlainScenario[] {
  return [...GC_EXAMPLES, ...recorded(NAMED)];
}

/** A name, or `file.json#name`. @throws {UsageError} */
export function findScenario(source: string): PlainScenario {
  const [, file, name] = /^(.+\.json)(?:#(.*))?$/.exec(source) ?? [];
  if (file !== undefined) return fromFile(file, name);
  const found = namedScenarios().find((scenario) => scenario.name === source);
  if (found !== undefined) return found;
  for (const recording of GC_RECORDINGS.slice(1)) {
    const random = recorded(recording).find((scenario) => scenario.name === source);
    if (random !== undefined) return random;
  }
  throw unknown(
    `There is no scenario ${JSON.stringify(source)}.`,
    source,
    namedScenarios(),
    'npx ouro gc --list lists them all.',
  );
}

function recorded(recording: (typeof GC_RECORDINGS)[number]): readonly PlainScenario[] {
  const path = join(PROJECT_ROOT, 'reference', 'conformance', 'recordings', 'gc', `${recording}.json.gz`);
  return parse(recordingText(path));
}

function fromFile(file: string, name: string | undefined): PlainScenario {
  if (!existsSync(file))
    throw new UsageError(`There is no file ${file}.`, 'Give a name of npx ouro gc --list, or file.json#name.');
  const scenarios = parseFile(file);
  const [only, ...others] = scenarios;
  if (name === undefined && only !== undefined && others.length === 0) return only;
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  const what =
    name === undefined
      ? `${file} has ${scenarios.length} scenarios.`
      : `${file} has no scenario ${JSON.stringify(name)}.`;
  throw unknown(what, name ?? '', scenarios, `Name one behind #: ${file}#name.`);
}

function parseFile(file: string): readonly PlainScenario[] {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Malformed) {
      throw new UsageError(
        terminalLine(`${file}:${error.line}: ${error.message}.`),
        'npx ouro conform gc says whether it is a recording.',
      );
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(terminalLine(`${file} cannot be read: ${reason}.`), 'Give a recording in the format gc/1.');
  }
}

/** @throws {Malformed} */
function parse(text: string): readonly PlainScenario[] {
  return parseGcRecording(text).scenarios.map(({ name, rule, steps }) => ({
    name,
    rule,
    steps: steps.map(({ step }) => step),
  }));
}

function unknown(what: string, name: string, scenarios: readonly PlainScenario[], otherwise: string): UsageError {
  const names = scenarios.map((scenario) => clip(terminalLine(scenario.name), NAME_SHOWN));
  const near = nearestNames(clip(name, NAME_SHOWN), names);
  return new UsageError(terminalLine(what), near.length === 0 ? otherwise : `Perhaps ${near.join(', ')}. ${otherwise}`);
}
