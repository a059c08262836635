import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../exercises/17-obmalloc/scenarios.ts';
import type { Step } from '../../exercises/17-obmalloc/steps.ts';
import type { Json } from '../../exercises/kit/json.ts';
import type { PublicScenario } from '../../exercises/kit/scenario.ts';

const FILE = new URL('../../reference/conformance/recordings/obmalloc/classic64-3.7.3.json.gz', import.meta.url);
const RECORDINGS = JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as Readonly<Record<string, string>>;

/** The recording whose number a scenario's id begins with. */
function recordingOf({ id }: PublicScenario<Step>): readonly string[] {
  const name = Object.keys(RECORDINGS).find((path) => path.startsWith(`scenarios/${id.slice(0, 3)}`));
  const lines = (RECORDINGS[name ?? ''] ?? '').split('\n');
  return lines.slice(3, lines.indexOf('% end'));
}

/** Operations, directives, and for each `? pools` its pool lines; no other query, no comment, no line on arenas. */
function relevant(lines: readonly string[], withPools: boolean): readonly string[] {
  let asked = '';
  return lines.filter((line) => {
    if (line.startsWith('? ')) asked = line;
    if (line.startsWith('? ') || line.startsWith('= ')) {
      return withPools && asked === '? pools' && !line.startsWith('= arena');
    }
    return !line.startsWith('#');
  });
}

/** A step as the recording writes it, with what is expected of it. */
function notate(step: Step, value: Json): readonly string[] {
  switch (step.op) {
    case 'm':
    case 'r':
      return [`${step.op} ${step.id} ${BigInt(step.size)} => ${value}`];
    case 'c':
      return [`c ${step.id} ${step.count} ${step.size} => ${value}`];
    case 'f':
      return [`f ${step.id} => ${value}`];
    case 'w':
      return [`w ${step.id} ${step.byte} => ${value}`];
    case 'd':
      return [`d ${step.id} ${step.offset} ${step.length} => ${value}`];
    case 'M':
      return [`M ${step.id} ${step.n} ${step.size} => ${value}`];
    case 'F':
    case 'G':
      return [`${step.op} ${step.id} ${step.n} => ${value}`];
    case '?':
      return ['? pools', ...(value as readonly string[]).map((line) => `= ${line}`)];
    case '%':
      return ['misalign' in step ? `% misalign ${step.misalign}` : `% arenacap ${step.arenacap}`];
    default:
      return step satisfies never;
  }
}

describe('public scenarios', () => {
  it.each(scenarios)('are the beginning of a recording of CPython: $id, $concept', (scenario) => {
    const { steps, expect: outcomes } = scenario;
    const written = steps.flatMap((step, index) => {
      const outcome = outcomes[index];
      return notate(step, outcome?.kind === 'value' ? outcome.value : null);
    });
    const withPools = steps.some(({ op }) => op === '?');
    const recorded = relevant(recordingOf(scenario), withPools);
    expect(written).toEqual(recorded.slice(0, written.length));
    expect(written.length).toBeGreaterThan(2);
  });
});
