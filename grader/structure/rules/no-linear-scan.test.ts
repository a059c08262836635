import { describe, expect, it } from 'vitest';
import { noLinearScan } from './no-linear-scan.ts';
import { reports, ruleBench } from './rule-bench.ts';

const findings = ruleBench(noLinearScan, '17-obmalloc');

/** An allocator with those members and that body of `free`. */
function allocator(body: string, members = 'arenas: Arena[] = [];'): string {
  return `interface Arena { address: Address; free: number; next: Arena | undefined }\nexport class Obmalloc { readonly memory: Memory; ${members} constructor(system: System) { this.memory = system.memory; } free(address: Address): void { ${body} } }`;
}

describe(noLinearScan.id, () => {
  it.each([
    ['a look-up by index', allocator('const arena = this.arenas[this.memory.readU32(address)]; void arena;')],
    [
      'a search that no call makes',
      allocator('void address;', 'arenas: Arena[] = []; check() { return this.arenas.find((a) => a.free > 0); }'),
    ],
    [
      'a loop in the constructor',
      allocator('void address;', 'a = 1; static make() { for (const x of [1, 2]) void x; }'),
    ],
    [
      'an arena that moves to its place',
      allocator(
        'let a = this.arenas[0]; while (a !== undefined && a.next !== undefined && a.free > a.next.free) a = a.next; void address;',
      ),
    ],
    [
      'a constant bound',
      allocator('for (let c = 0; c < SIZE_CLASSES; c += 1) void this.used[c]; void address;', 'used: Address[] = [];'),
    ],
    [
      'bytes that are copied',
      allocator(
        'const n = this.memory.readU32(address); for (let i = 0; i < n; i += 1) this.memory.writeU8(address + i, 0);',
      ),
    ],
    [
      'pools of an arena that are linked',
      allocator(
        'const n = this.arenas[0]?.free ?? 0; for (let i = 0; i < n; i += 1) this.memory.writePointer(address + i * POOL_SIZE, NULL);',
      ),
    ],
    ['methods of the student’s own', allocator('this.find(address);', 'find(address: Address) { void address; }')],
    [
      'a typed array that is filled',
      allocator('this.owner.fill(1, 0, 64); void address;', 'owner = new Int32Array(64);'),
    ],
    [
      'a free list that is walked to its end',
      allocator('let at = address; while (at !== NULL) at = this.memory.readPointer(at);'),
    ],
    [
      'the fields of a constant of the kit’s',
      allocator(
        'void Object.entries(POOL_HEADER).map(([name]) => name); for (const at of Object.values(POOL_HEADER)) void address;',
      ),
    ],
  ])('accepts %s', (_name, code) => {
    expect(findings(code)).toEqual([]);
  });

  it.each([
    [
      'map over what a record holds',
      allocator(
        'void /*!*/Object.values(this.byPlace).map((a) => a); void address;',
        'byPlace: Record<number, Address> = {};',
      ),
    ],
    ['find', allocator('void /*!*/this.arenas.find((a) => a.address < address);')],
    [
      'some in a helper',
      allocator(
        'this.owns(address);',
        'arenas: Arena[] = []; owns(x: Address) { return /*!*/this.arenas.some((a) => a.address === x); }',
      ),
    ],
    [
      'a helper outside the class',
      `${allocator('owner([], address);')}\nfunction owner(list: Arena[], x: Address) { return /*!*/list.findLast((a) => a.address <= x); }`,
    ],
    ['sort', allocator('/*!*/this.arenas.sort((a, b) => a.free - b.free); void address;')],
    ['splice', allocator('/*!*/this.arenas.splice(0, 1); void address;')],
    ['indexOf by a string', allocator("void /*!*/this.list['index' + 'Of'](address);", 'list: Address[] = [];')],
    ['optional chaining', allocator('void /*!*/this.list?.includes(address);', 'list: Address[] | undefined;')],
    [
      'a borrowed method',
      allocator('void /*!*/Array.prototype.indexOf.call(this.list, address);', 'list: Address[] = [];'),
    ],
    ['an array of any', allocator('void /*!*/this.list.filter((x: unknown) => x === address);', 'list: any;')],
    ['Math.min over a list', allocator('void [/*!*/Math.min(...this.list), address];', 'list: number[] = [];')],
    ['for of', allocator('/*!*/for (const a of this.arenas) if (a.address === address) return;')],
    [
      'for of over a Map',
      allocator('/*!*/for (const [k] of this.table) if (k === address) return;', 'table = new Map<Address, Arena>();'),
    ],
    ['for in', allocator('/*!*/for (const k in this.arenas) if (this.arenas[k]?.address === address) return;')],
    [
      'a loop up to the length',
      allocator(
        '/*!*/for (let i = 0; i < this.arenas.length; i += 1) if (this.arenas[i]?.address === address) return;',
      ),
    ],
    [
      'a loop up to a count',
      allocator(
        '/*!*/for (let i = 0; i < this.count; i++) if (this.base[i] === address) return;',
        'count = 0; base = new Float64Array(8);',
      ),
    ],
    [
      'a loop without a condition on a collection',
      allocator('let i = 0; /*!*/while (this.base[i] !== address) i += 1;', 'base = new Float64Array(8);'),
    ],
    [
      'a walk along the arenas',
      allocator('/*!*/for (let a = this.arenas[0]; a !== undefined; a = a.next) if (address >= a.address) return;'),
    ],
    [
      'a walk along the pools',
      allocator(
        'let at = this.first; /*!*/while (at !== NULL && at !== address) at = this.memory.readPointer(at);',
        'first: Address = NULL;',
      ),
    ],
    [
      'malloc too',
      'export class Obmalloc { list: Address[] = []; malloc(size: number) { return /*!*/this.list.find((x) => x > size); } }',
    ],
  ])('reports %s', (_name, code) => {
    expect(findings(code)).toEqual(reports(noLinearScan, code));
  });
});
