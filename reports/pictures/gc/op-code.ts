import { splitPath } from '../../../reference/conformance/gc/place.ts';
import type { GcOutcome } from '../../../reference/conformance/gc/recording.ts';
import type { Actions, Field, GcStep, Path } from '../../../reference/conformance/gc/step.ts';

/** A step of a scenario, as Python would say it: `a.f0 = b`. */
export function opCode(step: GcStep): string {
  switch (step.op) {
    case 'new':
      return `${step.id} = ${construction(step)}`;
    case 'new_many': {
      const { prefix, count, link = 'none', unbind = false } = step;
      const linked = { none: '', chain: ', each refers to the next', ring: ', in a ring' }[link];
      return `${prefix}0 … ${prefix}${count - 1} = Node(), ${count} of them${linked}${unbind ? '; their names are deleted' : ''}`;
    }
    case 'bind':
      return `${step.name} = ${path(step.to)}`;
    case 'unbind':
      return `del ${step.name}`;
    case 'set':
      return `${path(step.obj)}${field(step.field)} = ${step.to === null ? 'None' : path(step.to)}`;
    case 'clear':
      return `del ${path(step.obj)}${field(step.field)}`;
    case 'append':
      return `${path(step.obj)}.append(${path(step.to)})`;
    case 'pop':
      return `${path(step.obj)}.pop()`;
    case 'clear_all':
      return `${path(step.obj)}.clear()`;
    case 'touch_dict':
      return `${path(step.obj)}.__dict__`;
    case 'weakref':
      return `${step.id} = weakref.ref(${path(step.target)}${(step.callback ?? false) === false ? '' : ', callback'})`;
    case 'deref':
      return `${path(step.id)}()`;
    case 'weakrefcount':
      return `weakref.getweakrefcount(${path(step.obj)})`;
    case 'refcount':
      return `get_num_refs(${path(step.obj)})`;
    case 'raise':
      return `raise ValueError('${step.message}')`;
    case 'collect':
      return `gc.collect(${step.generation ?? ''})`;
    case 'objects':
      return `gc.get_objects(${step.generation ?? ''})`;
    case 'set_threshold':
      return `gc.set_threshold(${step.args.join(', ')})`;
    case 'set_debug':
      return `gc.set_debug(${step.flag === undefined ? '0' : `gc.DEBUG_${step.flag}`})`;
    case 'callbacks':
      return `gc.callbacks.${step.on ? 'append' : 'remove'}(hook)`;
    case 'referents':
      return `gc.get_referents(${path(step.obj)})`;
    case 'referrers':
      return `gc.get_referrers(${path(step.obj)})`;
    case 'is_tracked':
    case 'is_finalized':
      return `gc.${step.op}(${path(step.obj)})`;
    case 'garbage':
      return 'gc.garbage';
    case 'clear_garbage':
      return 'gc.garbage.clear()';
    case 'stats':
      return 'gc.get_stats()';
    case 'names':
      return 'names';
    case 'enable':
    case 'disable':
    case 'isenabled':
    case 'freeze':
    case 'unfreeze':
    case 'get_freeze_count':
    case 'get_threshold':
    case 'get_count':
    case 'get_debug':
      return `gc.${step.op}()`;
    default:
      return step satisfies never;
  }
}

/** Of each object that the step makes, what its finalizer or callback runs: empty if it only makes itself known. */
export function codeByLabel(step: GcStep): ReadonlyMap<string, string> {
  if (step.op === 'new') return codeOf([step.id], step.finalizer);
  if (step.op === 'weakref') return codeOf([step.id], step.callback);
  if (step.op !== 'new_many') return new Map();
  return codeOf(
    Array.from({ length: step.count }, (_, index) => `${step.prefix}${index}`),
    step.finalizer,
  );
}

function codeOf(labels: readonly string[], actions: Actions = false): ReadonlyMap<string, string> {
  if (actions === false) return new Map();
  const code = actions === true ? '' : actions.map(opCode).join('; ');
  return new Map(labels.map((label) => [label, code]));
}

/** ` → 2`, ` → ValueError: …`; empty for None. */
export function outcomeCode({ result, error }: Pick<GcOutcome, 'result' | 'error'>): string {
  if (error !== null) return ` → ${error.type}: ${error.message}`;
  const code = resultCode(result);
  return code === '' ? '' : ` → ${code}`;
}

/** A result, as Python prints it; labels without quotes. */
function resultCode(result: unknown): string {
  if (result === null || result === undefined) return '';
  if (typeof result === 'boolean') return result ? 'True' : 'False';
  return Array.isArray(result) ? `[${result.map(resultCode).join(', ')}]` : String(result);
}

function construction({ kind = 'node', items = [] }: Extract<GcStep, { readonly op: 'new' }>): string {
  const values = items.map((item) => (typeof item === 'string' ? path(item) : `'${item[0]}': ${path(item[1])}`));
  switch (kind) {
    case 'node':
      return 'Node()';
    case 'obj':
      return 'Obj()';
    case 'atom':
      return 'atom()';
    case 'list':
      return `[${values.join(', ')}]`;
    case 'tuple':
      return `(${values.join(', ')}${values.length === 1 ? ',' : ''})`;
    case 'dict':
      return `{${values.join(', ')}}`;
    default:
      return kind satisfies never;
  }
}

/** `a.f0#2:k` → `a.f0[2]['k']`. */
function path(text: Path): string {
  const { head, parts } = splitPath(text);
  const spelt = parts.map((part) => {
    if (part.kind === 'index') return `[${part.index}]`;
    return part.kind === 'attribute' ? `.${part.name}` : `['${part.name}']`;
  });
  return `${head}${spelt.join('')}`;
}

function field(name: Field): string {
  if (typeof name === 'number') return `[${name}]`;
  return name.startsWith(':') ? `['${name.slice(1)}']` : `.${name}`;
}
