import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { SCRIPT, SNAPSHOT } from './analyser.ts';
import { openRequest, rulesOfManifests } from './trusted-sources.ts';
import { DEFAULT_LIMITS, flagsFor, WorkerProcess } from './worker-process.ts';

const OPEN = openRequest(rulesOfManifests());
const EXERCISE = '02-method-resolution-order';
/** Keeps the checker at it for longer than any test. */
const HANGS = `
type Grow<T extends unknown[]> = T['length'] extends 40 ? T : Grow<[...T, T]> | Grow<[T, ...T]>;
export const mro: Grow<[]> = [];`;

describe.each([
  ['the snapshot', ['--snapshot-blob', SNAPSHOT]],
  ['the script', [SCRIPT]],
])('a process that is started from %s', (_name, entry) => {
  it('analyses', async () => {
    const worker = new WorkerProcess(entry, OPEN, DEFAULT_LIMITS);
    const kinds: string[] = [];
    const files = [{ key: 'a', exercise: EXERCISE, source: 'export const mro = 1;' }];
    expect(await worker.analyse(files, (_key, { kind }) => kinds.push(kind))).toEqual({ kind: 'done' });
    expect(kinds).toEqual(['analysed']);
    worker.close();
  });

  it('ends itself once its parent is gone, whatever it is at', async () => {
    const args = [...flagsFor(DEFAULT_LIMITS), ...entry];
    const analyse = { kind: 'analyse', files: [{ key: 'a', exercise: EXERCISE, source: HANGS }] };
    // The child holds its parent's output open for as long as it runs.
    const parent = spawn(process.execPath, [
      '-e',
      `const child = require('node:child_process').spawn(process.execPath, ${JSON.stringify(args)},
         { env: {}, stdio: ['ignore', 'inherit', 'ignore', 'ipc'] });
       child.send(${JSON.stringify(OPEN)});
       child.send(${JSON.stringify(analyse)});
       child.on('message', ({ key }) => key === 'a' && process.stdout.write('at'));`,
    ]);
    await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    await once(parent.stdout, 'close');
  });
});
