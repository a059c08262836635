import { describe, expect, it } from 'vitest';
import { NULL } from '../../../exercises/kit/memory.ts';
import { decref, RefcountError } from '../objects/index.ts';
import { NodeHeap } from './node-heap.ts';

describe('NodeHeap', () => {
  it('makes nodes with empty fields, in blocks that obmalloc has used before', () => {
    const nodes = new NodeHeap({ variables: 1 });
    const first = nodes.newNode(2);
    for (const field of [0, 1]) nodes.memory.writePointer(nodes.fieldWord(first, field), first);
    nodes.freeNode(first);
    const second = nodes.newNode(2);
    expect(second).toBe(first);
    expect([nodes.fieldCount(second), nodes.readField(second, 0), nodes.readField(second, 1)]).toEqual([2, NULL, NULL]);
  });
  it('counts the bytes of what is there, and remembers the most', () => {
    const nodes = new NodeHeap({ variables: 1 });
    const node = nodes.newNode(3);
    const table = nodes.takeTable(512);
    expect(nodes.bytes).toBe(16 + 3 * 8 + 512);
    nodes.giveTable(table, 512);
    nodes.freeNode(node);
    expect([nodes.bytes, nodes.highWater]).toEqual([0, 16 + 3 * 8 + 512]);
  });
  it('refuses fields and variables that are not there', () => {
    const nodes = new NodeHeap({ variables: 1 });
    const node = nodes.newNode(1);
    expect(() => nodes.readField(node, 1)).toThrow(RangeError);
    expect(() => nodes.readVariable(1)).toThrow(RangeError);
  });
  it('refuses to count where nobody counts', () => {
    const nodes = new NodeHeap({ variables: 1 });
    expect(() => decref(nodes.heap, nodes.newNode(0))).toThrow(RefcountError);
  });
});
