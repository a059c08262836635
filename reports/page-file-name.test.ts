import { describe, expect, it } from 'vitest';
import { pageFileName } from './page-file-name.ts';

const SAFE = /^[a-z0-9][a-z0-9._-]*(?:~[0-9a-f]{32})?\.html$/;

describe('pageFileName', () => {
  it.each([
    ['alice', 'alice.html'],
    ['ada.lovelace_2-b', 'ada.lovelace_2-b.html'],
  ])('keeps the plain name %s', (name, file) => expect(pageFileName(name)).toBe(file));

  it.each([
    ['a path upwards', '../../x'],
    ['a Windows path', 'C:\\x'],
    ['markup', '"><script>alert(1)</script>'],
    ['an emoji', '🐍'],
    ['nothing', ''],
    ['a dot', '.'],
    ['a hidden file', '.bashrc'],
    ['a trailing dot', 'x.'],
    ['300 letters', 'x'.repeat(300)],
    ['a megabyte', '../'.repeat(350_000)],
    ['a Windows device', 'CON'],
    ['a Windows device with an extension', 'nul.tar'],
    ['the class page', 'index'],
    ['a line break', 'a\nb'],
    ['half a surrogate', '\ud800'],
    ['a name like a digested one', 'alice~00000000000000000000000000000000'],
  ])('makes a safe name of %s', (_, name) => {
    const file = pageFileName(name);
    expect(file).toMatch(SAFE);
    expect(file.length).toBeLessThanOrEqual(120);
    expect(file).not.toMatch(/^(?:con|nul|index)\./);
  });

  it('tells apart names that a file system may take for the same', () => {
    const names = [
      'alice',
      'Alice',
      'ALICE',
      'alice ',
      'é',
      'e\u0301',
      'ﬁ',
      'fi',
      'a/b',
      'a\\b',
      'a-b',
      'a b',
      'x',
      'x.',
    ];
    const more = [
      '\ud800',
      '\ud801',
      '\ufffd',
      'ß',
      'ss',
      'ı',
      'i',
      'İ',
      '',
      ' ',
      '.',
      '..',
      'con',
      'CON',
      'index',
      'Index',
    ];
    const files = [...names, ...more].map((name) => pageFileName(name).toLowerCase().normalize('NFKC'));
    expect(new Set(files).size).toBe(names.length + more.length);
  });
});
