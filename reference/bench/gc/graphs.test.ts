import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGraphFile, writeGraphFile } from './graph-file.ts';
import { GRAPH_WORKLOADS, type Graph, NONE } from './graphs.ts';

const scratch = mkdtempSync(join(tmpdir(), 'bench-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Nodes that nothing held leads to. */
function unreachable({ nodes, slots, held, targets }: Graph): number {
  const reached = new Set<number>(held);
  for (const node of reached) {
    for (const target of targets.subarray(node * slots, (node + 1) * slots)) if (target !== NONE) reached.add(target);
  }
  return nodes - reached.size;
}

describe.each(GRAPH_WORKLOADS)('the graph $name', ({ name, graph }) => {
  it('has as much garbage as it says', () => {
    const shares: Readonly<Record<string, number>> = { '2-cycles': 1, live: 0, random: 0.39, ring: 1, chain: 0 };
    for (const nodes of [10, 11, 2_000]) {
      const share = unreachable(graph(nodes)) / nodes;
      expect(Math.abs(share - (shares[name] ?? Number.NaN))).toBeLessThan(nodes < 20 ? 0.1 : 0.001);
    }
  });
  it('has no garbage that would die by its reference count', () => {
    const { nodes, targets, held } = graph(1_000);
    expect(new Set([...targets, ...held].filter((node) => node !== NONE)).size).toBe(nodes);
  });
  it('is the same every time, and in a file', () => {
    const path = join(scratch, 'graph');
    writeGraphFile(path, graph(500));
    expect(readGraphFile(path)).toEqual(graph(500));
  });
});
