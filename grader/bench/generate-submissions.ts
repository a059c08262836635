import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../exercises/kit/manifest.ts';

/** What a generated submission is like. */
export type Sort = 'right' | 'wrong' | 'hanging' | 'crashing';

export interface GeneratedSubmission {
  readonly name: string;
  readonly sort: Sort;
  /** Text of the student's file, by exercise id. */
  readonly files: ReadonlyMap<string, string>;
}

/** Out of twenty, as a class might hand in. */
const MIX: readonly Sort[] = [
  ...Array.from({ length: 9 }, () => 'right' as const),
  ...Array.from({ length: 9 }, () => 'wrong' as const),
  'hanging',
  'crashing',
];

/**
 * `one`: an answer to one exercise, each exercise in turn, as it is handed in week by week and in pull requests.
 * `all`: an answer to every exercise, as it is handed in at the end of a term.
 */
export type Shape = 'one' | 'all';

/** No two submissions are alike to the byte: nothing is graded from memory. */
export function generateSubmissions(
  root: string,
  manifests: readonly Manifest[],
  count: number,
  shape: Shape,
): readonly GeneratedSubmission[] {
  const answers = new Map(manifests.map((manifest) => [manifest.id, answersOf(root, manifest)]));
  return Array.from({ length: count }, (_, index) => {
    const sort = MIX[index % MIX.length] ?? 'right';
    const name = `${sort}-${String(index).padStart(3, '0')}`;
    // One file of several is pathological, as it is in life; the others are right.
    const turn = manifests[index % manifests.length]?.id;
    const files = new Map<string, string>();
    for (const [id, { right, wrong }] of answers) {
      if (shape === 'one' && id !== turn) continue;
      const own = id === turn || sort === 'wrong' ? sort : 'right';
      files.set(id, `${textOf(own, index, right, wrong)}\n// ${name}\n`);
    }
    return { name, sort, files };
  });
}

/** The pathological ones do their work at last and then do not end, or break. */
function textOf(sort: Sort, index: number, right: readonly string[], wrong: readonly string[]): string {
  const answers = sort === 'wrong' ? wrong : right;
  const answer = answers[index % answers.length] ?? '';
  if (sort === 'hanging') return `${answer}\nfor (;;) {}`;
  if (sort === 'crashing') return `${answer}\nthrow new RangeError('out of luck');`;
  return answer;
}

function answersOf(
  root: string,
  { id, file }: Manifest,
): { readonly right: readonly string[]; readonly wrong: readonly string[] } {
  const folder = join(root, 'solutions', id);
  const all = (name: string): readonly string[] =>
    readdirSync(join(folder, name))
      .filter((entry) => entry.endsWith('.ts'))
      .sort()
      .map((entry) => asStudentFile(id, readFileSync(join(folder, name, entry), 'utf8')));
  return {
    right: [asStudentFile(id, readFileSync(join(folder, file), 'utf8')), ...all('alternatives')],
    wrong: all('wrong'),
  };
}

/** Imports as they read from `exercises/<id>/`. */
function asStudentFile(id: string, text: string): string {
  return text
    .replace(/(\.\.\/)+exercises\/kit\//g, '../kit/')
    .replaceAll(new RegExp(`(\\.\\./)+exercises/${id}/`, 'g'), './');
}

/** `<folder>/exercises/<id>/<file>` for each exercise that is answered. */
export function writeSubmission(folder: string, { files }: GeneratedSubmission, manifests: readonly Manifest[]): void {
  for (const { id, file } of manifests) {
    const text = files.get(id);
    if (text === undefined) continue;
    const path = join(folder, 'exercises', id, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
