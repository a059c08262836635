import type { Address, Memory } from '../../../exercises/kit/memory.ts';

/** Memory as a build sees it, through pointers of its size. A `Memory` itself is one: its pointers have 8 bytes. */
export interface PointerMemory {
  readPointer(address: number): Address;
  writePointer(address: number, value: number): void;
  readU32(address: number): number;
  writeU32(address: number, value: number): void;
}

/** The same memory as a 32-bit machine sees it: pointers have 4 bytes. */
export class NarrowMemory implements PointerMemory {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  readPointer(address: number): Address {
    return this.#memory.readU32(address) as Address;
  }
  writePointer(address: number, value: number): void {
    this.#memory.writeU32(address, value);
  }
  readU32(address: number): number {
    return this.#memory.readU32(address);
  }
  writeU32(address: number, value: number): void {
    this.#memory.writeU32(address, value);
  }
}
