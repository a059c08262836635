import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildClass, call, callMethod, getAttribute } from './index.ts';

const README = readFileSync(new URL('README.md', import.meta.url), 'utf8');

describe('README.md', () => {
  it('begins with a class that says hello', () => {
    const A = buildClass({
      name: 'A',
      body: ({ set, def }) => {
        set('greeting', 'Hello');
        def('greet', ['self', 'whom'], ([self, whom]) => `${getAttribute(self, 'greeting')} ${whom}!`);
      },
    });
    expect(callMethod(call(A, []), 'greet', ['world'])).toBe('Hello world!');
  });

  it('names files and folders that are there', () => {
    const here = new URL('.', import.meta.url);
    const present = new Set(
      readdirSync(here, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')),
    );
    const named = [...README.matchAll(/`([a-z-]+(?:\/[a-z0-9-]+)*(?:\.ts|\/))`/g)].map(([, path = '']) =>
      path.replace(/\/$/, ''),
    );
    const missing = named.filter(
      (path) => !present.has(path) && ![...present].some((each) => each.endsWith(`/${path}`)),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });

  it('names every folder', () => {
    const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.filter(({ name }) => !README.includes(`\`${name}/`)).map(({ name }) => name)).toEqual([]);
  });
});
