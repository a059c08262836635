import type { Colors } from 'picocolors/types.js';
import { table } from '../text/table.ts';
import { type Circumstances, type ExerciseRun, isWrong, nextStep, progressOf } from './progress.ts';

/** The table of exercises: state, checks that pass, what to do next. */
export function progressTable(runs: readonly ExerciseRun[], colors: Colors, circumstances: Circumstances): string {
  const rows = runs.map((run) => {
    const passed = run.scenarios.filter(({ kind }) => kind === 'passed').length;
    return [run.manifest.id, stateWord(run, colors), `${passed}/${run.scenarios.length}`, nextStep(run, circumstances)];
  });
  return table(['exercise', 'state', 'checks', 'next'], rows, colors.isColorSupported);
}

function stateWord(run: ExerciseRun, colors: Colors): string {
  const progress = progressOf(run);
  if (isWrong(run)) return colors.red(`✗ ${progress}`);
  if (progress === 'solved') return colors.green(`✓ ${progress}`);
  return progress === 'to do' ? colors.dim(`· ${progress}`) : colors.yellow(`… ${progress}`);
}

/** The first thing to fix of one exercise, in full; the others are counted. Empty when nothing is wrong. */
export function firstThingToFix(run: ExerciseRun, colors: Colors): string {
  const title = colors.bold(`${run.manifest.id.slice(0, 2)} ${run.manifest.title}`);
  if (run.stopped !== null) {
    return [`${colors.red('✗')} ${title}: ${run.stopped.what}`, place(run.stopped.place), '', run.stopped.message]
      .filter((line) => line !== null)
      .join('\n');
  }
  const failures = run.scenarios.filter((scenario) => scenario.kind === 'failed');
  const [first] = failures;
  if (first === undefined) return '';
  const [headline = '', ...rest] = first.explanation.split('\n');
  const sentence = headline.split('. At step ')[0] ?? headline;
  const others = failures.length - 1;
  return [
    `${colors.red('✗')} ${title}`,
    `  ${sentence}`,
    place(first.place),
    ...rest,
    ...(others === 0 ? [] : ['', colors.dim(`and ${others} more after this one`)]),
  ]
    .filter((line) => line !== null)
    .join('\n');
}

/** Lines of the console that are shown. */
const PRINTED_LINES = 20;

/** What the student's code wrote to the console, so that it can be followed with `console.log`. Empty if nothing. */
export function printedText({ manifest, printed }: ExerciseRun, colors: Colors): string {
  if (printed === '') return '';
  const lines = printed.trimEnd().split('\n');
  const more = lines.length - PRINTED_LINES;
  return [
    colors.bold(`${manifest.id.slice(0, 2)} console`),
    ...lines.slice(0, PRINTED_LINES).map((line) => `  ${line}`),
    ...(more > 0 ? [colors.dim(`  … ${more} more`)] : []),
  ].join('\n');
}

function place(at: string | null): string | null {
  return at === null ? null : `  at ${at}`;
}
