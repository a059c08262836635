import { execFileSync } from 'node:child_process';
import fs, { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import yazl from 'yazl';
import { findSubmissions } from './find-submissions.ts';
import { MAX_FILE_BYTES, type Nominated, type Submission, type SubmittedFile } from './submission.ts';

const ID = '02-method-resolution-order';
const manifests = [{ id: ID, file: 'mro.ts' }];
/** Where a directory entry of a zip holds them. */
const [METHOD, CRC, SIZE] = [10, 16, 24];
const OTHER = { id: '06-init-subclass', file: 'checked.ts' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'intake-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

async function zip(
  name: string,
  members: readonly (readonly [path: string, content: string, options?: Partial<yazl.Options>])[],
): Promise<void> {
  const archive = new yazl.ZipFile();
  for (const [path, content, options] of members) archive.addBuffer(Buffer.from(content), path, options);
  archive.end();
  write(name, await buffer(archive.outputStream));
}

async function readAll(nominated: readonly Nominated[] = manifests): Promise<readonly Submission[]> {
  return await Promise.all(findSubmissions(folder, null).sources.map((source) => source.read(nominated)));
}

async function readOne(): Promise<SubmittedFile | undefined> {
  const [submission] = await readAll();
  return submission?.files.get(ID);
}

describe('findSubmissions', () => {
  it('takes child folders and archives, sorted by name', async () => {
    write(`carol/${ID}/mro.ts`, 'c');
    await zip('bob.zip', [[`${ID}/mro.ts`, 'b']]);
    write(`alice/exercises/${ID}/mro.ts`, 'a');
    const submissions = await readAll();
    expect(submissions.map(({ name, files }) => [name, files.get(ID)])).toMatchObject([
      ['alice', { kind: 'file', source: 'a' }],
      ['bob', { kind: 'file', source: 'b' }],
      ['carol', { kind: 'file', source: 'c' }],
    ]);
  });
  it('keeps a folder and an archive of one name apart', async () => {
    write('alice/x', '');
    await zip('alice.zip', []);
    expect(findSubmissions(folder, null).sources.map(({ name }) => name)).toEqual(['alice', 'alice.zip']);
  });
  it('keeps two archives apart whose endings alone differ', async () => {
    await zip('alice.zip', []);
    await zip('alice.ZIP', []);
    await zip('bob.zip', []);
    expect(findSubmissions(folder, null).sources.map(({ name }) => name)).toEqual(['alice.ZIP', 'alice.zip', 'bob']);
  });
  it('loses nobody whose name is not UTF-8, and tells such names apart', async () => {
    for (const last of [0xe8, 0xe9]) mkdirSync(Buffer.concat([Buffer.from(`${folder}/jos`), Buffer.of(last)]));
    const submissions = await readAll();
    expect(submissions.map(({ name }) => name)).toEqual(['jos\udce8', 'jos\udce9']);
    expect(submissions[0]?.files.get(ID)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('UTF-8'),
    });
  });
  it('names what it ignores and leaves out the folder of the reports', () => {
    write('notes.txt', '');
    write('README.md', '');
    write('__MACOSX/._alice', '');
    write('out/results.json', '');
    write('.git/config', '');
    write('.DS_Store', '');
    write('.ouro/grades', '');
    write('._alice.zip', '');
    write('.Trash-1000/files/x', '');
    write('.gitignore', '');
    expect(findSubmissions(folder, join(folder, 'out'))).toEqual({
      sources: [],
      ignored: ['notes.txt: neither a folder nor a .zip'],
    });
  });
  it('names hidden children that could be submissions, in the order of names', async () => {
    write('.carol/exercises/x', '');
    write('.cache/x', '');
    await zip('.bob.zip', []);
    write('.zip', '');
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/.jos`), Buffer.of(0xe9)]));
    write('.out/results.json', '');
    write('ada/x', '');
    const { sources, ignored } = findSubmissions(folder, join(folder, '.out'));
    expect(sources.map(({ name }) => name)).toEqual(['ada']);
    expect(ignored).toEqual(['.bob.zip', '.carol', '.jos\udce9', '.zip'].map((name) => `${name}: hidden`));
  });
  it('does not follow a submission that is a link', async () => {
    symlinkSync('/etc', join(folder, 'mallory'));
    expect(await readOne()).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('link') });
  });
});

describe('readFolder', () => {
  it('finds nothing in an empty folder', async () => {
    mkdirSync(join(folder, 'alice'));
    expect(await readOne()).toEqual({ kind: 'missing' });
  });
  it('prefers exercises/ and says what it ignored', async () => {
    write(`alice/exercises/${ID}/mro.ts`, 'first');
    write(`alice/${ID}/mro.ts`, 'second');
    const [submission] = await readAll();
    expect(submission?.files.get(ID)).toMatchObject({ source: 'first' });
    expect(submission?.notes).toEqual([`Graded exercises/${ID}/mro.ts; ${ID}/mro.ts is there too and was ignored.`]);
  });
  it.each<readonly [string, () => void, RegExp]>([
    [
      'a linked file',
      () => {
        write('alice/02/x', '');
        mkdirSync(join(folder, 'alice', ID));
        symlinkSync('/etc/passwd', join(folder, 'alice', ID, 'mro.ts'));
      },
      /link/,
    ],
    [
      'a linked folder',
      () => {
        mkdirSync(join(folder, 'alice'));
        symlinkSync('/etc', join(folder, 'alice', ID));
      },
      /link/,
    ],
    ['a folder', () => mkdirSync(join(folder, 'alice', ID, 'mro.ts'), { recursive: true }), /folder/],
    [
      'a pipe',
      () => {
        mkdirSync(join(folder, 'alice', ID), { recursive: true });
        execFileSync('mkfifo', [join(folder, 'alice', ID, 'mro.ts')]);
      },
      /regular/,
    ],
    ['a file that is too large', () => write(`alice/${ID}/mro.ts`, 'x'.repeat(MAX_FILE_BYTES + 1)), /bytes/],
    ['a file that is no UTF-8', () => write(`alice/${ID}/mro.ts`, Uint8Array.of(0xff, 0xfe, 0x00)), /UTF-8/],
    ['a file with NUL', () => write(`alice/${ID}/mro.ts`, 'a\0b'), /NUL/],
  ])('refuses %s with the reason', async (_name, arrange, reason) => {
    arrange();
    expect(await readOne()).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(reason) });
  });
  it.each([
    ['U+202E', 'a();\r\n/* \u{202e} } */ b();'],
    ['U+2066', 'a();\n// \u{2066} b();'],
    ['U+2028', 'a();\n// \u{2028} b();'],
  ])('says where %s makes what is seen another thing than what runs', async (code, source) => {
    write(`alice/${ID}/mro.ts`, source);
    await zip('bob.zip', [[`${ID}/mro.ts`, source]]);
    const note = `Read ${ID}/mro.ts with care: ${code} in line 2 makes what is seen another thing than what runs.`;
    expect((await readAll()).map(({ notes }) => notes)).toEqual([[note], [note]]);
  });
  it('has nothing to say of other scripts', async () => {
    write(`alice/${ID}/mro.ts`, '// סדר \u{200f}המחלקות\u{200f}, ترتيب, 順序, \u{1f469}\u{200d}\u{1f4bb}');
    expect((await readAll()).map(({ notes }) => notes)).toEqual([[]]);
  });
  it('strips a byte order mark', async () => {
    write(`alice/${ID}/mro.ts`, '\u{feff}export {}');
    expect(await readOne()).toMatchObject({ source: 'export {}' });
  });
});

describe.each(['a folder', 'an archive'])('one more folder in %s', (kind) => {
  /** The same files in a folder or an archive. */
  async function submit(...paths: readonly string[]): Promise<Submission | undefined> {
    if (kind === 'a folder') for (const path of paths) write(`alice/${path}`, path);
    else
      await zip(
        'alice.zip',
        paths.map((path) => [path, path] as const),
      );
    return (await readAll())[0];
  }

  it.each([`answers/exercises/${ID}/mro.ts`, `answers/${ID}/mro.ts`, `./an swers/${ID}/mro.ts`])(
    'may lie around everything: %s',
    async (path) => {
      const submission = await submit(path, '02-notes.txt', 'empty/x');
      expect(submission?.files.get(ID)).toMatchObject({ kind: 'file', source: path });
      expect(submission?.notes).toEqual([]);
    },
  );
  it('is read as in the order of names where there are several, and the others are named', async () => {
    const submission = await submit(`b/exercises/${ID}/mro.ts`, `a/exercises/${ID}/mro.ts`, `0/${ID}/mro.ts`);
    expect(submission?.files.get(ID)).toMatchObject({ source: `a/exercises/${ID}/mro.ts` });
    expect(submission?.notes).toEqual([
      `Graded a/exercises/${ID}/mro.ts; b/exercises/${ID}/mro.ts, 0/${ID}/mro.ts is there too and was ignored.`,
    ]);
  });
  it.each([
    ['two folders around everything', [`alice/answers/exercises/${ID}/mro.ts`]],
    ['answers beside exercises, of which this one was left out', [`solutions/${ID}/mro.ts`, 'exercises/06-b/b.ts']],
    ['answers beside exercises without exercises/ around them', [`solutions/${ID}/mro.ts`, '06-b/b.ts']],
  ])('is not %s', async (_, paths) => {
    expect((await submit(...paths))?.files.get(ID)).toEqual({ kind: 'missing' });
  });
});

describe('a folder around everything', () => {
  it('is not followed where it is a link, nor is what lies in it', async () => {
    write(`elsewhere/exercises/${ID}/mro.ts`, 'secret');
    mkdirSync(join(folder, 'in/alice'), { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'in/alice/answers'));
    mkdirSync(join(folder, 'in/bob/answers'), { recursive: true });
    symlinkSync(join(folder, 'elsewhere/exercises'), join(folder, 'in/bob/answers/exercises'));
    const { sources } = findSubmissions(join(folder, 'in'), null);
    const found = await Promise.all(sources.map((source) => source.read(manifests)));
    expect(found.map(({ files }) => files.get(ID))).toEqual([
      { kind: 'missing' },
      { kind: 'unreadable', reason: 'answers/exercises is a link; links are not followed.' },
    ]);
  });
  it('is not looked for among more names than an archive may have', async () => {
    mkdirSync(join(folder, 'alice'));
    for (let index = 0; index <= 20_000; index += 1) writeFileSync(join(folder, 'alice', `f${index}`), '');
    expect(await readOne()).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('20000') });
  });
});

describe('readArchive', () => {
  it('reads one of the members that could be the file, and names a few of the others', async () => {
    await zip(
      'alice.zip',
      Array.from({ length: 9 }, (_, index) => [`d${index}/${ID}/mro.ts`, 'a'] as const),
    );
    const bytes = readFileSync(join(folder, 'alice.zip'));
    const [head = '', first = '', ...others] = bytes.toString('latin1').split('PK\x03\x04');
    // Reading any other member would end in an error: what is no member begins there now.
    write(
      'alice.zip',
      Buffer.from(`${head}PK\x03\x04${first}${others.map((rest) => `none${rest}`).join('')}`, 'latin1'),
    );
    const [submission] = await readAll();
    expect(submission?.files.get(ID)).toMatchObject({ kind: 'file', source: 'a' });
    expect(submission?.notes).toEqual([
      `Graded d0/${ID}/mro.ts; d1/${ID}/mro.ts, d2/${ID}/mro.ts, d3/${ID}/mro.ts and 5 more is there too and was ignored.`,
    ]);
  });
  it('refuses a broken archive with the reason', async () => {
    write('alice.zip', 'this is no zip');
    expect(await readOne()).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(/^The archive cannot be read/),
    });
  });
  it('does not tell where on the machine an archive lies that cannot be opened', async () => {
    await zip('alice.zip', []);
    const { sources } = findSubmissions(folder, null);
    rmSync(join(folder, 'alice.zip'));
    expect((await sources[0]?.read(manifests))?.notes).toEqual(['The archive cannot be read: ENOENT.']);
  });
  it('refuses a truncated archive with the reason', async () => {
    await zip('alice.zip', [[`${ID}/mro.ts`, 'x'.repeat(1000)]]);
    write('alice.zip', readFileSync(join(folder, 'alice.zip')).subarray(0, -30));
    expect(await readOne()).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(/: .*[^.]\.$/) });
  });
  it.each<readonly [string, readonly (readonly [string, string, Partial<yazl.Options>?])[], RegExp]>([
    ['a link', [[`${ID}/mro.ts`, '/etc/passwd', { mode: 0o120_777 }]], /regular/],
    [
      'a member that is there twice',
      [
        [`${ID}/mro.ts`, 'a'],
        [`${ID}/mro.ts`, 'b'],
      ],
      /more than once/,
    ],
    ['a bomb', [[`${ID}/mro.ts`, '0'.repeat(30_000_000)]], /bytes/],
  ])('refuses %s', async (_name, members, reason) => {
    await zip('alice.zip', members);
    expect(await readOne()).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(reason) });
  });
  describe.each([
    ['stored', false],
    ['deflated', true],
  ])('a damaged member, %s', (_, compress) => {
    const source = 'export const field = 1;\n';
    const path = `${OTHER.id}/${OTHER.file}`;
    const lost = {
      kind: 'unreadable',
      reason: `${path} is damaged in the archive; make the archive again and hand it in once more.`,
    };
    let intact: Buffer;
    /** Where the member begins, its bytes after a header of 30 and the path, and the directory. */
    let at: { readonly header: number; readonly content: number; readonly directory: number };

    beforeEach(async () => {
      await zip('alice.zip', [
        [`${ID}/mro.ts`, 'intact'],
        [path, source, { compress }],
      ]);
      intact = readFileSync(join(folder, 'alice.zip'));
      const header = intact.lastIndexOf('PK\x03\x04');
      at = { header, content: header + 30 + path.length, directory: intact.indexOf('PK\x01\x02') };
    });
    function damage(offset: number): void {
      const bytes = Buffer.from(intact);
      bytes[offset] = (bytes[offset] ?? 0) ^ 0xff;
      write('alice.zip', bytes);
    }

    it('is its own exercise alone, whichever others are asked for, and the message names it', async () => {
      damage(at.content);
      const [both, first, second] = [
        await readAll([...manifests, OTHER]),
        await readAll(manifests),
        await readAll([OTHER]),
      ].map(([submission]) => submission);
      expect(both?.files.get(ID)).toMatchObject({ kind: 'file', source: 'intact' });
      expect(both?.files.get(OTHER.id)).toEqual(lost);
      expect(both?.notes).toEqual([]);
      expect(first?.files.get(ID)).toEqual(both?.files.get(ID));
      expect(second?.files.get(OTHER.id)).toEqual(lost);
    });
    it('is never read as another file, whichever of its bytes is damaged', async () => {
      for (let offset = at.header; offset < at.directory; offset += 1) {
        damage(offset);
        const [submission] = await readAll([OTHER, ...manifests]);
        expect(submission?.files.get(ID), `byte ${offset}`).toMatchObject({ kind: 'file', source: 'intact' });
        const file = submission?.files.get(OTHER.id);
        if (offset >= at.content || file?.kind !== 'file') expect(file, `byte ${offset}`).toEqual(lost);
        else expect(file.source, `byte ${offset}`).toBe(source);
      }
    });
    it.each(compress ? [CRC, SIZE] : [CRC])('is one that the directory tells otherwise of, at %i', async (field) => {
      damage(intact.lastIndexOf('PK\x01\x02') + field);
      expect((await readAll([OTHER]))[0]?.files.get(OTHER.id)).toEqual(lost);
    });
  });
  it('refuses a bomb that lies about its size', async () => {
    await zip('alice.zip', [[`${ID}/mro.ts`, '0'.repeat(30_000_000)]]);
    const bytes = readFileSync(join(folder, 'alice.zip'));
    bytes.writeUInt32LE(10, bytes.indexOf('PK\x01\x02') + SIZE);
    write('alice.zip', bytes);
    expect(await readOne()).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(/damaged/) });
  });
  it('says which member is compressed in a way that is not read', async () => {
    await zip('alice.zip', [[`${ID}/mro.ts`, 'a']]);
    const bytes = readFileSync(join(folder, 'alice.zip'));
    bytes.writeUInt16LE(14, bytes.indexOf('PK\x01\x02') + METHOD);
    write('alice.zip', bytes);
    expect(await readOne()).toEqual({
      kind: 'unreadable',
      reason: `${ID}/mro.ts is compressed by method 14; make the archive with Deflate.`,
    });
  });
  it('does not take a fault of the disk for a damaged archive', async () => {
    await zip('alice.zip', [[`${ID}/mro.ts`, 'a', { compress: false }]]);
    const fault = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
    const { read } = fs;
    const failing = (
      fd: number,
      buffer: Buffer,
      offset: number,
      length: number,
      position: number,
      callback: (error: Error | null, length: number, buffer: Buffer) => void,
    ): void => {
      if (length === 1) callback(fault, 0, buffer);
      else read(fd, buffer, offset, length, position, callback);
    };
    const spy = vi.spyOn(fs, 'read').mockImplementation(failing as typeof read);
    try {
      expect(await readOne()).toEqual({ kind: 'unreadable', reason: `${ID}/mro.ts cannot be read: EIO.` });
    } finally {
      spy.mockRestore();
    }
  });
  it('writes nothing, whatever a member is called', async () => {
    await zip(
      'alice.zip',
      [['a/../b', 'x']].map(([path = '', content = '']) => [path.replace('a/../', 'zz__'), content]),
    );
    const bytes = readFileSync(join(folder, 'alice.zip'));
    write('alice.zip', Buffer.from(bytes.toString('latin1').replaceAll('zz__b', '../_b'), 'latin1'));
    expect(await readOne()).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('../_b') });
  });
});
