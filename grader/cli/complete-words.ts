import type { FallbackCompletionFunction } from 'yargs';

type Names = () => Promise<readonly { readonly name: string }[]>;

const exercises: Names = async () =>
  (await import('../../exercises/manifests.ts')).MANIFESTS.map(({ id }) => ({ name: id }));

/** Words behind which the name of a scenario or an exercise comes, and where the names are. */
const NAMES: Readonly<Record<string, Names>> = {
  class: async () => (await import('./class-source.ts')).namedSources(),
  gc: async () => (await import('./gc-scenario-source.ts')).namedScenarios(),
  test: exercises,
  watch: exercises,
  ui: exercises,
  hint: exercises,
  verify: exercises,
  '--only': exercises,
};

/**
 * What the shell completes: commands and options, as usual; behind a word that takes a scenario or an exercise, names too.
 * The names are read before, and only if the shell asks: the parser does not wait for them.
 */
export async function wordCompleter(words: readonly string[]): Promise<FallbackCompletionFunction> {
  const names = words.includes('--get-yargs-completions') ? await namesFor(words) : [];
  return (current, _argv, completeUsual, done) => {
    completeUsual((_error, usual = []) => {
      done([...usual, ...(current.startsWith('-') ? [] : names.filter((name) => name.startsWith(current)))]);
    });
  };
}

async function namesFor(words: readonly string[]): Promise<readonly string[]> {
  const command = Object.keys(NAMES).find((name) => words.includes(name));
  const found = command === undefined ? [] : ((await NAMES[command]?.()) ?? []);
  return found.map(({ name }) => name);
}
