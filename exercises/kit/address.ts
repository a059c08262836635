/** A place in the simulated address space, in bytes. 0 is NULL: nothing lies there. */
export type Address = number & { readonly brand: 'Address' };

export const NULL = 0 as Address;

/** Memory is mapped, and counted as touched, in pages of this many bytes. */
export const PAGE_SIZE = 4096;

/** Arenas lie below it, blocks of the raw allocator from it on. */
export const RAW_BASE = 0x8000_0000 as Address;

/** An access to memory that is not there, or a pointer or counter at an address that is no multiple of its size. */
export class SegmentationFault extends Error {
  override readonly name = 'SegmentationFault';
  readonly address: number;
  constructor(address: number, attempt: string, reason: string) {
    super(`${attempt} at ${hex(address)}: ${reason}`);
    this.address = address;
  }
}

/** `0x41000`; a number that can be no address is shown as it is. */
export function hex(address: number): string {
  return Number.isInteger(address) && address >= 0 ? `0x${address.toString(16)}` : String(address);
}
