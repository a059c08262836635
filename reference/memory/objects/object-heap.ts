import type { PythonError } from '../../../exercises/kit/errors.ts';
import { type Address, type Memory, NULL } from '../../../exercises/kit/memory.ts';
import { System } from '../../../exercises/kit/system.ts';
import { Obmalloc, PROFILES } from '../obmalloc/index.ts';
import { ATOM_TYPE, FUNCTION_TYPE, NONE_TYPE } from './atom-object.ts';
import { layOutEmptyKeys } from './dict-keys.ts';
import { DICT_TYPE } from './dict-object.ts';
import type { HeapListener } from './events.ts';
import { GcState } from './gc-state.ts';
import { INT_TYPE } from './int-object.ts';
import { OB_REFCNT, OB_TYPE, OBJECT_BYTES } from './layout.ts';
import { LIST_TYPE } from './list-object.ts';
import { STR_TYPE } from './str-object.ts';
import { TUPLE_TYPE } from './tuple-object.ts';
import { ReferenceSpan, type TypeObject, type TypeSpec } from './type-object.ts';
import { TypeTable } from './type-table.ts';
import { WEAKREF_TYPE } from './weakref-object.ts';

/** The types that every heap has. */
export interface Builtins {
  readonly type: TypeObject;
  readonly none: TypeObject;
  readonly int: TypeObject;
  readonly str: TypeObject;
  readonly atom: TypeObject;
  readonly function: TypeObject;
  readonly list: TypeObject;
  readonly tuple: TypeObject;
  readonly dict: TypeObject;
  readonly weakref: TypeObject;
}

export interface ObjectHeapOptions {
  /** A system with arenas of `PROFILES['amd64-3.11']`. Default: a new one. */
  readonly system?: System;
}

/**
 * Objects in simulated memory, and what CPython keeps beside them in its interpreter's state.
 *
 * All that an object is, is in its bytes, allocated by `Obmalloc`. In tables beside them is only what C has code for:
 * types by their place, what a function does by its address; and the interned strings by their text, a dict in CPython.
 *
 * Differs from CPython: there are no free lists. Every object's memory comes from the allocator and goes back to it, so
 * that it can be followed into its block.
 */
export class ObjectHeap {
  readonly system: System;
  readonly memory: Memory;
  readonly allocator: Obmalloc;
  readonly types: TypeTable;
  readonly builtins: Builtins;
  readonly gc: GcState;
  /** The one None. */
  readonly none: Address;
  /** The keys of every dict that is empty. CPython: `Py_EMPTY_KEYS`. */
  readonly emptyKeys: Address;
  /** For whoever walks along references and calls nothing that could walk too. */
  readonly span = new ReferenceSpan();
  /** Releases that are nested now. CPython: `trash_delete_nesting`. */
  trashNesting = 0;
  /** Top of the trashcan, or NULL. CPython: `trash_delete_later`. */
  trashLater: Address = NULL;
  /** Calls of Python code from inside the heap so far: finalizers and callbacks. */
  calls = 0;
  /** Weak references that there are. */
  weakrefs = 0;
  /** Interned strings by text. Not counted as references. CPython: the dict `interned`. */
  readonly interned = new Map<string, Address>();
  /** What each function object does when it is called. */
  readonly functions = new Map<Address, (argument: Address) => void>();
  /** Told of everything that happens. null costs nothing. */
  listener: HeapListener | null = null;
  /** Told of exceptions that nobody can catch: of finalizers and callbacks. CPython: `sys.unraisablehook`. */
  unraisable: (error: PythonError) => void = () => {};

  constructor({ system = new System({ arenaSize: PROFILES['amd64-3.11'].arenaSize }) }: ObjectHeapOptions = {}) {
    this.system = system;
    this.memory = system.memory;
    this.allocator = new Obmalloc(system, PROFILES['amd64-3.11']);
    this.types = new TypeTable(system);
    const define = (spec: TypeSpec) => this.types.define(spec);
    this.builtins = {
      type: define({ ...NONE_TYPE, name: 'type' }), // the table's first: every `ob_type` of a type points to it
      none: define(NONE_TYPE),
      int: define(INT_TYPE),
      str: define(STR_TYPE),
      atom: define(ATOM_TYPE),
      function: define(FUNCTION_TYPE),
      list: define(LIST_TYPE),
      tuple: define(TUPLE_TYPE),
      dict: define(DICT_TYPE),
      weakref: define(WEAKREF_TYPE),
    };
    this.gc = new GcState(system);
    this.none = system.staticData(OBJECT_BYTES);
    this.memory.writePointer(this.none + OB_REFCNT, 1);
    this.memory.writePointer(this.none + OB_TYPE, this.builtins.none.address);
    this.emptyKeys = layOutEmptyKeys(system);
  }
}
