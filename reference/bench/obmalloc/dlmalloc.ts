import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Parser } from 'web-tree-sitter';
import type { Allocator } from '../../memory/workloads/replay.ts';

/** What is used of the host's `WebAssembly`: Node's types leave it out. */
interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: unknown) => { readonly exports: Readonly<Record<string, unknown>> };
}

/**
 * dlmalloc, as emscripten compiles it into every WebAssembly module written in C. tree-sitter's module is used because
 * it exports the four functions, grows its memory as it needs, and is a small package; its parser is left alone.
 */
export async function dlmalloc(): Promise<Allocator> {
  const path = createRequire(import.meta.url).resolve('web-tree-sitter/web-tree-sitter.wasm');
  const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyHost }).WebAssembly;
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
  const { malloc, calloc, realloc, free } = exported;
  return { malloc, calloc, realloc, free } as Allocator;
}
