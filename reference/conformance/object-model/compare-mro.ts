import { PythonError } from '../../../exercises/kit/errors.ts';
import { mroImplementation } from '../../object-model/c3/c3.ts';
import type { RecordedScenario, RecordedStep } from './recording.ts';

/** A step of a recorded scenario whose outcome C3 decides: what CPython did, and what the reference does. */
export interface MroComparison {
  readonly scenario: string;
  /** Index of the step. */
  readonly step: number;
  /** `mro`: the order was read. `made`: a class statement succeeded. `refused`: C3 refused it. */
  readonly kind: 'mro' | 'made' | 'refused';
  /** Names of the order, an error message, or `made`. Equal where the reference conforms. */
  readonly recorded: string;
  readonly reference: string;
}

interface PlainClass {
  readonly name: string;
  readonly mro: readonly PlainClass[];
}

/** What the name of a variable stands for. `null`: something whose order is not C3's doing alone. */
type World = Map<string, PlainClass | null>;

/**
 * Compares every step of a scenario whose outcome C3 alone decides.
 *
 * That is a class statement, or a three-argument `type` call, over bases that are `object` or were made so themselves,
 * without a metaclass or decorators of its own; and each reading of such a class's order. Left out, with all that is
 * derived from them: builtin bases, metaclasses (they may override `mro`), `__mro_entries__`, and everything after a
 * `__bases__` assignment. A class statement that another rule refused is left out too.
 */
export function compareMro({ name, steps }: RecordedScenario): readonly MroComparison[] {
  const root: { name: string; mro: PlainClass[] } = { name: 'object', mro: [] };
  root.mro.push(root);
  const world: World = new Map([['object', root]]);
  const comparisons: MroComparison[] = [];
  for (const [step, recorded] of steps.entries()) {
    if (
      recorded.op === 'set_bases' ||
      (recorded.op === 'setattr' && /^__(bases|name)__$/.test(String(recorded['name'])))
    )
      break;
    const compared = recorded.op === 'mro' ? compareReading(recorded, world) : compareStatement(recorded, world);
    if (compared !== null) comparisons.push({ scenario: name, step, ...compared });
  }
  return comparisons;
}

type Compared = Omit<MroComparison, 'scenario' | 'step'>;

function compareReading(step: RecordedStep, world: World): Compared | null {
  const cls = world.get(String(step['cls']));
  if (cls === undefined || cls === null) return null;
  return { kind: 'mro', recorded: String(step.expect.result), reference: String(cls.mro.map(({ name }) => name)) };
}

/** Performs a class statement or another step that binds a name. */
function compareStatement(step: RecordedStep, world: World): Compared | null {
  const variable = step['as'] ?? (step.op === 'class' || step.op === 'type' ? step['name'] : undefined);
  if (variable === undefined) return null;
  const bases = plainBases(step, world);
  const { error } = step.expect;
  if (error !== undefined) return bases === null || !isC3Error(error.message) ? null : refused(bases, error.message);
  world.set(String(variable), null);
  if (bases === null) return null;
  const outcome = linearise(String(step['name']), bases);
  if (typeof outcome === 'string') return { kind: 'made', recorded: 'made', reference: outcome };
  world.set(String(variable), outcome);
  return { kind: 'made', recorded: 'made', reference: 'made' };
}

function refused(bases: readonly PlainClass[], recorded: string): Compared {
  const outcome = linearise('refused', bases);
  return { kind: 'refused', recorded, reference: typeof outcome === 'string' ? outcome : 'made' };
}

const MADE_BY_A_PLAIN_STATEMENT = new Set(['op', 'name', 'as', 'bases', 'attrs', 'kwds', 'expect']);

/** The bases, if the step is a plain class statement over plain classes. */
function plainBases(step: RecordedStep, world: World): readonly PlainClass[] | null {
  if (step.op !== 'class' && step.op !== 'type') return null;
  if (Object.keys(step).some((key) => !MADE_BY_A_PLAIN_STATEMENT.has(key))) return null;
  const written = (step['bases'] as readonly string[] | undefined) ?? [];
  const bases = (written.length === 0 ? ['object'] : written).map((base) => world.get(base) ?? null);
  return bases.every((base) => base !== null) ? bases : null;
}

function isC3Error(message: string): boolean {
  return /^(Cannot create a consistent method resolution|duplicate base class )/.test(message);
}

/** A class, or the message of the error that refused it. */
function linearise(name: string, bases: readonly PlainClass[]): PlainClass | string {
  const mro: PlainClass[] = [];
  const cls: PlainClass = { name, mro };
  try {
    mro.push(...mroImplementation(cls, bases));
    return cls;
  } catch (error) {
    if (error instanceof PythonError) return error.message;
    throw error;
  }
}
