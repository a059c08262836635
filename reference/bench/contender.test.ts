import { describe, expect, it } from 'vitest';
import { ContenderFailed, startContender } from './contender.ts';

const script = (source: string) => startContender('it', [process.execPath, '-e', source]);
const READY = `console.log('{"detail":"d","figures":{"f":2}}');`;

describe('startContender', () => {
  it('takes what the process says first, and an answer for each slice', async () => {
    const answers = 'require("readline").createInterface(process.stdin).on("line", (l) => console.log(l * 10))';
    const contender = await script(`${READY}${answers}`);
    expect(contender.ready).toEqual({ detail: 'd', figures: { f: 2 } });
    expect([await contender.slice(3), await contender.slice(4)]).toEqual([30, 40]);
    contender.close();
  });
  it('reports a process that ends, with what it complained of', async () => {
    await expect(script('console.error("no room"); process.exit(3)')).rejects.toThrow('it ended: no room');
  });
  it('reports a process that ends between two slices', async () => {
    const contender = await script(READY);
    await expect(contender.slice(1)).rejects.toThrow(ContenderFailed);
  });
  it('reports an answer that is no time', async () => {
    const contender = await script(`${READY}process.stdin.on("data", () => console.log("soon"))`);
    await expect(contender.slice(1)).rejects.toThrow('it answered "soon"');
    contender.close();
  });
  it('reports a command that does not exist', async () => {
    await expect(startContender('it', ['./no-such-command'])).rejects.toThrow(ContenderFailed);
  });
});
