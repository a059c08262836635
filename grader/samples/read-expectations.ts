import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROJECT_ROOT } from '../project-root.ts';

/** The folder of the sample submissions. */
export const SAMPLES = join(PROJECT_ROOT, 'samples');
/** What the archives among them were made of: a hidden folder, which is no submission. */
export const ARCHIVED = join(SAMPLES, '.archives');

const ExpectedExercise = z.strictObject({
  status: z.enum(['passed', 'failed', 'todo', 'missing']),
  points: z.number(),
  /** Ids of the checks that fail, in the order of the report. */
  failed: z.array(z.string()),
});

const Expectation = z.strictObject({
  /** One sentence: who this is, and what is wrong. */
  who: z.string().endsWith('.'),
  /** By the exercise's id. */
  exercises: z.record(z.string(), ExpectedExercise),
});

export type Expectation = z.infer<typeof Expectation>;

/** What is written beside the submissions, by their names. @throws if an expectation cannot be read. */
export function readExpectations(): ReadonlyMap<string, Expectation> {
  return new Map([...readFrom(SAMPLES), ...readFrom(ARCHIVED)]);
}

function readFrom(folder: string): readonly (readonly [name: string, expectation: Expectation])[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => {
      const content: unknown = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'));
      return [name, Expectation.parse(content)];
    });
}
