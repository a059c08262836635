import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findLibpython } from './find-libpython.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const library of ['libpython3.11.so.1.0', 'libpython3.10.a']) writeFileSync(join(folder, library), '');

/** A command that answers as an interpreter of that build would. */
function interpreter(config: Readonly<Record<string, unknown>>): string {
  const path = join(folder, 'python');
  const all = { LIBDIR: folder, LIBPL: folder, INSTSONAME: '', LDLIBRARY: '', LIBRARY: '', ...LIBRARIES, ...config };
  writeFileSync(path, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(all)}\nEND\n`);
  chmodSync(path, 0o755);
  return path;
}

const LIBRARIES = { MODLIBS: '  -lz ', LIBS: '-ldl', SYSLIBS: '-lm' };

describe('findLibpython', () => {
  it('finds a shared library', () => {
    const python = interpreter({ version: [3, 11], INSTSONAME: 'libpython3.11.so.1.0' });
    expect(findLibpython(python)).toEqual({ path: join(folder, 'libpython3.11.so.1.0'), link: 'shared' });
  });
  it('finds a static library where no shared one is, and what to link with it', () => {
    const python = interpreter({ version: [3, 10], INSTSONAME: 'libpython3.10.so.1.0', LIBRARY: 'libpython3.10.a' });
    const flags = ['-no-pie', '-rdynamic', '-lz', '-ldl', '-lm'];
    expect(findLibpython(python)).toEqual({ path: join(folder, 'libpython3.10.a'), link: { flags } });
  });
  it.each([
    ['another allocator', { version: [3, 12] }, 'is 3.12; what can be compared is 3.10 or 3.11'],
    ['no library at all', { version: [3, 11], LIBRARY: 'libpython3.11.a' }, 'comes without libpython'],
  ])('says that there is %s', (_, config, reason) => {
    expect(findLibpython(interpreter(config))).toContain(reason);
  });
  it('says that there is no Python', () => {
    expect(findLibpython('./no-python')).toBe('./no-python cannot be run');
  });
});
