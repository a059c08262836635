import { z } from 'zod';
import { CATEGORIES } from '../grader/core/grade.ts';
import type { Results } from '../grader/core/results.ts';
import { escapeInvisible } from './escape-invisible.ts';

/** Where the published JSON Schema says it lives. */
const SCHEMA_FILE = 'results.schema.json';

const points = z.number().nonnegative();

const place = z
  .object({ line: z.int().positive(), column: z.int().positive() })
  .describe("1-based line and column in the student's file.")
  .meta({ id: 'Place' });

const check = z
  .object({
    id: z.string().describe('<category>/<id of the manifest>, behaviour/diamond say.'),
    category: z.enum(CATEGORIES),
    title: z.string(),
    outcome: z
      .enum(['passed', 'failed', 'notRun', 'inconclusive', 'graderFault'])
      .describe('notRun: it waits for another check, or nothing is written yet. inconclusive: full points.'),
    points,
    maxPoints: points,
    message: z.string().describe('One line; may be empty.'),
    detail: z.string().describe('Several lines, monospaced: steps, expected, actual, picture; may be empty.'),
    at: place.nullable(),
  })
  .meta({ id: 'CheckGrade' });

const fault = z
  .object({ stage: z.enum(['intake', 'compile', 'behaviour', 'structure', 'performance']), detail: z.string() })
  .describe('Something that the grader broke. It withholds a grade; it never lowers one.')
  .meta({ id: 'GraderFault' });

/** The fields of an exercise; `points` is null exactly when the status is `withheld`. */
function exerciseWith<Status extends z.ZodType, Points extends z.ZodType>(status: Status, earned: Points) {
  return z.object({
    exercise: z.string(),
    title: z.string(),
    file: z.string(),
    status,
    points: earned,
    maxPoints: points,
    checks: z.array(check),
    faults: z.array(fault),
  });
}

const exercise = z
  .discriminatedUnion('status', [
    exerciseWith(z.enum(['passed', 'failed', 'todo', 'missing']), points),
    exerciseWith(z.literal('withheld'), z.null()),
  ])
  .describe('points is null exactly when the status is withheld.')
  .meta({ id: 'ExerciseGrade' });

/** The fields of a submission; `points` is null exactly when the status is `withheld`. */
function submissionWith<Status extends z.ZodType, Points extends z.ZodType>(status: Status, earned: Points) {
  return z.object({
    submission: z.string(),
    status,
    points: earned,
    maxPoints: points,
    exercises: z.array(exercise),
    notes: z.array(z.string()),
  });
}

const submission = z
  .discriminatedUnion('status', [
    submissionWith(z.literal('graded'), points),
    submissionWith(z.literal('withheld'), z.null()),
  ])
  .describe('points is null exactly when the status is withheld: one of its exercises is.')
  .meta({ id: 'SubmissionGrade' });

/** The document `results.json`. Unknown fields are left aside when read: later versions may add some. */
const results = z
  .object({
    schema: z.literal('ouroboros/results/1'),
    versions: z.object({ ouroboros: z.string(), node: z.string() }),
    seed: z.int().describe('Private scenarios were generated from it.'),
    isolation: z.object({
      level: z.enum(['bubblewrap', 'permission']),
      sentence: z.string(),
      lost: z.array(z.string()).describe('What the level above would have kept; empty at the highest.'),
    }),
    submissions: z.array(submission),
  })
  .describe('Grades of a set of submissions, as Ouroboros writes them to results.json.');

/** What the schema accepts. A test holds it equal to `Results`, field by field. */
export type ParsedResults = z.infer<typeof results>;

/**
 * Reads a `results.json`.
 *
 * @throws {z.ZodError} naming the field, if the document is not one.
 */
export function parseResults(document: unknown): Results {
  return results.parse(document);
}

/**
 * The bytes of `results.json`: validated, keys in the schema's order, pretty, with a line feed at the end. Invisible
 * characters are written as `\u…` escapes: the same text to a parser, and nothing that acts on a terminal.
 *
 * @throws {z.ZodError} naming the field, if `document` breaks the contract.
 */
export function serializeResults(document: Results): string {
  return `${escapeInvisible(JSON.stringify(results.parse(document), null, 2))}\n`;
}

/** The published JSON Schema (draft 2020-12). Readers of it accept documents with more fields. */
export function resultsJsonSchema(): unknown {
  return { $id: SCHEMA_FILE, ...z.toJSONSchema(results, { io: 'input' }) };
}
