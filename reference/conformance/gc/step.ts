import { Malformed } from '../malformed.ts';

/** `a.f0` attribute, `l#0` index, `d:k` key, `self` in actions: a name, then parts. */
export type Path = string;

/** What a finalizer or a callback does besides being logged. */
export type Actions = true | false | readonly GcStep[];

/** Where a value is stored: an index, an attribute's name, or `:key`. */
export type Field = number | string;

export type ObjectKind = 'node' | 'obj' | 'list' | 'tuple' | 'dict' | 'atom';

/** One step of a scenario, in the language of the format `gc/1`. */
export type GcStep =
  | {
      readonly op: 'new';
      readonly id: string;
      readonly kind?: ObjectKind;
      /** Paths; of a dict pairs [key, path]. */
      readonly items?: readonly (Path | readonly [string, Path])[];
      readonly finalizer?: Actions;
    }
  | {
      readonly op: 'new_many';
      readonly prefix: string;
      readonly count: number;
      readonly link?: 'none' | 'chain' | 'ring';
      readonly unbind?: boolean;
      readonly finalizer?: Actions;
    }
  | { readonly op: 'bind'; readonly name: string; readonly to: Path }
  | { readonly op: 'unbind'; readonly name: string }
  | { readonly op: 'set'; readonly obj: Path; readonly field: Field; readonly to: Path | null }
  | { readonly op: 'clear'; readonly obj: Path; readonly field: Field }
  | { readonly op: 'append'; readonly obj: Path; readonly to: Path }
  | { readonly op: 'weakref'; readonly id: string; readonly target: Path; readonly callback?: Actions }
  | { readonly op: 'deref'; readonly id: Path }
  | { readonly op: 'raise'; readonly message: string }
  | { readonly op: 'collect' | 'objects'; readonly generation?: number }
  | { readonly op: 'set_threshold'; readonly args: readonly number[] }
  | { readonly op: 'set_debug'; readonly flag?: DebugFlag }
  | { readonly op: 'callbacks'; readonly on: boolean }
  | { readonly op: ObjectOp; readonly obj: Path }
  | { readonly op: PlainOp };

const DEBUG_FLAGS = ['STATS', 'COLLECTABLE', 'UNCOLLECTABLE', 'SAVEALL', 'LEAK'] as const;
export type DebugFlag = (typeof DEBUG_FLAGS)[number];

const OBJECT_OPS = [
  'pop',
  'clear_all',
  'touch_dict',
  'weakrefcount',
  'refcount',
  'is_tracked',
  'is_finalized',
  'referents',
  'referrers',
] as const;
type ObjectOp = (typeof OBJECT_OPS)[number];

const PLAIN_OPS = [
  'enable',
  'disable',
  'isenabled',
  'freeze',
  'unfreeze',
  'get_freeze_count',
  'get_threshold',
  'get_count',
  'garbage',
  'clear_garbage',
  'get_debug',
  'stats',
  'names',
] as const;
type PlainOp = (typeof PLAIN_OPS)[number];

/** Says what a value must be, if it is not. */
type Check = (value: unknown) => string | null;

const text: Check = (value) => (typeof value === 'string' && value !== '' ? null : 'a text that is not empty');
const name: Check = (value) =>
  typeof value === 'string' && /^[^.#:]+$/.test(value) ? null : 'a name without `.`, `#` and `:`';
const path: Check = (value) =>
  typeof value === 'string' && /^[^.#:]+(?:[.:][^.#:]+|#\d+)*$/.test(value)
    ? null
    : 'a path like `a.f0`, `l#0` or `d:k`';
const pathOrNull: Check = (value) => (value === null ? null : path(value));
const field: Check = (value) =>
  (typeof value === 'number' && Number.isInteger(value) && value >= 0) ||
  (typeof value === 'string' && /^:?[^.#:]+$/.test(value))
    ? null
    : 'an index, an attribute or `:key`';
const flag: Check = (value) => (typeof value === 'boolean' ? null : 'true or false');
const whole: Check = (value) => (Number.isInteger(value) ? null : 'a whole number');
const count: Check = (value) => (Number.isInteger(value) && (value as number) > 0 ? null : 'a positive whole number');
const wholes: Check = (value) =>
  Array.isArray(value) && value.every((item) => Number.isInteger(item)) ? null : 'a list of whole numbers';
const actions: Check = (value) =>
  typeof value === 'boolean' || Array.isArray(value) ? null : 'true, false or a list of steps';
const items: Check = (value) =>
  Array.isArray(value) && value.every((item) => path(item) === null || isPair(item))
    ? null
    : 'a list of paths, or of pairs [key, path]';

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && path(value[1]) === null;
}

function oneOf(...words: readonly string[]): Check {
  return (value) => (words.includes(value as string) ? null : `one of ${words.join(', ')}`);
}

/** The arguments of an operation; a name with `?` may be left out. */
type Arguments = Readonly<Record<string, Check>>;
const NONE: Arguments = {};

const OPS: ReadonlyMap<string, Arguments> = new Map([
  [
    'new',
    {
      id: name,
      'kind?': oneOf('node', 'obj', 'list', 'tuple', 'dict', 'atom'),
      'items?': items,
      'finalizer?': actions,
    },
  ],
  [
    'new_many',
    { prefix: name, count, 'link?': oneOf('none', 'chain', 'ring'), 'unbind?': flag, 'finalizer?': actions },
  ],
  ['bind', { name, to: path }],
  ['unbind', { name }],
  ['set', { obj: path, field, to: pathOrNull }],
  ['clear', { obj: path, field }],
  ['append', { obj: path, to: path }],
  ['weakref', { id: name, target: path, 'callback?': actions }],
  ['deref', { id: path }],
  ['raise', { message: text }],
  ['collect', { 'generation?': whole }],
  ['objects', { 'generation?': whole }],
  ['set_threshold', { args: wholes }],
  ['set_debug', { 'flag?': oneOf(...DEBUG_FLAGS) }],
  ['callbacks', { on: flag }],
  ...OBJECT_OPS.map((op): [string, Arguments] => [op, { obj: path }]),
  ...PLAIN_OPS.map((op): [string, Arguments] => [op, NONE]),
]);

/** Checks one step and the steps inside it. `where` names it in an error. @throws {Malformed} */
export function parseStep(value: unknown, line: number, where: string, inAction = false): GcStep {
  if (typeof value !== 'object' || value === null) throw new Malformed(line, `${where}: not an object`);
  const step = value as Readonly<Record<string, unknown>>;
  const op = String(step['op']);
  const expected = OPS.get(op);
  if (expected === undefined) throw new Malformed(line, `${where}: no operation: ${op}`);
  const known = new Set(['op', 'expect']);
  for (const [key, check] of Object.entries(expected)) {
    const argument = key.replace('?', '');
    known.add(argument);
    if (step[argument] === undefined && key.endsWith('?')) continue;
    const wanted = check(step[argument]);
    if (wanted !== null) throw new Malformed(line, `${where}, ${op}: ${argument} is not ${wanted}`);
  }
  const surplus = Object.keys(step).find((key) => !known.has(key));
  if (surplus !== undefined) throw new Malformed(line, `${where}, ${op}: no argument ${surplus}`);
  for (const key of ['finalizer', 'callback']) {
    const nested = step[key];
    if (!Array.isArray(nested)) continue;
    if (inAction) throw new Malformed(line, `${where}, ${op}: an action cannot have actions`);
    for (const [index, action] of nested.entries()) parseStep(action, line, `${where}, action ${index + 1}`, true);
  }
  return step as unknown as GcStep;
}
