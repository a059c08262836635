import type { Address } from '../../../exercises/kit/memory.ts';
import { objectNew } from '../objects/allocate.ts';
import { newInt, writeInt } from '../objects/int-object.ts';
import { OB_REFCNT, OB_SIZE, OB_TYPE } from '../objects/layout.ts';
import type { ObjectHeap } from '../objects/object-heap.ts';
import { incref } from '../objects/refcount.ts';
import { newStr } from '../objects/str-object.ts';
import { newTuple } from '../objects/tuple-object.ts';
import type { TypeObject } from '../objects/type-object.ts';
import { BYTES_HEADER, defineMoreTypes, type MoreTypes, PAYLOAD } from './more-types.ts';

/** The ints that are there before any program runs. CPython: `_PY_NSMALLNEGINTS`, `_PY_NSMALLPOSINTS`. */
export const SMALL_INTS = { first: -5, last: 256 } as const;
/** Bytes of a static int of one digit, rounded up. */
const SMALL_INT_BYTES = 32;
const LATIN_1 = 256;

/**
 * Makes values, and gives an object that is there already wherever CPython does. Each method returns a new reference.
 *
 * There for good: the ints from −5 to 256, True and False, the empty str, bytes and tuple, the strings and bytes of one
 * character up to U+00FF.
 *
 * Differs from CPython: of these only the ints and truth values are in static memory; strings and bytes of one character
 * are made when they are first used.
 *
 * Source: CPython 3.11, Objects/longobject.c, `get_small_int`; Objects/unicodeobject.c, `get_latin1_char`;
 * Objects/bytesobject.c, `get_character`; Objects/tupleobject.c, `tuple_get_empty`.
 */
export class Values {
  readonly heap: ObjectHeap;
  readonly types: MoreTypes;
  readonly #smallInts: Address;
  readonly #bools: Readonly<Record<'true' | 'false', Address>>;
  /** Of one character, once used. */
  readonly #characters = new Map<string, Address>();
  readonly #bytes = new Map<string, Address>();
  readonly #emptyStr: Address;
  readonly #emptyBytes: Address;
  readonly #emptyTuple: Address;

  /** `forget` is told of every function that is released. */
  constructor(heap: ObjectHeap, forget: (object: Address) => void = () => {}) {
    this.heap = heap;
    this.types = defineMoreTypes(heap, forget);
    const { first, last } = SMALL_INTS;
    this.#smallInts = heap.system.staticData((last - first + 1) * SMALL_INT_BYTES);
    for (let value = first; value <= last; value += 1) {
      this.#layOutInt(this.#smallInt(value), heap.builtins.int, BigInt(value));
    }
    const bool = (value: bigint) => this.#layOutInt(heap.system.staticData(SMALL_INT_BYTES), this.types.bool, value);
    this.#bools = { false: bool(0n), true: bool(1n) };
    this.#emptyStr = newStr(heap, '');
    this.#emptyBytes = this.#newBytes('');
    this.#emptyTuple = newTuple(heap, []);
  }

  none(): Address {
    return incref(this.heap, this.heap.none);
  }

  bool(value: boolean): Address {
    return incref(this.heap, value ? this.#bools.true : this.#bools.false);
  }

  isTrue(object: Address): boolean {
    return object === this.#bools.true;
  }

  /** `PyLong_FromLong` and all arithmetic: every small result is the cached one. */
  int(value: bigint): Address {
    if (value >= SMALL_INTS.first && value <= SMALL_INTS.last) {
      return incref(this.heap, this.#smallInt(Number(value)));
    }
    return newInt(this.heap, value);
  }

  /** Never an object that is there already. */
  float(value: number): Address {
    const object = objectNew(this.heap, this.types.float);
    const words = new Uint32Array(new Float64Array([value]).buffer);
    this.heap.memory.writeU32(object + PAYLOAD, words[0] ?? 0);
    this.heap.memory.writeU32(object + PAYLOAD + 4, words[1] ?? 0);
    return object;
  }

  str(text: string): Address {
    if (text === '') return incref(this.heap, this.#emptyStr);
    if (text.length > 1 || text.charCodeAt(0) >= LATIN_1) return newStr(this.heap, text);
    return this.#kept(this.#characters, text, () => newStr(this.heap, text));
  }

  /** `characters` are U+0000 to U+00FF. */
  bytes(characters: string): Address {
    if (characters === '') return incref(this.heap, this.#emptyBytes);
    if (characters.length > 1) return this.#newBytes(characters);
    return this.#kept(this.#bytes, characters, () => this.#newBytes(characters));
  }

  /** The tuple has references of its own to the items. */
  tuple(items: readonly Address[]): Address {
    return items.length === 0 ? incref(this.heap, this.#emptyTuple) : newTuple(this.heap, items);
  }

  #kept(known: Map<string, Address>, text: string, make: () => Address): Address {
    const object = known.get(text) ?? make();
    known.set(text, object);
    return incref(this.heap, object);
  }

  #smallInt(value: number): Address {
    return (this.#smallInts + (value - SMALL_INTS.first) * SMALL_INT_BYTES) as Address;
  }

  /** In static memory: the one reference that counts for nobody keeps it for good. */
  #layOutInt(int: Address, type: TypeObject, value: bigint): Address {
    this.heap.memory.writePointer(int + OB_REFCNT, 1);
    this.heap.memory.writePointer(int + OB_TYPE, type.address);
    writeInt(this.heap, int, value);
    return int;
  }

  #newBytes(characters: string): Address {
    const { heap } = this;
    const object = objectNew(heap, this.types.bytes, BYTES_HEADER + characters.length + 1);
    heap.memory.writePointer(object + OB_SIZE, characters.length);
    heap.memory.writePointer(object + OB_SIZE + 8, 0);
    for (let index = 0; index <= characters.length; index += 1) {
      heap.memory.writeU8(object + BYTES_HEADER + index, characters.charCodeAt(index) || 0);
    }
    return object;
  }
}
