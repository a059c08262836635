import pico from 'picocolors';
import { detectIsolation } from '../sandbox/isolation.ts';
import { EXIT } from './exit-code.ts';
import { explained } from './open-grading.ts';
import { terminal, writeJson } from './terminal.ts';

/** What `ouro doctor` was asked. */
export interface DoctorArgs {
  readonly json: boolean;
}

/** Tells what this machine has. Exit 0 when student code can be kept in completely, else 1. */
export async function runDoctor({ json }: DoctorArgs): Promise<number> {
  const { isolation, details } = await explained(detectIsolation);
  const complete = isolation.level === 'bubblewrap' && isolation.lost.length === 0;
  if (json) {
    writeJson({ node: process.version, level: isolation.level, complete, lost: isolation.lost, tools: details });
    return complete ? EXIT.ok : EXIT.no;
  }
  const colors = pico.createColors(terminal.color);
  for (const { what, works, note } of details) {
    terminal.write(`${works ? colors.green('✓') : colors.red('✗')} ${what.padEnd(16)}  ${note}\n`);
  }
  terminal.write(`\n${isolation.sentence}\n`);
  for (const lost of isolation.lost) terminal.write(`  lost: ${lost}\n`);
  return complete ? EXIT.ok : EXIT.no;
}
