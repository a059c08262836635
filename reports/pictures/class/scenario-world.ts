import { PythonError } from '../../../exercises/kit/errors.ts';
import type { RecordedScenario, RecordedStep } from '../../../reference/conformance/object-model/recording.ts';
import { replayStep } from '../../../reference/conformance/object-model/replay.ts';
import { MalformedScenario, Session } from '../../../reference/conformance/object-model/session.ts';
import type { PyValue } from '../../../reference/object-model/object/py-object.ts';
import type { ClassStatement, World } from './world.ts';

/**
 * Runs all steps of a scenario in the format `object-model/1`, and keeps what its class statements made.
 *
 * @throws {MalformedScenario} if it is no scenario of the format.
 */
export function runScenario(scenario: RecordedScenario & { readonly python?: unknown }): World {
  const session = new Session();
  const source = typeof scenario.python === 'string' ? scenario.python : '';
  const statements: ClassStatement[] = [];
  for (const step of scenario.steps) {
    const isStatement = step.op === 'class' || step.op === 'type';
    const before = isStatement ? readStatement(session, step, source) : null;
    const { error } = replayStep(session, step);
    if (before === null) continue;
    const made = error === undefined ? session.variables.get(String(step['as'] ?? step['name'])) : undefined;
    statements.push({
      ...before,
      made,
      error: error === undefined ? null : new PythonError(error.type, error.message),
    });
  }
  return { name: scenario.name, rule: scenario.rule ?? '', statements };
}

/** What the statement is given; before it runs, for it may bind one of these names anew. */
function readStatement(session: Session, step: RecordedStep, source: string): Omit<ClassStatement, 'made' | 'error'> {
  const name = typeof step['name'] === 'string' ? step['name'] : String(step['as'] ?? '');
  const meta = step['metaclass'] ?? step['meta'];
  const bases = Array.isArray(step['bases']) ? step['bases'] : [];
  return {
    name,
    text: statementIn(source, name) ?? statementOf(step, name),
    bases: bases.flatMap((base) => (typeof base === 'string' ? (known(session, base) ?? []) : [])),
    metaclass: typeof meta === 'string' ? known(session, meta)?.[0] : undefined,
  };
}

function known(session: Session, name: string): readonly [PyValue] | undefined {
  try {
    return [session.lookUp(name)];
  } catch (error) {
    if (error instanceof MalformedScenario) return undefined;
    throw error;
  }
}

/** The last statement of that name in the source, up to the next line that is not indented. */
function statementIn(source: string, name: string): string | undefined {
  const lines = source.split('\n');
  const at = lines.findLastIndex((line) => line.startsWith(`class ${name}:`) || line.startsWith(`class ${name}(`));
  if (at < 0) return undefined;
  let [from, to] = [at, at + 1];
  while (lines[from - 1]?.startsWith('@')) from -= 1;
  while (to < lines.length && /^(\s|$)/.test(lines[to] ?? '')) to += 1;
  return lines.slice(from, to).join('\n').trimEnd();
}

/** The first line of the statement, as far as the step tells it. */
function statementOf(step: RecordedStep, name: string): string {
  const bases = Array.isArray(step['bases'])
    ? step['bases'].map((base) => (typeof base === 'string' ? base : '…'))
    : [];
  const kwds = Object.entries((step['kwds'] ?? {}) as object).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  if (step.op === 'type') {
    const tuple = bases.length === 1 ? `${bases[0]},` : bases.join(', ');
    return `${name} = ${[`${String(step['meta'] ?? 'type')}('${name}'`, `(${tuple})`, '{…}', ...kwds].join(', ')})`;
  }
  const metaclass = 'metaclass' in step ? [`metaclass=${String(step['metaclass'])}`] : [];
  const given = [...bases, ...metaclass, ...kwds].join(', ');
  return `class ${name}${given === '' ? '' : `(${given})`}: …`;
}
