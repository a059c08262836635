import type { Address } from '../kit/memory.ts';
import type { System } from '../kit/system.ts';

class Shout extends Error {
  override readonly name = '</td><script>alert("name")</script>\u001b[31m';
  override get message(): string {
    return `${'A'.repeat(3_000_000)}<svg onload=alert(1)>`;
  }
}

export class Obmalloc {
  readonly system: System;

  constructor(system: System) {
    this.system = system;
  }

  malloc(size: number): Address {
    if (size < 9) return `<b onmouseover=alert(${size})>0:48 +A0</b>\u001b[8m` as unknown as Address;
    throw new Shout();
  }

  calloc(_count: number, _size: number): Address {
    throw new Shout();
  }

  realloc(_address: Address, _size: number): Address {
    throw new Shout();
  }

  free(_address: Address): void {
    throw new Shout();
  }
}
