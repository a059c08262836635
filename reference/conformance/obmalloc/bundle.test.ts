import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Malformed } from '../malformed.ts';
import { readRecordingFile } from '../recording-file.ts';
import { recordingsIn } from './bundle.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(name: string, content: string | Uint8Array) {
  writeFileSync(join(folder, name), content);
  return recordingsIn(readRecordingFile(join(folder, name)));
}

describe('recordingsIn', () => {
  it('leaves a recording as it is', () => {
    expect(read('x.golden', '% obmalloc-oracle 1\n').map(({ text }) => text)).toEqual(['% obmalloc-oracle 1\n']);
  });
  it.each(['ops.json', 'ops.json.gz'])('takes the recordings out of a bundle, their operations out of %s', (ops) => {
    const operations = '{"x.ops":"m 1 8\\n"}';
    writeFileSync(join(folder, ops), ops.endsWith('.gz') ? gzipSync(operations) : operations);
    const found = read('b.json.gz', gzipSync('{"scenarios/x.golden":"a","traces/x.exp":"b","y.exp":"c"}'));
    expect(found.map(({ path, text }) => [path, text])).toEqual([
      [join(folder, 'b.json.gz/scenarios/x.golden'), 'a'],
      [join(folder, 'b.json.gz/traces/x.exp'), 'b'],
      [join(folder, 'b.json.gz/y.exp'), 'c'],
    ]);
    expect(found.map((file) => file.readSibling('ops'))).toEqual([undefined, 'm 1 8\n', undefined]);
  });
  it.each([
    ['a bundle of operations', '{"x.ops":"m 1 8\\n"}', 'without recordings'],
    ['an empty bundle', '{}', 'without recordings'],
    ['a recording of another kind', '{"format":"gc/1","scenarios":[]}', 'scenarios is no text'],
    ['a bundle cut short', '{"x.golden":"a', 'not JSON'],
  ])('calls %s malformed', (_, text, reason) => {
    expect(() => read('b.json', text)).toThrow(Malformed);
    expect(() => read('b.json', text)).toThrow(reason);
  });
  it('says which file it is that holds no operations', () => {
    writeFileSync(join(folder, 'ops.json.gz'), 'x');
    expect(() => read('b.json', '{"x.exp":"a"}')).toThrow(/ops\.json\.gz, which it needs: \w/);
  });
});
