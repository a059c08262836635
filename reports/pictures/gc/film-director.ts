import type { Address } from '../../../exercises/kit/memory.ts';
import { GcReplayer } from '../../../reference/conformance/gc/replayer.ts';
import type { GcStep } from '../../../reference/conformance/gc/step.ts';
import { GC_PHASES, type HeapEvent } from '../../../reference/memory/objects/index.ts';
import { showMessage } from '../../view-text.ts';
import { type FilmOp, type Happening, type Mark, NO_PHASE } from './film.ts';
import { FilmCamera } from './film-camera.ts';
import { type FilmLimits, TooLarge } from './film-limits.ts';
import { FilmWriter } from './film-writer.ts';
import { HeapProbe } from './heap-probe.ts';
import { codeByLabel, opCode, outcomeCode } from './op-code.ts';

/** What an object is after an event that says no more than that. */
const MARK_AFTER = {
  tentativelyUnreachable: 'unreachable',
  reachable: 'reachable',
  garbage: 'garbage',
  garbageResurrected: 'resurrected',
  resurrected: 'resurrected',
  saved: 'saved',
  postponed: 'dying',
} as const;

/** The collector looks, and changes nothing but gc_refs. To read no more than can have changed keeps large films short. */
const SAME_LISTS: ReadonlySet<Happening> = new Set([
  'refsSet',
  'refSubtracted',
  'reachable',
  'reached',
  'garbage',
  'garbageResurrected',
]);
/** It moves objects from list to list. */
const SAME_OBJECTS: ReadonlySet<Happening> = new Set(['tentativelyUnreachable', 'movedBack']);

/**
 * Runs the steps of a scenario and decides what is a moment: every event that concerns an object with a label, what the
 * code of a finalizer or a callback changed, and the end of every step.
 */
