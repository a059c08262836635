import { hex, NULL } from '../../../exercises/kit/memory.ts';
import type { DumpedBlock, DumpedField, PoolDump } from './pool-dump.ts';

/** Of a block's contents so many bytes are shown. */
const SHOWN_BYTES = 16;
const BYTES_WIDTH = 3 * SHOWN_BYTES - 1;

/**
 * A pool as text: where, the bytes as they lie there, and what they mean.
 *
 *     pool at 0x40000, class 5: blocks of 48 bytes
 *     +0x000  ref.count      02 00 00 00                                      2
 *     +0x008  freeblock      60 00 04 00 00 00 00 00                          0x40060, block 1
 *     …
 *     +0x060  block 1  free  90 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00  → block 2
 */
export function renderPoolDump(dump: PoolDump): string {
  const lines = [
    `pool at ${hex(dump.address)}, class ${dump.szidx}: blocks of ${dump.size} bytes`,
    ...dump.fields.map((field) => fieldLine(dump, field)),
    ...dump.blocks.map((block) => blockLine(dump, block)),
    `free list: ${['freeblock', ...dump.freeList.map((index) => `block ${index}`), 'NULL'].join(' → ')}`,
    `virgin: ${dump.virginBlocks} blocks; behind the last block: ${dump.leftover} bytes`,
  ];
  return `${lines.join('\n')}\n`;
}

function fieldLine(dump: PoolDump, { name, offset, bytes, value }: DumpedField): string {
  return `${place(offset)}  ${name.padEnd(14)} ${spaced(bytes).padEnd(BYTES_WIDTH)}  ${fieldMeaning(dump, name, value)}`;
}

function fieldMeaning(dump: PoolDump, name: string, value: number): string {
  if (name === 'freeblock') return value === NULL ? 'NULL: full' : `${hex(value)}, ${blockAt(dump, value)}`;
  if (name === 'nextpool' || name === 'prevpool') return value === NULL ? 'NULL' : hex(value);
  return String(value);
}

function blockLine(dump: PoolDump, { index, offset, bytes, next }: DumpedBlock): string {
  const name = `block ${index}`.padEnd(9);
  const shown = spaced(bytes.slice(0, 2 * SHOWN_BYTES)).padEnd(BYTES_WIDTH);
  const more = bytes.length > 2 * SHOWN_BYTES ? ' …' : '';
  if (next === null) return `${place(offset)}  ${name} used ${shown}${more}`;
  return `${place(offset)}  ${name} free ${shown}${more.padEnd(2)}  → ${next === NULL ? 'NULL' : blockAt(dump, next)}`;
}

function blockAt({ address, size, blocks }: PoolDump, at: number): string {
  const block = blocks.find(({ offset }) => address + offset === at);
  return block === undefined ? `${hex(at)}, no carved block of ${size} bytes` : `block ${block.index}`;
}

function place(offset: number): string {
  return `+0x${offset.toString(16).padStart(3, '0')}`;
}

/** `90 00 04 00`. */
function spaced(bytes: string): string {
  return (bytes.match(/../g) ?? []).join(' ');
}
