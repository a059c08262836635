import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { MemPool } from '@thi.ng/malloc';
import { System } from '../../../exercises/kit/system.ts';
import { Obmalloc } from '../../memory/obmalloc/obmalloc.ts';
import { PROFILES, type ProfileName } from '../../memory/obmalloc/profile.ts';
import { UncheckedMemory } from '../../memory/unchecked-memory.ts';
import type { Allocator } from '../../memory/workloads/replay.ts';
import { dlmalloc, hasAssemblyScript, tlsf } from './wasm-allocators.ts';

/** An allocator that traces are replayed on. */
export interface Subject {
  readonly detail: string;
  readonly allocator: Allocator;
  /** Bytes held at most so far; null if only its addresses tell. */
  readonly footprint: (() => number) | null;
  /** Reads and writes of simulated memory so far, where they are counted. */
  readonly accesses: (() => { readonly reads: number; readonly writes: number }) | null;
}

/** All that run in JavaScript, by name. */
export const SUBJECTS: Readonly<Record<string, () => Subject | Promise<Subject>>> = {
  'amd64-3.11': () => ours('amd64-3.11', false),
  classic64: () => ours('classic64', false),
  'amd64-3.11, checked': () => ours('amd64-3.11', true),
  dlmalloc: () => wasm('web-tree-sitter', dlmalloc),
  tlsf: () => wasm('assemblyscript', tlsf),
  '@thi.ng/malloc': thing,
};

/** Why a subject cannot take part on this machine; null if it can. */
export function absence(name: string): string | null {
  if (name !== 'tlsf' || hasAssemblyScript()) return null;
  return 'assemblyscript is not installed; npm install --no-save assemblyscript';
}

function ours(name: ProfileName, checked: boolean): Subject {
  const profile = PROFILES[name];
  const { arenaSize } = profile;
  const system = new System({
    arenaSize,
    ...(checked ? {} : { memory: (receive) => new UncheckedMemory(receive) }),
  });
  const { memory } = system;
  return {
    detail: checked ? 'memory that checks every access' : 'memory that counts and does not check',
    allocator: new Obmalloc(system, profile),
    footprint: () => system.peak * arenaSize,
    accesses: () => ({ reads: memory.reads, writes: memory.writes }),
  };
}

/** Room for the largest workload that it can take part in. */
const POOL_BYTES = 16 * 1024 * 1024;

function thing(): Subject {
  const pool = new MemPool({ buf: new ArrayBuffer(POOL_BYTES), align: 8 });
  return {
    detail: versionOf('@thi.ng/malloc'),
    allocator: {
      malloc: (nbytes) => pool.malloc(nbytes),
      calloc: (nelem, elsize) => pool.calloc(nelem * elsize),
      realloc: (block, nbytes) => (block === 0 ? pool.malloc(nbytes) : pool.realloc(block, nbytes)),
      free: (block) => {
        pool.free(block);
      },
    },
    footprint: null,
    accesses: null,
  };
}

async function wasm(name: string, make: () => Promise<Allocator>): Promise<Subject> {
  return {
    detail: `in WebAssembly, from ${name} ${versionOf(name)}`,
    allocator: await make(),
    footprint: null,
    accesses: null,
  };
}

/** Of the package that is installed. */
function versionOf(name: string): string {
  const { paths } = createRequire(import.meta.url).resolve;
  for (const folder of paths(name) ?? []) {
    try {
      return JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')).version;
    } catch {}
  }
  return '?';
}