export class FilmDirector {
  readonly ops: FilmOp[] = [];
  /** What finalizers and callbacks run, by label. */
  readonly runs = new Map<string, string>();
  readonly writer = new FilmWriter();
  readonly #replayer = new GcReplayer();
  readonly probe = new HeapProbe(this.#replayer);
  /** There was no room for more moments. */
  isCut = false;
  readonly #limits: FilmLimits;
  readonly #camera = new FilmCamera(this.#replayer, this.probe, this.writer);
  /** The step has not shown anything yet: what it did before is not read. */
  #isFirst = false;
  /** Made during this step: that they become tracked is no news. */
  #made = new Set<number>();
  /** Cleared or released during this step: their references change between events. */
  #changing = new Set<number>();
  /** Of a class with a finalizer, being released: tracked again for a finalizer that was called before. No news. */
  readonly #trackedAgain = new Set<number>();
  /** Whose finalizer or callback runs. */
  #running: number | null = null;
  #collections = 0;
  /** The generation plus 1; 0 outside of a collection. */
  #collecting = 0;
  #phase: number = NO_PHASE;
  #isSecondLook = false;
  /** References walked in this phase, by from and target: the same object may be referred to twice. */
  #walked = new Map<string, number>();

  constructor(limits: FilmLimits) {
    this.#limits = limits;
    const { heap } = this.#replayer;
    const own = heap.listener;
    heap.listener = (event) => {
      this.#settle();
      own?.(event);
      if (event.kind !== 'allocated') this.#noticeRun();
      this.#onEvent(event);
    };
    this.#camera.all(this.#collecting);
    this.#end('start', []);
  }

  perform(step: GcStep): void {
    this.ops.push({ code: '', outcome: '' });
    for (const [label, code] of codeByLabel(step)) this.runs.set(label, showMessage(code));
    this.#isFirst = true;
    this.#made = new Set();
    this.#changing = new Set();
    for (const [object, { mark }] of this.writer.state.objects) if (mark !== 'freed') this.writer.mark(object, 'none');
    const outcome = this.#replayer.perform(step);
    this.#settle();
    this.#noticeRun();
    this.#running = null;
    this.ops[this.ops.length - 1] = {
      code: showMessage(opCode(step)),
      outcome: showMessage(outcomeCode(outcome)),
    };
    this.#camera.all(this.#collecting);
    this.#end('op', []);
  }

  #settle(): void {
    for (const object of this.probe.settle()) {
      this.#made.add(object);
      this.#changing.add(object);
    }
    if (this.probe.objects.length > this.#limits.objects) throw new TooLarge(this.#limits.objects);
  }

  #onEvent(event: HeapEvent): void {
    switch (event.kind) {
      case 'allocated':
        this.probe.allocated(event.object);
        return;
      case 'collectionStarted':
        this.#collections += 1;
        this.#collecting = event.generation + 1;
        this.#moment(event.kind, [event.generation]);
        return;
      case 'phase':
        this.#onPhase(GC_PHASES.indexOf(event.phase));
        return;
      case 'collectionFinished':
        this.#phase = NO_PHASE;
        this.#running = null;
        this.#moment(event.kind, [event.generation, event.collected, event.uncollectable]);
        this.#collecting = 0;
        this.#isSecondLook = false;
        return;
      case 'weakrefCleared': {
        const target = this.probe.numberOf(event.target);
        this.#about(event.weakref, (weakref) => this.#moment(event.kind, [weakref, target ?? weakref]));
        return;
      }
      case 'callbackCalled':
        this.#about(event.weakref, (weakref) => {
          this.#moment(event.kind, [weakref]);
          this.#running = weakref;
        });
        return;
      case 'refsSet':
        this.#about(event.object, (object) => {
          this.writer.gcRefs(object, event.refs);
          this.#marked(event.kind, object, 'pending', [object, event.refs]);
        });
        return;
      case 'refSubtracted':
      case 'reached':
      case 'movedBack':
        this.#onReference(event);
        return;
      case 'untracked':
        this.#about(event.object, (object) => {
          if (this.probe.refcnt(object) > 0) this.#moment('untracked', [object]);
          else if (!this.#trackedAgain.delete(object)) {
            this.#changing.add(object);
            this.#marked('dying', object, 'dying');
          }
        });
        return;
      case 'tracked':
        this.#about(event.object, (object) => {
          if (this.probe.refcnt(object) > 0) {
            if (!this.#made.has(object)) this.#moment('tracked', [object]);
          } else if (this.writer.state.objects.get(object)?.isFinalized === true) this.#trackedAgain.add(object);
        });
        return;
      case 'freed':
        this.#about(event.object, (object) => {
          this.probe.forget(event.object);
          this.writer.refcnt(object, 0);
          this.writer.references(object, []);
          this.writer.gcRefs(object, null);
          this.writer.target(object, null);
          this.#marked('freed', object, 'freed');
        });
        this.probe.forget(event.object);
        return;
      case 'finalizing':
        this.#about(event.object, (object) => {
          this.writer.finalized(object);
          this.#marked(event.kind, object, 'finalized');
          this.#running = object;
        });
        return;
      case 'clearing':
        this.#about(event.object, (object) => {
          this.#changing.add(object);
          this.#marked(event.kind, object, 'cleared');
        });
        return;
      case 'tentativelyUnreachable':
      case 'reachable':
      case 'garbage':
      case 'garbageResurrected':
      case 'resurrected':
      case 'saved':
      case 'postponed': {
        const { kind } = event;
        this.#about(event.object, (object) => this.#marked(kind, object, MARK_AFTER[kind]));
        return;
      }
      default:
        event satisfies never;
    }
  }

  #onPhase(phase: number): void {
    this.#phase = phase;
    this.#running = null;
    this.#walked = new Map();
    const name = GC_PHASES[phase];
    if (name === 'delete_garbage') this.#isSecondLook = false;
    // The words hold list links again.
    if (name === 'untrack_tuples' || name === 'delete_garbage') {
      for (const object of this.writer.state.objects.keys()) this.writer.gcRefs(object, null);
    }
    this.#moment('phase', [phase]);
    if (name === 'handle_resurrected_objects') this.#isSecondLook = true;
  }

  #onReference(event: Extract<HeapEvent, { readonly kind: 'refSubtracted' | 'reached' | 'movedBack' }>): void {
    this.#about(event.object, (object) =>
      this.#about(event.from, (from) => {
        const field = this.#fieldBetween(from, object);
        if (event.kind === 'refSubtracted') {
          this.writer.gcRefs(object, event.refs);
          this.#moment(event.kind, [from, field, object, event.refs]);
          return;
        }
        this.writer.gcRefs(object, 1);
        this.#marked(event.kind, object, event.kind === 'movedBack' ? 'movedBack' : 'pending', [from, field, object]);
      }),
    );
  }

  /** The field of the next reference from one to the other: a phase walks along each once. */
  #fieldBetween(from: number, to: number): number {
    const key = `${this.#phase} ${from} ${to}`;
    const walked = this.#walked.get(key) ?? 0;
    this.#walked.set(key, walked + 1);
    const all = this.writer.state.objects.get(from)?.references.filter(({ target }) => target === to) ?? [];
    return (all[walked] ?? all.at(-1))?.field ?? this.writer.text('');
  }

  #about(address: Address, film: (object: number) => void): void {
    const object = this.probe.numberOf(address);
    if (object !== null) film(object);
  }

  #marked(happening: Happening, object: number, mark: Mark, args: readonly number[] = [object]): void {
    this.writer.mark(object, mark);
    this.#moment(happening, args);
  }

  /** Python code ran since the last moment and changed names or references: that is a moment of its own. */
  #noticeRun(): void {
    if (this.#running === null) return;
    const names = this.#camera.names();
    const references = this.#camera.references([...this.probe.alive()].filter((object) => !this.#changing.has(object)));
    if (!names && !references) return;
    this.#camera.counts(this.#collecting);
    this.#camera.lists();
    this.#end('ran', [this.#running]);
  }

  #moment(happening: Happening, args: readonly number[]): void {
    if (!SAME_LISTS.has(happening)) this.#camera.lists();
    if (!SAME_LISTS.has(happening) && !SAME_OBJECTS.has(happening)) {
      this.#camera.counts(this.#collecting);
      this.#camera.names();
      this.#camera.references(this.#isFirst ? this.probe.alive() : this.#changing);
      this.#isFirst = false;
    }
    this.#end(happening, args);
  }

  #end(happening: Happening, args: readonly number[]): void {
    if (this.writer.moments >= this.#limits.moments) {
      this.isCut = true;
      this.writer.discard();
      return;
    }
    this.writer.moment({
      op: this.ops.length - 1,
      collection: this.#collecting > 0 ? this.#collections : 0,
      phase: this.#phase,
      isSecondLook: this.#isSecondLook,
      happening,
      args,
    });
  }
}
