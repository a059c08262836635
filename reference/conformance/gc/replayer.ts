import { PythonError } from '../../../exercises/kit/errors.ts';
import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { DEBUG, type GcCallback, GcModule } from '../../memory/gc/index.ts';
import {
  decref,
  dictClear,
  incref,
  instanceDict,
  listAppend,
  listClear,
  listPop,
  newClass,
  newFunction,
  newWeakref,
  ObjectHeap,
  type ObjectHeapOptions,
  plainWeakref,
  refcntOf,
  type TypeObject,
  weakrefCount,
  weakrefTarget,
} from '../../memory/objects/index.ts';
import { LABEL_ATTRIBUTE, Labels } from './labels.ts';
import { makeObject } from './make-object.ts';
import { deletePart, fieldPart, ImpossibleStep, readPart, splitPath, writePart } from './place.ts';
import { pythonStr } from './python-str.ts';
import type { GcOutcome } from './recording.ts';
import type { Actions, GcStep, Path } from './step.ts';

const SLOTS = [LABEL_ATTRIBUTE, ...Array.from({ length: 8 }, (_, index) => `f${index}`)];

/** The classes of a scenario's objects, with and without `__del__`. */
export interface Classes {
  readonly node: Readonly<Record<'plain' | 'finalizing', TypeObject>>;
  readonly obj: Readonly<Record<'plain' | 'finalizing', TypeObject>>;
}

