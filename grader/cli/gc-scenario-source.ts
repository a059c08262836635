import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseGcRecording } from '../../reference/conformance/gc/recording.ts';
import { GC_RECORDINGS } from '../../reference/conformance/gc/recordings.ts';
import { Malformed } from '../../reference/conformance/malformed.ts';
import { GC_EXAMPLES } from '../../reports/pictures/gc/examples.ts';
import type { PlainScenario } from '../../reports/pictures/gc/shoot-film.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { UsageError } from './exit-code.ts';

/** Where scenarios with names for people are; the others are random ones. */
const NAMED = GC_RECORDINGS[0];
/** Names suggested for one that is not there. */
const SUGGESTIONS = 5;

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
    'ouro gc --list lists them all.',
  );
}

function recorded(recording: (typeof GC_RECORDINGS)[number]): readonly PlainScenario[] {
  const path = join(PROJECT_ROOT, 'reference', 'conformance', 'recordings', 'gc', `${recording}.json.gz`);
  return parse(gunzipSync(readFileSync(path)).toString('utf8'));
}

function fromFile(file: string, name: string | undefined): PlainScenario {
  if (!existsSync(file))
    throw new UsageError(`There is no file ${file}.`, 'Give a name of ouro gc --list, or file.json#name.');
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
        `${file}:${error.line}: ${error.message}.`,
        'ouro conform gc says whether it is a recording.',
      );
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} cannot be read: ${reason}.`, 'Give a recording in the format gc/1.');
  }
}

/** The reader of recordings keeps no rules: they are read beside it. @throws {Malformed} */
function parse(text: string): readonly PlainScenario[] {
  const { scenarios } = parseGcRecording(text);
  const raw = (JSON.parse(text) as { readonly scenarios: readonly { readonly rule?: unknown }[] }).scenarios;
  return scenarios.map(({ name, steps }, index) => {
    const rule = raw[index]?.rule;
    return { name, rule: typeof rule === 'string' ? rule : '', steps: steps.map(({ step }) => step) };
  });
}

function unknown(what: string, name: string, scenarios: readonly PlainScenario[], otherwise: string): UsageError {
  const names = scenarios.map((scenario) => scenario.name);
  const near = [...names]
    .map((candidate) => ({ candidate, distance: distance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, SUGGESTIONS)
    .map(({ candidate }) => candidate);
  return new UsageError(what, near.length === 0 ? otherwise : `Perhaps ${near.join(', ')}. ${otherwise}`);
}

/** How many letters differ, less so where one contains the other. Levenshtein. */
function distance(wanted: string, name: string): number {
  if (wanted !== '' && name.includes(wanted)) return 0.01 * name.length;
  let row = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...wanted].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= name.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (name[column - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[name.length] ?? 0;
}
