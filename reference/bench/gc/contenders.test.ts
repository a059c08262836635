import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { blocksInUse } from '../../memory/objects/blocks-in-use.ts';
import { startContender } from '../contender.ts';
import { findCpython } from '../cpython.ts';
import { writeGraphFile } from './graph-file.ts';
import { GRAPH_WORKLOADS, type GraphWorkload } from './graphs.ts';
import { buildGraph, collectorOn, dropGraph, nodeClass } from './heap-of-nodes.ts';

const scratch = mkdtempSync(join(tmpdir(), 'bench-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const SCRIPT = join(import.meta.dirname, 'collect.py');
const NODES = 1_000;
const RANDOM = GRAPH_WORKLOADS.find(({ name }) => name === 'random') as GraphWorkload;

describe.each([true, false])('a heap of nodes, checked: %s', (checked) => {
  it('collects what nothing held leads to, and is empty in the end', () => {
    const graph = RANDOM.graph(NODES);
    const gc = collectorOn(checked);
    const node = nodeClass(gc.heap, graph);
    const before = blocksInUse(gc.heap);
    const kept = buildGraph(gc.heap, node, graph);
    expect(gc.getObjects()).toHaveLength(NODES);
    expect(gc.collect()).toBe(390);
    dropGraph(gc, kept);
    expect(gc.getObjects()).toEqual([]);
    expect(blocksInUse(gc.heap)).toBe(before);
  });
});

const python = findCpython();
describe.skipIf(typeof python === 'string')('CPython, as a contender', () => {
  it.each(GRAPH_WORKLOADS)('finds as much garbage as ours in the graph $name', async ({ graph }) => {
    const path = join(scratch, 'graph');
    const made = graph(NODES);
    writeGraphFile(path, made);
    const contender = await startContender('CPython', [...(python as readonly [string]), SCRIPT, path]);
    const gc = collectorOn(false);
    buildGraph(gc.heap, nodeClass(gc.heap, made), made);
    expect(contender.ready.figures).toEqual({ collected: gc.collect() });
    expect(contender.ready.detail).toMatch(/^CPython 3\./);
    expect(await contender.slice(2)).toBeGreaterThan(0);
    contender.close();
  });
});
