import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import pico from 'picocolors';
import type { UserConsoleLog } from 'vitest';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import type { Manifest } from '../../exercises/kit/manifest.ts';
import { MANIFESTS } from '../../exercises/manifests.ts';
import { type CheckState, type ExerciseRun, isWrong, progressOf } from './progress.ts';
import { firstThingToFix, printedText, progressTable } from './progress-text.ts';

/** Where the reporter writes. */
export interface Output {
  readonly write: (text: string) => void;
  readonly color: boolean;
  /** A terminal that a person looks at: the screen is cleared before each run of `watch`. */
  readonly interactive: boolean;
}

/**
 * Vitest's reporter for students: what is wrong first, in the exercise's own terms, then a table of exercises.
 * In watch mode it shows the exercise that was edited and the first thing to fix.
 */
export class ExerciseReporter implements Reporter {
  /** Of the last run: code that was written is wrong. */
  foundWrong = false;
  readonly #root: string;
  readonly #watch: boolean;
  readonly #grades: boolean;
  readonly #output: Output;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Modules that were stopped. */
  readonly #endless = new Set<string>();
  /** What was written to the console, by test. */
  readonly #printed = new Map<string, string>();
  #vitest: Vitest | null = null;

  constructor(options: { readonly root: string; readonly watch: boolean; readonly output: Output }) {
    this.#root = options.root;
    this.#watch = options.watch;
    this.#grades = existsSync(join(options.root, 'solutions', 'registry.ts'));
    this.#output = options.output;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunStart(): void {
    this.#endless.clear();
    this.#printed.clear();
  }

  onUserConsoleLog({ taskId = '', content }: UserConsoleLog): void {
    this.#printed.set(taskId, (this.#printed.get(taskId) ?? '') + stripVTControlCharacters(content));
  }

  onTestModuleQueued(module: TestModule): void {
    this.#expectMore(module);
  }

  onTestModuleCollected(module: TestModule): void {
    this.#expectMore(module);
  }

  /**
   * A loop that does not end lets nothing more be heard from its module: the run is stopped from here. Loading the file
   * and its checks have the limit each, so that a machine that is busy is not taken for a loop.
   */
  #expectMore({ moduleId }: TestModule): void {
    clearTimeout(this.#timers.get(moduleId));
    const timer = setTimeout(() => {
      this.#endless.add(moduleId);
      // As Ctrl-C twice: the first waits for what is under way, the second ends it.
      for (let times = 0; times < 2; times += 1) void this.#vitest?.cancelCurrentRun('keyboard-input');
    }, this.#manifestOf(moduleId)?.limits.wallMs);
    this.#timers.set(moduleId, timer);
  }

  onTestModuleEnd({ moduleId }: TestModule): void {
    clearTimeout(this.#timers.get(moduleId));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly { readonly message: string }[]): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    const colors = pico.createColors(this.#output.color);
    const runs = modules.map((module) => this.#runOf(module)).filter((run) => run !== null);
    runs.sort((a, b) => a.manifest.id.localeCompare(b.manifest.id));
    if (this.#watch && this.#output.interactive) this.#output.write('\x1b[2J\x1b[3J\x1b[H');
    const wrong = runs.filter(isWrong);
    this.foundWrong = wrong.length > 0 || unhandledErrors.length > 0;
    for (const run of this.#watch ? wrong.slice(0, 1) : wrong) this.#line(`${firstThingToFix(run, colors)}\n`);
    for (const run of runs) if (run.printed !== '') this.#line(`${printedText(run, colors)}\n`);
    for (const message of new Set(unhandledErrors.map((error) => error.message)))
      this.#line(`${colors.red('✗')} outside of the checks: ${message}\n`);
    this.#line(progressTable(runs, colors, { watching: this.#watch, grades: this.#grades }));
    const solved = runs.filter((run) => progressOf(run) === 'solved').length;
    this.#line(`\n${solved} of ${runs.length} solved. All commands: npx ouro --help`);
    if (this.#watch) this.#line(colors.dim('Watching: save a file to run its checks again; q ends.'));
  }

  #line(text: string): void {
    this.#output.write(`${text}\n`);
  }

  #runOf(module: TestModule): ExerciseRun | null {
    const manifest = this.#manifestOf(module.moduleId);
    if (manifest === undefined) return null;
    const tests = [...module.children.allTests()];
    const scenarios = tests.map((test) => this.#stateOf(test));
    const stopped = this.#stopOf(module, manifest);
    // An exercise whose turn did not come, because another was stopped, has none of both.
    return scenarios.length === 0 && stopped === null
      ? null
      : { manifest, scenarios, stopped, printed: this.#printedBy(tests) };
  }

  #printedBy(tests: readonly TestCase[]): string {
    const first =
      tests.find((test) => test.result().state === 'failed') ?? tests.find(({ id }) => this.#printed.has(id));
    return this.#printed.get(first?.id ?? '') ?? '';
  }

  #stopOf(module: TestModule, { id, file, limits }: Manifest): ExerciseRun['stopped'] {
    if (this.#endless.has(module.moduleId)) {
      const stopped = `Stopped after ${limits.wallMs / 1000} seconds`;
      if ([...module.children.allTests()].length === 0) {
        return { what: 'the file does not load', message: `${stopped}: its top level does not end.`, place: null };
      }
      const message = `${stopped}: a loop does not end.`;
      const more = this.#grades ? `\nnpx ouro grade --only ${id.slice(0, 2)} names the step.` : '';
      return { what: 'the checks do not come to an end', message: message + more, place: null };
    }
    const [error] = module.errors();
    if (error === undefined) return null;
    if (!existsSync(join(this.#root, 'exercises', id, file))) {
      const message = `git checkout exercises/${id}/${file} brings the stub back, or what was committed last.`;
      return { what: `${file} is missing`, message, place: null };
    }
    return {
      what: 'the file does not load',
      message: error.message.replaceAll(`${this.#root}/`, ''),
      place: this.#placeIn(`${error.message}\n${error.stack ?? ''}`),
    };
  }

  #manifestOf(moduleId: string): Manifest | undefined {
    const folder = relative(this.#root, moduleId).split(sep)[1];
    return MANIFESTS.find(({ id }) => id === folder);
  }

  #stateOf(test: TestCase): CheckState {
    const result = test.result();
    if (result.state === 'passed') return { kind: 'passed' };
    if (result.state !== 'failed') return { kind: 'todo' };
    const [error] = result.errors;
    return { kind: 'failed', explanation: error?.message ?? 'failed', place: this.#placeIn(error?.stack) };
  }

  /** `exercises/02-…/mro.ts:12:5`: the first frame in an exercise's own folder that is no test, driver or kit. */
  #placeIn(stack: string | undefined): string | null {
    const files = MANIFESTS.map(({ id, file }) => `exercises/${id}/${file}`);
    for (const [, file = '', position = ''] of (stack ?? '').matchAll(/(exercises\/[^\s():]+\.ts)(:\d+:\d+)/g)) {
      if (files.includes(file)) return `${file}${position}`;
    }
    return null;
  }
}
