import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Results } from '../grader/core/results.ts';
import { HOSTILE_RESULTS } from './hostile-results.ts';
import { type ParsedResults, parseResults, resultsJsonSchema, serializeResults } from './results-schema.ts';
import { SAMPLE_RESULTS } from './sample-results.ts';

const PUBLISHED = new URL('results.schema.json', import.meta.url);
// `WRITE=1` publishes the schema anew.
if (process.env['WRITE'] === '1') writeFileSync(PUBLISHED, `${JSON.stringify(resultsJsonSchema(), null, 2)}\n`);
const published: unknown = JSON.parse(readFileSync(PUBLISHED, 'utf8'));
const acceptsPublished = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(published as object);

function accepts(document: unknown): boolean {
  try {
    parseResults(document);
    return true;
  } catch {
    return false;
  }
}

/** A copy of the sample with the value at `path` replaced, or removed if undefined. */
function doctored(path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(SAMPLE_RESULTS);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let target = copy as Record<string, unknown>;
  for (const key of keys) target = target[key] as Record<string, unknown>;
  if (value === undefined) delete target[last];
  else target[last] = value;
  return copy;
}

describe('the schema', () => {
  it('accepts what Results describes', () => expectTypeOf<Results>().toExtend<Loose<ParsedResults>>());
  it('names every field of Results', () => expectTypeOf<FieldsOf<Results>>().toEqualTypeOf<FieldsOf<ParsedResults>>());
  it('is published as it is', () => expect(published).toEqual(JSON.parse(JSON.stringify(resultsJsonSchema()))));

  it.each([
    ['the sample', SAMPLE_RESULTS],
    ['hostile texts', HOSTILE_RESULTS],
    ['a field more', { ...SAMPLE_RESULTS, more: 1 }],
    ['no submissions', { ...SAMPLE_RESULTS, submissions: [] }],
  ])('accepts %s', (_, document) => {
    expect(accepts(document)).toBe(true);
    expect(acceptsPublished(document)).toBe(true);
  });

  it.each([
    ['another schema', 'schema', 'ouroboros/results/2'],
    ['no seed', 'seed', undefined],
    ['a seed that is not whole', 'seed', 0.5],
    ['an unknown isolation level', 'isolation.level', 'none'],
    ['points for a withheld submission', 'submissions.4.points', 0],
    ['no points for a graded submission', 'submissions.0.points', null],
    ['points for a withheld exercise', 'submissions.4.exercises.2.points', 0],
    ['no points for a failed exercise', 'submissions.1.exercises.0.points', null],
    ['negative points', 'submissions.0.points', -1],
    ['points in words', 'submissions.0.points', '31'],
    ['an unknown outcome', 'submissions.0.exercises.0.checks.0.outcome', 'skipped'],
    ['an unknown category', 'submissions.0.exercises.0.checks.0.category', 'style'],
    ['a check without a message', 'submissions.0.exercises.0.checks.0.message', undefined],
    ['a place at line 0', 'submissions.1.exercises.0.checks.4.at', { line: 0, column: 1 }],
    ['no place where it must say null', 'submissions.0.exercises.0.checks.0.at', undefined],
    ['a submission without a name', 'submissions.0.submission', undefined],
  ])('reports %s', (_, path, value) => {
    expect(accepts(doctored(path, value))).toBe(false);
    expect(acceptsPublished(doctored(path, value))).toBe(false);
  });
});

describe('zod', () => {
  it('is loaded by no other module of the reports', () => {
    const folder = new URL('.', import.meta.url);
    const modules = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    const loading = modules.filter((file) =>
      /from '(?:zod|\.\/results-schema\.ts)'/.test(readFileSync(new URL(file, folder), 'utf8')),
    );
    expect(loading).toEqual(['results-schema.ts']);
  });
});

describe('serializeResults', () => {
  it('writes what parseResults reads back', () => {
    expect(parseResults(JSON.parse(serializeResults(SAMPLE_RESULTS)))).toEqual(SAMPLE_RESULTS);
    expect(parseResults(JSON.parse(serializeResults(HOSTILE_RESULTS)))).toEqual(HOSTILE_RESULTS);
  });

  it('gives the same bytes whatever the order of the keys', () => {
    const shuffled = reversed(SAMPLE_RESULTS) as Results;
    expect(serializeResults(shuffled)).toBe(serializeResults(SAMPLE_RESULTS));
  });

  it('begins with the schema and ends with a line feed', () => {
    expect(serializeResults(SAMPLE_RESULTS)).toMatch(/^\{\n {2}"schema": "ouroboros\/results\/1",\n(?:.|\n)*\}\n$/);
  });

  it('writes no character that a terminal acts on', () => {
    expect(serializeResults(HOSTILE_RESULTS)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  });

  it('throws rather than write a document that breaks the contract', () => {
    const zero = SAMPLE_RESULTS.submissions.map((submission) => ({ ...submission, points: 0 }));
    expect(() => serializeResults({ ...SAMPLE_RESULTS, submissions: zero })).toThrow(/points/);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

/** Unions of objects as one object: a discriminated union and its plain form have the same fields. */
type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: unknown }
    : T;

/** Every path through a type, as a union of strings. */
type FieldsOf<T, Prefix extends string = ''> = T extends readonly (infer Item)[]
  ? FieldsOf<Item, Prefix>
  : T extends object
    ? { [Key in keyof T & string]: `${Prefix}${Key}` | FieldsOf<T[Key], `${Prefix}${Key}.`> }[keyof T & string]
    : never;
