import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evidence } from './evidence.ts';
import { readNotebook } from './notebook.ts';
import { NOTES, type Note } from './notes.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
/** The README's list items, each in one line. */
const told = readme
  .replace(/\n {2}(?=\S)/g, ' ')
  .split('\n')
  .filter((line) => line.startsWith('- Cell '));

function item({ cell, says, so, shownBy }: Note): string {
  const recordings = [...new Set(shownBy.map(([recording]) => recording.replace(/^(\S+) (.*)$/, shown)))];
  return `- Cell ${cell}. ${says === undefined ? '' : `_${says}_ `}${so} (${recordings.join(', ')})`;
}

/** `probe enum_meta_names` with the name as code; a cell as it is. */
function shown(recording: string, kind: string, name: string): string {
  return kind === 'cell' ? recording : `${kind} \`${name}\``;
}

describe('NOTES', () => {
  it.each(NOTES.flatMap(({ cell, shownBy }) => shownBy.map(([recording, holds]) => [cell, recording, holds] as const)))(
    'cell %i: %s shows it: %s',
    (_cell, recording, holds) => {
      const text = evidence(recording);
      if (/^\w+$/.test(holds)) expect(text.split('\n')).toContain(holds);
      else expect(text).toContain(holds);
    },
  );

  it('stand in the order of the lecture, at cells that there are', () => {
    const cells = NOTES.map(({ cell }) => cell);
    expect(cells).toEqual([...cells].sort((left, right) => left - right));
    expect(readNotebook().cells.map(({ cell }) => cell)).toEqual(expect.arrayContaining(cells));
  });

  it('are what the README tells, first where the lecture is imprecise, then what surprises', () => {
    const imprecise = NOTES.filter(({ says }) => says !== undefined);
    const surprising = NOTES.filter(({ says }) => says === undefined);
    expect(told).toEqual([...imprecise, ...surprising].map(item));
  });
});

describe('the README', () => {
  it('shows lines of the cells as they are', () => {
    const cells = readFileSync(new URL('cells/init-subclass.ts', import.meta.url), 'utf8');
    const sample = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '';
    const written = new Set(cells.split('\n').map((line) => line.trim()));
    expect(sample.split('\n').filter((line) => !written.has(line.trim()))).toEqual([]);
  });
  it('names every file', () => {
    const files = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' });
    const modules = files.filter((file) => /^(cells\/)?[a-z-]+\.ts$/.test(file) && file !== 'cells/index.ts');
    expect(modules.length).toBeGreaterThan(15);
    expect(modules.filter((file) => !readme.includes(`\`${file}\``))).toEqual([]);
  });
});
