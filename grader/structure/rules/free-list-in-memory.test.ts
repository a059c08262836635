import { describe, expect, it } from 'vitest';
import { freeListInMemory } from './free-list-in-memory.ts';
import { reports, ruleBench } from './rule-bench.ts';

const findings = ruleBench(freeListInMemory, '17-obmalloc');

/** An allocator with those members and that body of `free`. */
function allocator(members: string, body: string): string {
  return `export class Obmalloc { readonly memory: Memory; readonly system: System; ${members} constructor(system: System) { this.system = system; this.memory = system.memory; } free(address: Address): void { ${body} } }`;
}

describe(freeListInMemory.id, () => {
  it.each([
    ['a link in a block', allocator('', 'this.memory.writePointer(address, this.memory.readPointer(address));')],
    [
      'heads that are assigned by index',
      allocator('used: Address[] = Array(SIZE_CLASSES).fill(NULL);', 'this.used[3] = address;'),
    ],
    ['a typed array of heads', allocator('used = new Float64Array(64);', 'this.used[3] = address;')],
    [
      'a table of arenas that grows',
      allocator(
        'arenas: { address: Address; next: number }[] = [];',
        'this.arenas.push({ address: this.system.mapArena(), next: 0 }); void address;',
      ),
    ],
    [
      'a stack of unused slots',
      allocator('slots: number[] = [];', 'this.slots.push(3); this.slots.pop(); void address;'),
    ],
    [
      'a table of pool objects by number',
      allocator(
        'pools: ({ size: number } | undefined)[] = [];',
        'this.pools[Math.floor(address / POOL_SIZE)] = { size: 8 };',
      ),
    ],
    [
      'a Map of arenas by base',
      allocator(
        'arenas = new Map<Address, { free: number }>();',
        'const base = this.system.mapArena(); this.arenas.set(base, { free: 64 }); void address;',
      ),
    ],
    [
      'a method of the student’s own called push',
      allocator('', 'this.push(address); } push(pool: Address): void { this.memory.writePointer(pool, NULL);'),
    ],
    [
      'objects of the student’s own',
      allocator('arenas: Arena[] = [];', 'this.arenas[0] = new Arena(); void [address, this.constructor];') +
        '\nclass Arena { free = 64; }',
    ],
    ['the kit’s memory', allocator('', 'this.memory.fill(address, 8, 0);')],
  ])('accepts %s', (_name, code) => {
    expect(findings(code)).toEqual([]);
  });

  it.each([
    ['an array of blocks', allocator('list: Address[] = [];', '/*!*/this.list.push(address);')],
    ['pop', allocator('list: Address[] = [];', '/*!*/this.list.pop(); void address;')],
    ['an array of numbers that gets addresses', allocator('list: number[] = [];', '/*!*/this.list.push(address);')],
    [
      'an address that went through a number',
      allocator('list: number[] = [];', 'const block: number = address; /*!*/this.list.push(block + 8);'),
    ],
    ['a Set', allocator('live = new Set<Address>();', '/*!*/this.live.add(address); /*!*/this.live.delete(address);')],
    ['a Map by block', allocator('sizes = new Map<number, number>();', '/*!*/this.sizes.set(address, 8);')],
    [
      'a Map of lists',
      allocator(
        'lists = new Map<number, Address[]>();',
        '/*!*/this.lists.get(3)?.push(address); /*!*/this.lists.set(3, []);',
      ),
    ],
    ['lists by class', allocator('lists: Address[][] = [];', '/*!*/this.lists[3]?.unshift(address);')],
    [
      'a local name for the list',
      allocator('list: Address[] = [];', 'const { list } = this; /*!*/list?.push(address);'),
    ],
    ['an element access', allocator('list: Address[] = [];', "/*!*/this.list['pu' + 'sh'](address);")],
    ['a new list with one more', allocator('list: Address[] = [];', 'this.list = /*!*/[address, ...this.list];')],
    ['concat', allocator('list: Address[] = [];', 'this.list = /*!*/this.list.concat(address);')],
    ['slice', allocator('list: Address[] = [];', 'this.list = /*!*/this.list.slice(1); void address;')],
    ['a borrowed push', allocator('list: number[] = [];', '/*!*/Array.prototype.push.call(this.list, address);')],
    [
      'a bound push',
      allocator('list: number[] = [];', 'const push = this.list.push.bind(this.list); /*!*/push(address);'),
    ],
    ['a shorter length', allocator('list: Address[] = [];', '/*!*/this.list.length -= 1; void address;')],
    ['a stack by index', allocator('list = new Float64Array(64); top = 0;', '/*!*/this.list[this.top++] = address;')],
    [
      'a memory of its own',
      `import * as kit from '../kit/memory.ts';\n${allocator('own = /*!*/new kit.Memory(() => {});', 'void address;')}`,
    ],
    [
      'a memory of its own, by a name and a class',
      "import { Memory as Heap } from '../kit/memory.ts';\nconst M = Heap;\nexport const own = /*!*/new M(() => {});\nexport class Mine extends /*!*/Heap {}",
    ],
    ['the class of the system', allocator('', 'void address; new (/*!*/this.system.constructor as any)({});')],
    ['the class of any', allocator('', "void address; const any: any = this.system; new /*!*/any['constructor']({});")],
    ['an end that grows by index', allocator('list: number[] = [];', '/*!*/this.list[this.list.length] = address;')],
  ])('reports %s', (_name, code) => {
    expect(findings(code)).toEqual(reports(freeListInMemory, code));
  });
});
