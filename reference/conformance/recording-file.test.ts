import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecordingFile } from './recording-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recordings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('readRecordingFile', () => {
  it.each(['ops/x.ops', 'classic/ops/x.ops', 'classic/x.ops'])('finds the sibling in %s', (place) => {
    const path = write('classic/x.exp', 'expected');
    write(place, 'm 1 8\n');
    const file = readRecordingFile(path);
    expect([file.path, file.text, file.readSibling('ops')]).toEqual([path, 'expected', 'm 1 8\n']);
  });

  it('has no sibling where there is none', () => {
    expect(readRecordingFile(write('classic/x.exp', '')).readSibling('ops')).toBeUndefined();
  });

  it('throws on a recording that is not there', () => {
    expect(() => readRecordingFile(join(folder, 'none.exp'))).toThrow('ENOENT');
  });
});