/** Runs the steps of one scenario on the reference, in a fresh heap, as the recorder ran them in CPython. */
export class GcReplayer {
  readonly heap: ObjectHeap;
  readonly gc: GcModule;
  readonly labels: Labels;
  readonly classes: Classes;
  /** The roots, in the order in which they were bound: one reference each. */
  readonly names = new Map<string, Address>();
  /** Actions of each finalizer, by label. */
  readonly #finalizers = new Map<string, readonly GcStep[]>();
  #log: string[] = [];
  readonly #hook: GcCallback = (phase, { generation, collected, uncollectable }) => {
    this.#log.push(`gc ${phase} ${generation} ${collected} ${uncollectable}`);
  };

  constructor(options: ObjectHeapOptions = {}) {
    this.heap = new ObjectHeap(options);
    this.gc = new GcModule(this.heap);
    this.gc.disable();
    this.labels = new Labels(this.heap);
    const finalize = (self: Address) => this.#finalize(self);
    this.classes = {
      node: {
        plain: newClass(this.heap, { name: 'Node', slots: SLOTS }),
        finalizing: newClass(this.heap, { name: 'NodeF', slots: SLOTS, finalize }),
      },
      obj: {
        plain: newClass(this.heap, { name: 'Obj' }),
        finalizing: newClass(this.heap, { name: 'ObjF', finalize }),
      },
    };
    this.heap.unraisable = ({ type, message }) => this.#log.push(`unraisable ${type}: ${message}`);
    this.heap.listener = (event) => {
      const dead = event.kind === 'freed' ? this.labels.release(event.object) : undefined;
      if (dead !== undefined) this.#log.push(`dead ${dead}`);
    };
  }

  /** The references from outside, one for each: names, the collector's list, callbacks, which are global functions. */
  roots(): readonly Address[] {
    return [...this.names.values(), this.gc.garbage, ...this.heap.functions.keys()];
  }

  /** Runs a step. @throws {ImpossibleStep} if it asks for what no object of that kind has. */
  perform(step: GcStep): GcOutcome {
    this.#log = [];
    try {
      const result = this.#run(step, null) ?? null;
      return { result, error: null, log: this.#log };
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      return { result: null, error: { type: error.type, message: error.message }, log: this.#log };
    }
  }

  /**
   * The object at the end of a path, no new reference. `self`: the object whose finalizer runs. @throws {PythonError}
   */
  resolve(path: Path, self: Address | null = null): Address {
    const { head, parts } = splitPath(path);
    let object = head === 'self' ? self : (this.names.get(head) ?? null);
    if (object === null && head === 'self') throw new ImpossibleStep('there is no self here');
    if (object === null) throw new PythonError('KeyError', `'${head}'`);
    for (const part of parts) object = readPart(this.heap, object, part);
    return object;
  }

  /** Binds a name; the reference is the name's from now on. What it referred to before is released after. */
  bind(name: string, object: Address): void {
    const old = this.names.get(name);
    this.names.set(name, object);
    if (old !== undefined) decref(this.heap, old);
  }

  unbind(name: string): void {
    const object = this.names.get(name);
    if (object === undefined) throw new PythonError('KeyError', `'${name}'`);
    this.names.delete(name);
    decref(this.heap, object);
  }

  /** The step's result, undefined if it has none. */
  #run(step: GcStep, self: Address | null): unknown {
    const { heap, gc } = this;
    const at = (path: Path) => this.resolve(path, self);
    switch (step.op) {
      case 'new':
        if (Array.isArray(step.finalizer)) this.#finalizers.set(step.id, step.finalizer);
        makeObject(this, step, at);
        return;
      case 'new_many':
        this.#newMany(step);
        return;
      case 'bind':
        this.bind(step.name, incref(heap, at(step.to)));
        return;
      case 'unbind':
        this.unbind(step.name);
        return;
      case 'set': {
        const value = step.to === null ? heap.none : at(step.to);
        writePart(heap, at(step.obj), fieldPart(step.field), value);
        return;
      }
      case 'clear':
        deletePart(heap, at(step.obj), fieldPart(step.field));
        return;
      case 'append':
        listAppend(heap, this.#only(at(step.obj), 'list'), at(step.to));
        return;
      case 'pop':
        decref(heap, listPop(heap, this.#only(at(step.obj), 'list')));
        return;
      case 'clear_all': {
        const object = at(step.obj);
        if (heap.types.of(object) === heap.builtins.dict) dictClear(heap, object);
        else listClear(heap, this.#only(object, 'list'));
        return;
      }
      case 'touch_dict':
        instanceDict(heap, this.#onlyObj(at(step.obj)));
        return;
      case 'weakref':
        this.#weakref(step.id, at(step.target), step.callback ?? false);
        return;
      case 'deref': {
        const target = weakrefTarget(heap, this.#only(at(step.id), 'weakref'));
        return target === NULL ? null : this.labels.of(target);
      }
      case 'weakrefcount':
        return weakrefCount(heap, at(step.obj));
      case 'refcount':
        return refcntOf(heap, at(step.obj));
      case 'raise':
        throw new PythonError('ValueError', step.message);
      case 'collect':
        return gc.collect(step.generation);
      case 'enable':
        return gc.enable();
      case 'disable':
        return gc.disable();
      case 'isenabled':
        return gc.isEnabled();
      case 'freeze':
        return gc.freeze();
      case 'unfreeze':
        return gc.unfreeze();
      case 'get_freeze_count':
        return gc.getFreezeCount();
      case 'get_count':
        return gc.getCount();
      case 'get_threshold':
        return gc.getThreshold();
      case 'set_threshold':
        return gc.setThreshold(...step.args);
      case 'is_tracked':
        return gc.isTracked(at(step.obj));
      case 'is_finalized':
        return gc.isFinalized(at(step.obj));
      case 'referents':
        return this.labels.ofAll(gc.getReferents(at(step.obj)));
      case 'referrers':
        return this.labels.ofAll(gc.getReferrers(at(step.obj)));
      case 'objects':
        return this.labels.ofAll(gc.getObjects(step.generation));
      case 'garbage':
        return this.labels.ofAll(gc.getReferents(gc.garbage).toReversed());
      case 'clear_garbage':
        return gc.clearGarbage();
      case 'set_debug':
        return gc.setDebug(step.flag === undefined ? 0 : DEBUG[step.flag]);
      case 'get_debug':
        return gc.getDebug();
      case 'callbacks':
        return this.#registerHook(step.on);
      case 'stats':
        return gc
          .getStats()
          .map(({ collections, collected, uncollectable }) => [collections, collected, uncollectable]);
      case 'names':
        return [...this.names.keys()];
      default:
        return step satisfies never;
    }
  }

  #newMany(step: Extract<GcStep, { readonly op: 'new_many' }>): void {
    const { prefix, count, link = 'none', unbind = false, finalizer } = step;
    const at = (path: Path) => this.resolve(path);
    const connect = (from: number, to: number) =>
      this.#run({ op: 'set', obj: `${prefix}${from}`, field: 'f0', to: `${prefix}${to}` }, null);
    for (let index = 0; index < count; index += 1) {
      const id = `${prefix}${index}`;
      makeObject(this, { op: 'new', id, ...(finalizer === undefined ? {} : { finalizer }) }, at);
      if (index > 0 && link !== 'none') connect(index - 1, index);
      if (index > 0 && unbind && !(link === 'ring' && index === 1)) this.unbind(`${prefix}${index - 1}`);
    }
    if (link === 'ring') connect(count - 1, 0);
    if (unbind) this.unbind(`${prefix}${count - 1}`);
    if (unbind && link === 'ring' && count > 1) this.unbind(`${prefix}0`);
  }

  #weakref(id: string, target: Address, actions: Actions): void {
    const { heap } = this;
    if (actions === false) {
      const shared = plainWeakref(heap, target) !== NULL;
      const weakref = newWeakref(heap, target);
      this.bind(id, weakref);
      if (!shared) this.labels.nameWeakref(weakref, id);
      return;
    }
    // The recorder's functions are global, there for good: their reference is never dropped.
    const callback = newFunction(heap, () => {
      this.#log.push(`cb ${id}`);
      this.#act(actions === true ? [] : actions, null);
    });
    const weakref = newWeakref(heap, target, callback);
    this.bind(id, weakref);
    this.labels.nameWeakref(weakref, id);
  }

  #finalize(self: Address): void {
    const label = this.labels.of(self) ?? '';
    this.#log.push(`del ${label}`);
    this.#act(this.#finalizers.get(label) ?? [], self);
  }

  /** Runs actions; their results go to the log. */
  #act(actions: readonly GcStep[], self: Address | null): void {
    for (const action of actions) {
      const result = this.#run(action, self);
      if (result !== undefined) this.#log.push(`result ${pythonStr(action, result)}`);
    }
  }

  #registerHook(on: boolean): void {
    const { callbacks } = this.gc;
    if (on) {
      callbacks.push(this.#hook);
      return;
    }
    const index = callbacks.indexOf(this.#hook);
    if (index === -1) throw new PythonError('ValueError', 'list.remove(x): x not in list');
    callbacks.splice(index, 1);
  }

  #only(object: Address, kind: 'list' | 'weakref'): Address {
    const type = this.heap.types.of(object);
    if (type !== this.heap.builtins[kind]) throw new ImpossibleStep(`a ${kind} is needed, not a ${type.name}`);
    return object;
  }

  #onlyObj(object: Address): Address {
    const type = this.heap.types.of(object);
    const { plain, finalizing } = this.classes.obj;
    if (type !== plain && type !== finalizing) throw new ImpossibleStep(`a ${type.name} has no __dict__`);
    return object;
  }
}
