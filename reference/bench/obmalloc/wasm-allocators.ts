import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Parser } from 'web-tree-sitter';
import type { Allocator } from '../../memory/workloads/replay.ts';

/** What is used of the host's `WebAssembly`: Node's types leave it out. */
interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: unknown) => { readonly exports: Readonly<Record<string, unknown>> };
}

const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyHost }).WebAssembly;

/**
 * dlmalloc, as emscripten compiles it into every WebAssembly module written in C. tree-sitter's module is used because
 * it exports the four functions, grows its memory as it needs, and is a small package; its parser is left alone.
 */
export async function dlmalloc(): Promise<Allocator> {
  const path = fileURLToPath(import.meta.resolve('web-tree-sitter/web-tree-sitter.wasm'));
  let exported: Readonly<Record<string, unknown>> = {};
  await Parser.init({
    instantiateWasm(imports: unknown, ready: (instance: object, module: object) => void) {
      const module = new Module(readFileSync(path));
      const instance = new Instance(module, imports);
      exported = instance.exports;
      ready(instance, module);
      return exported;
    },
  });
  return allocatorOf(exported);
}

/** AssemblyScript's compiler: too large to be installed for this alone. */
const COMPILER = 'assemblyscript/asc';

export function hasAssemblyScript(): boolean {
  try {
    return import.meta.resolve(COMPILER) !== '';
  } catch {
    return false;
  }
}

/** TLSF, as AssemblyScript's runtime has it, compiled on the spot. */
export async function tlsf(): Promise<Allocator> {
  const { compileString } = (await import(COMPILER)) as {
    compileString(source: string, options: object): Promise<{ readonly binary: Uint8Array | null }>;
  };
  const { binary } = await compileString(TLSF, { optimizeLevel: 3, runtime: 'minimal' });
  if (binary === null) throw new Error('AssemblyScript did not compile its allocator');
  const { exports } = new Instance(new Module(binary), { env: { abort } });
  return allocatorOf(exports);
}

const TLSF = `
export function malloc(nbytes: usize): usize { return heap.alloc(nbytes); }
export function calloc(nelem: usize, elsize: usize): usize {
  const block = heap.alloc(nelem * elsize);
  memory.fill(block, 0, nelem * elsize);
  return block;
}
export function realloc(block: usize, nbytes: usize): usize {
  return block == 0 ? heap.alloc(nbytes) : heap.realloc(block, nbytes);
}
export function free(block: usize): void { if (block != 0) heap.free(block); }
`;

function abort(): never {
  throw new Error('TLSF gave up');
}

function allocatorOf({ malloc, calloc, realloc, free }: Readonly<Record<string, unknown>>): Allocator {
  return { malloc, calloc, realloc, free } as Allocator;
}
