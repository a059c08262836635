import type { Address, Memory } from '../../../exercises/kit/memory.ts';
import type { System } from '../../../exercises/kit/system.ts';
import { OB_REFCNT, OB_SIZE, OB_TYPE, TYPE_SHIFT } from './layout.ts';
import { TypeObject, type TypeSpec } from './type-object.ts';

const TP_BASICSIZE = 32;
const TP_ITEMSIZE = 40;
/** A heap's types at most. */
export const MAX_TYPES = 256;

/** All types of a heap, one after the other in static memory. */
export class TypeTable {
  readonly #memory: Memory;
  readonly #base: Address;
  readonly #types: TypeObject[] = [];
  /** 1 for types of containers. */
  readonly #containers = new Uint8Array(MAX_TYPES);
  /** Where the references of a type's objects begin, and how many there are; −1 if that is not the same for all. */
  readonly firstReference = new Int32Array(MAX_TYPES);
  readonly references = new Int32Array(MAX_TYPES).fill(-1);
  /** Bytes before an object's address. */
  readonly presizes = new Uint8Array(MAX_TYPES);
  /** Where the list of weak references begins; 0: none are taken. */
  readonly weaklist = new Int32Array(MAX_TYPES);
  /** Whether the objects of some type have finalizers. */
  finalizers = false;

  constructor(system: System) {
    this.#memory = system.memory;
    this.#base = system.staticData(MAX_TYPES << TYPE_SHIFT);
  }

  /** How many types there are. */
  get count(): number {
    return this.#types.length;
  }

  /** Makes a type. @throws {RangeError} if there are too many. */
  define(spec: TypeSpec): TypeObject {
    const index = this.#types.length;
    if (index === MAX_TYPES) throw new RangeError(`${spec.name}: a heap has ${MAX_TYPES} types at most`);
    const type = new TypeObject((this.#base + (index << TYPE_SHIFT)) as Address, spec);
    this.#types.push(type);
    this.#containers[index] = type.isGc ? 1 : 0;
    this.presizes[index] = type.presize;
    this.weaklist[index] = type.weaklistoffset;
    this.finalizers ||= type.finalize !== null;
    if (spec.references !== undefined) [this.firstReference[index], this.references[index]] = spec.references;
    this.#memory.writePointer(type.address + OB_REFCNT, 1);
    this.#memory.writePointer(type.address + OB_TYPE, this.#base); // the first one is `type`, its own type too
    this.#memory.writePointer(type.address + OB_SIZE, 0);
    this.#memory.writePointer(type.address + TP_BASICSIZE, type.basicsize);
    this.#memory.writePointer(type.address + TP_ITEMSIZE, type.itemsize);
    return type;
  }

  /** Whether the object has a `PyGC_Head`. CPython: `_PyObject_IS_GC`. */
  isGc(object: Address): boolean {
    return this.#containers[(this.#memory.readPointer(object + OB_TYPE) - this.#base) >>> TYPE_SHIFT] === 1;
  }

  /** Number of the type: where it stands in the table. */
  indexOf(object: Address): number {
    return (this.#memory.readPointer(object + OB_TYPE) - this.#base) >>> TYPE_SHIFT;
  }

  /** The same of a type. */
  indexOfType(type: TypeObject): number {
    return (type.address - this.#base) >>> TYPE_SHIFT;
  }

  /** The n-th type. */
  at(index: number): TypeObject {
    return this.#types[index] as TypeObject;
  }

  /** The type that `ob_type` points to. CPython: `Py_TYPE`. */
  of(object: Address): TypeObject {
    return this.#types[(this.#memory.readPointer(object + OB_TYPE) - this.#base) >>> TYPE_SHIFT] as TypeObject;
  }
}
