import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROGRAM_NAMES } from '../../reference/memory/strategies/index.ts';
import { PROJECT_ROOT } from '../project-root.ts';

/** Runs the command as a person does, in a process of its own, without a terminal. */
function strategies(...args: readonly string[]) {
  const command = join(PROJECT_ROOT, 'grader', 'cli', 'ouro.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'strategies', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('ouro strategies', () => {
  it('prints a table for a program, and what its columns mean', () => {
    const { status, stdout, stderr } = strategies('--program', 'cycles', '--size', '500');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^cycles: [\d,]+ operations, 500 nodes, \d+ alive at the end$/m);
    for (const line of [/^naive counting +0 /m, /^CPython +\d/m, /^leaked +nodes that nothing leads to/m]) {
      expect(stdout).toMatch(line);
    }
  });
  it('runs all programs when none is named, and the same ones for the same seed', () => {
    const args = ['--size', '200', '--seed', '5', '--json'];
    const once = strategies(...args);
    expect(JSON.parse(once.stdout).map(({ program }: { program: string }) => program)).toEqual(PROGRAM_NAMES);
    expect(strategies(...args).stdout).toBe(once.stdout);
  });
  it('exits with 1 when something was given back too early, which takes a marker without a barrier', () => {
    const args = ['--program', 'reversal', '--json'];
    expect(strategies(...args).status).toBe(0);
    const { status, stdout } = strategies(...args, '--without-barrier');
    expect(status).toBe(1);
    const [{ outcomes }] = JSON.parse(stdout);
    expect(outcomes.at(-1)).toMatchObject({ strategy: 'tri-colour, no barrier', freedTooEarly: expect.any(Number) });
    expect(outcomes.at(-1).freedTooEarly).toBeGreaterThan(0);
  });
  it('lists the programs, each with a sentence', () => {
    const { status, stdout } = strategies('--list');
    expect(status).toBe(0);
    for (const name of PROGRAM_NAMES) expect(stdout).toMatch(new RegExp(`^${name} +[A-Z].*\\.$`, 'm'));
  });
  it.each<readonly [readonly string[], RegExp]>([
    [['--program', 'rings'], /Given: "rings", Choices: .*"cycles"/],
    [['--size', '0'], /--size: found 0, expected a whole number/],
    [['--size'], /Not enough arguments.*size/],
    [['--seed', '1.5'], /--seed: found 1.5/],
    [['--budget', '0'], /--budget 0 is no number of objects/],
    [['lists'], /Unknown (argument|command): lists/],
  ])('%j is wrong usage: it says what, and exits with 2', (args, message) => {
    const { status, stderr } = strategies(...args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) });
  });
});
