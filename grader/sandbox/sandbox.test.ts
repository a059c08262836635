import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxRefused } from './isolation.ts';
import { jobInput, LINE } from './job.ts';
import { openSandbox, type RunResult } from './sandbox.ts';
import { buildHarness } from './testing/build-harness.ts';
import { LEVELS } from './testing/levels.ts';

const LIMITS = { cpuSeconds: 2, stepCpuMs: 2_000, wallMs: 8_000, memoryMiB: 64 };
const folder = mkdtempSync(join(tmpdir(), 'ouroboros-test-'));
const secret = join(folder, 'secret.txt');
const server = createServer(() => {
  contacted += 1;
});
let contacted = 0;
let probe: string;
/** A harness that says hello and then sleeps. */
const sleeper = join(folder, 'sleeper.js');

beforeAll(async () => {
  writeFileSync(secret, 'a canary');
  writeFileSync(
    sleeper,
    `deliver({ parts: null, start({ fs, exit }) {
      const [nonce] = fs.readFileSync(0, 'utf8').split('\\n');
      if (nonce === '') exit(); // A code cache is being made.
      fs.writeSync(3, nonce + 'H\\n');
      setInterval(() => {}, 1000);
    } });`,
  );
  probe = await buildHarness(fileURLToPath(new URL('./testing/probe-harness.ts', import.meta.url)), 'probe');
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** What code with all of Node at hand achieves at a level, by attempt. */
async function attempts(level: 'bubblewrap' | 'permission'): Promise<Readonly<Record<string, string>>> {
  const sandbox = await openSandbox({ level, harness: { behaviour: probe } });
  const { port } = server.address() as AddressInfo;
  const head = { exercise: '', file: '', kit: [], exports: [] };
  const input = jobInput(head, '', JSON.stringify([secret, port, process.pid]));
  const { lines, end } = await sandbox.run({ kind: 'behaviour', input, limits: LIMITS });
  expect([{ kind: 'done' }, { kind: 'stopped', reason: 'memory' }]).toContainEqual(end);
  const reports = lines.filter((line) => line.startsWith(LINE.report)).map((line) => JSON.parse(line.slice(1)));
  return Object.fromEntries(reports);
}

/** Of all processes that can be seen. */
function commandLines(): readonly string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')] : [];
    } catch {
      return [];
    }
  });
}

describe('openSandbox', () => {
  for (const { level, missing } of LEVELS) {
    it.skipIf(missing)(`at level ${level}, keeps in code that has broken out of the harness`, async () => {
      const achieved = await attempts(level);
      expect(achieved).toMatchObject({
        readFile: expect.stringMatching(/^refused/),
        listRoot: expect.stringMatching(/^refused/),
        writeFile: expect.stringMatching(/^refused/),
        environment: '',
        spawn: expect.stringMatching(/^refused/),
        worker: expect.stringMatching(/^refused/),
        binding: expect.stringMatching(/^refused/),
        code: expect.stringMatching(/^refused/),
      });
      expect(achieved['grow'] ?? 'refused: ended').toMatch(/^refused/);
      expect(existsSync(`${secret}.written`)).toBe(false);
      if (level === 'bubblewrap') {
        expect(achieved).toMatchObject({ connect: 'refused: ECONNREFUSED', signalGrader: 'refused: ESRCH' });
        expect(contacted).toBe(0);
      }
    });
  }

  for (const { level, missing } of LEVELS) {
    it.skipIf(missing)(`at level ${level}, leaves no process behind at the wall-clock limit`, async () => {
      const sandbox = await openSandbox({ level, harness: { behaviour: sleeper } });
      // A limit that no other run has, so that its processes can be told from theirs.
      const limits = { cpuSeconds: 30, stepCpuMs: 30_000, wallMs: 700, memoryMiB: 97 };
      const { end, wallMs } = await sandbox.run({ kind: 'behaviour', input: '\n\n\n', limits });
      expect(end).toEqual({ kind: 'stopped', reason: 'time' });
      expect(wallMs).toBeGreaterThanOrEqual(limits.wallMs);
      expect(commandLines().filter((line) => line.includes(`--max-old-space-size=${limits.memoryMiB}`))).toEqual([]);
    });
  }

  it('says what is lost below bubblewrap', async () => {
    const { isolation } = await openSandbox({ level: 'permission' });
    expect(isolation.level).toBe('permission');
    expect(isolation.lost.join(' ')).toMatch(/network.*file.*process/i);
  });

  it('refuses to open below bubblewrap where a sandbox is required', async () => {
    await expect(openSandbox({ level: 'permission', require: true })).rejects.toThrow(SandboxRefused);
  });

  it('gives a fault, and no result of a student, when the process does not get as far as student code', async () => {
    const broken = join(folder, 'broken.js');
    writeFileSync(broken, 'throw new Error("broken");');
    const sandbox = await openSandbox({ harness: { behaviour: broken } });
    const { end }: RunResult = await sandbox.run({ kind: 'behaviour', input: '\n\n\n', limits: LIMITS });
    expect(end).toMatchObject({ kind: 'fault', detail: expect.stringContaining('did not start') });
  });
});
