import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  OBJECT_MODEL_RECORDINGS,
  type RecordedScenario,
  RecordingError,
  readObjectModelRecording,
} from '../../reference/conformance/object-model/recording.ts';
import { MalformedScenario } from '../../reference/conformance/object-model/session.ts';
import { clip } from '../../reports/neutralise.ts';
import { CLASS_EXAMPLES, runExample } from '../../reports/pictures/class/examples.ts';
import { runPython } from '../../reports/pictures/class/python/run-python.ts';
import { NotRead } from '../../reports/pictures/class/python/syntax-tree.ts';
import { runScenario } from '../../reports/pictures/class/scenario-world.ts';
import type { ClassStatement, World } from '../../reports/pictures/class/world.ts';
import { terminalLine } from '../../reports/terminal-text.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { UsageError } from './exit-code.ts';
import { nearestNames } from './nearest-names.ts';

/** What `<source>` may be, for a command's help. */
export const CLASS_SOURCE = 'a .py file, - for standard input, file.json#scenario, or a name of --list';

/** Of a name that is not there, so much is compared with those that are. */
const NAME_SHOWN = 60;

/** The examples, then the recorded scenarios that have a name and make classes: with what each shows. */
export function namedSources(): readonly { readonly name: string; readonly rule: string }[] {
  const scenarios = carried('named').filter(makesClasses);
  return [...CLASS_EXAMPLES, ...scenarios].map(({ name, rule = '' }) => ({ name, rule }));
}

/** Makes the classes of a source. @throws {UsageError} */
export function loadWorld(source: string): World {
  const [, file, name] = /^(.+\.json(?:\.gz)?)(?:#(.*))?$/.exec(source) ?? [];
  if (file !== undefined) return replayed(fromFile(file, name), source);
  if (source === '-' || source.endsWith('.py')) return fromPython(source);
  const example = CLASS_EXAMPLES.find((each) => each.name === source);
  if (example !== undefined) return runExample(example);
  for (const recording of ['named', 'random'] as const) {
    const found = carried(recording).find((scenario) => scenario.name === source);
    if (found !== undefined) return replayed(found, source);
  }
  const names = namedSources().map((each) => each.name);
  throw usageError(
    `There is no scenario ${JSON.stringify(source)}.`,
    `Perhaps ${nearestNames(clip(source, NAME_SHOWN), names).join(', ')}. npx ouro class --list lists them all; a file ends in .py or .json.`,
  );
}

/** The statement of that name, or the last. @throws {UsageError} */
export function findStatement({ name, statements }: World, of: string | undefined): ClassStatement {
  const found = statements.findLast((statement) => of === undefined || statement.name === of);
  if (found !== undefined) return found;
  if (of === undefined) throw usageError(`${name} makes no class.`, 'Give one with a class statement.');
  const names = [...new Set(statements.map((statement) => statement.name))];
  throw usageError(`${name} makes no class ${JSON.stringify(of)}.`, `It makes ${names.join(', ') || 'none'}.`);
}

/** The scenarios of a recording that the project carries. Once built, the code no longer stands beside them. */
function carried(recording: keyof typeof OBJECT_MODEL_RECORDINGS): readonly RecordedScenario[] {
  const name = basename(OBJECT_MODEL_RECORDINGS[recording].pathname);
  const folder = join(PROJECT_ROOT, 'reference', 'conformance', 'recordings', 'object-model');
  return readObjectModelRecording(join(folder, name)).scenarios;
}

function makesClasses({ steps }: RecordedScenario): boolean {
  return steps.some(({ op }) => op === 'class' || op === 'type');
}

function replayed(scenario: RecordedScenario, source: string): World {
  try {
    return runScenario(scenario);
  } catch (error) {
    if (!(error instanceof MalformedScenario)) throw error;
    throw usageError(`${source}: ${error.message}.`, 'npx ouro conform object-model says where it is no scenario.');
  }
}

function fromFile(file: string, name: string | undefined): RecordedScenario {
  const { scenarios } = readRecording(file);
  const [only, ...others] = scenarios;
  if (name === undefined && only !== undefined && others.length === 0) return only;
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  const near = nearestNames(
    clip(name ?? '', NAME_SHOWN),
    scenarios.map((scenario) => scenario.name),
  );
  const what = name === undefined ? `has ${scenarios.length} scenarios` : `has no scenario ${JSON.stringify(name)}`;
  throw usageError(`${file} ${what}.`, `Name one behind #: ${near.map((each) => `${file}#${each}`).join(', ')}.`);
}

function readRecording(file: string): ReturnType<typeof readObjectModelRecording> {
  if (!existsSync(file)) throw usageError(`There is no file ${file}.`, `Give ${CLASS_SOURCE}.`);
  try {
    return readObjectModelRecording(file);
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    throw usageError(`${error.message}.`, 'Give a recording in the format object-model/1.');
  }
}

function fromPython(source: string): World {
  const name = source === '-' ? 'standard input' : basename(source);
  try {
    return runPython(readText(source), { name });
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    throw usageError(`${name}:${error.line}: ${error.message}.`, 'Nothing is executed: leave out what makes no class.');
  }
}

function readText(source: string): string {
  if (source !== '-' && !existsSync(source)) {
    throw usageError(`There is no file ${source}.`, `Give ${CLASS_SOURCE}.`);
  }
  try {
    return readFileSync(source === '-' ? 0 : source, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw usageError(`${source} cannot be read: ${reason}.`, `Give ${CLASS_SOURCE}.`);
  }
}

/** What a file says, its names too, does nothing in a terminal. */
function usageError(message: string, advice: string): UsageError {
  return new UsageError(terminalLine(message), terminalLine(advice));
}
