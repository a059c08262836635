import { relative } from 'node:path';
import pico from 'picocolors';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { MANIFESTS } from '../../exercises/manifests.ts';
import { type CheckState, type ExerciseRun, isWrong, progressOf } from './progress.ts';
import { firstThingToFix, progressTable } from './progress-text.ts';

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
  readonly #root: string;
  readonly #watch: boolean;
  readonly #output: Output;

  constructor(options: { readonly root: string; readonly watch: boolean; readonly output: Output }) {
    this.#root = options.root;
    this.#watch = options.watch;
    this.#output = options.output;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly { readonly message: string }[]): void {
    const colors = pico.createColors(this.#output.color);
    const runs = modules.map((module) => this.#runOf(module)).filter((run) => run !== null);
    runs.sort((a, b) => a.manifest.id.localeCompare(b.manifest.id));
    if (this.#watch && this.#output.interactive) this.#output.write('\x1b[2J\x1b[3J\x1b[H');
    const wrong = runs.filter(isWrong);
    for (const run of this.#watch ? wrong.slice(0, 1) : wrong) this.#line(`${firstThingToFix(run, colors)}\n`);
    for (const { message } of unhandledErrors) this.#line(`${colors.red('✗')} outside of the checks: ${message}\n`);
    this.#line(progressTable(runs, colors));
    const solved = runs.filter((run) => progressOf(run) === 'solved').length;
    this.#line(`\n${solved} of ${runs.length} solved. All commands: npx ouro --help`);
    if (this.#watch) this.#line(colors.dim('Watching: save a file to run its checks again; q ends.'));
  }

  #line(text: string): void {
    this.#output.write(`${text}\n`);
  }

  #runOf(module: TestModule): ExerciseRun | null {
    const folder = relative(this.#root, module.moduleId).split('/')[1];
    const manifest = MANIFESTS.find(({ id }) => id === folder);
    if (manifest === undefined) return null;
    const [error] = module.errors();
    const loadError =
      error === undefined
        ? null
        : {
            message: error.message.replaceAll(`${this.#root}/`, ''),
            place: this.#placeIn(`${error.message}\n${error.stack ?? ''}`),
          };
    return { manifest, scenarios: [...module.children.allTests()].map((test) => this.#stateOf(test)), loadError };
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
