import { type Address, NULL } from '../../../exercises/kit/memory.ts';
import { objectDel } from '../objects/allocate.ts';
import { OBJECT_BYTES, VAR_OBJECT_BYTES, WORD } from '../objects/layout.ts';
import type { ObjectHeap } from '../objects/object-heap.ts';
import { decref } from '../objects/refcount.ts';
import type { TypeObject, TypeSpec } from '../objects/type-object.ts';

/** Where a float keeps its value, a bytes object its hash, a function the constants of its code. */
export const PAYLOAD = OBJECT_BYTES;
/** `sizeof(PyBytesObject)` less the characters and the zero behind them. */
export const BYTES_HEADER = VAR_OBJECT_BYTES + WORD;

const withoutReferences = {
  traverse: (_heap, _object, span) => span.set(NULL, 0, 0),
  clear: null,
  dealloc: (heap, object) => objectDel(heap, object),
} satisfies Pick<TypeSpec, 'traverse' | 'clear' | 'dealloc'>;

/**
 *     0           8         16        24
 *     │ ob_refcnt │ ob_type │ ob_fval │
 *
 * Source: CPython 3.11, Include/cpython/floatobject.h.
 */
const FLOAT_TYPE: TypeSpec = { name: 'float', basicsize: OBJECT_BYTES + WORD, ...withoutReferences };

/**
 *     0           8         16        24     32
 *     │ ob_refcnt │ ob_type │ ob_size │ hash │ characters, 0 │
 *
 * Source: CPython 3.11, Include/cpython/bytesobject.h.
 */
const BYTES_TYPE: TypeSpec = { name: 'bytes', basicsize: BYTES_HEADER, itemsize: 1, ...withoutReferences };

/** `object()`: a count and a type, nothing else. */
const OBJECT_TYPE: TypeSpec = { name: 'object', basicsize: OBJECT_BYTES, ...withoutReferences };

/** A `def`'s function: it holds the constants of its code, and so keeps them alive. `forget` is told of its release. */
function functionType(forget: (object: Address) => void): TypeSpec {
  return {
    name: 'function',
    basicsize: OBJECT_BYTES + WORD,
    traverse: (_heap, object, span) => span.set(object + PAYLOAD, WORD, 1),
    clear: null,
    dealloc: (heap, object) => {
      const constants = heap.memory.readPointer(object + PAYLOAD);
      forget(object);
      objectDel(heap, object);
      decref(heap, constants);
    },
  };
}

/** Types of objects that programs name and that the heap alone has no need of. */
export interface MoreTypes {
  readonly float: TypeObject;
  readonly bytes: TypeObject;
  readonly bool: TypeObject;
  readonly frozenset: TypeObject;
  readonly object: TypeObject;
  readonly module: TypeObject;
  readonly builtin: TypeObject;
  readonly function: TypeObject;
}

/** Adds them to a heap. To be called once for a heap. `forget` is told of every function that is released. */
export function defineMoreTypes({ types, builtins }: ObjectHeap, forget: (object: Address) => void): MoreTypes {
  return {
    float: types.define(FLOAT_TYPE),
    bytes: types.define(BYTES_TYPE),
    // True and False are ints in static memory.
    bool: types.define({ ...withoutReferences, name: 'bool', basicsize: builtins.int.basicsize, itemsize: 4 }),
    // Only the empty one is needed here.
    frozenset: types.define({ ...OBJECT_TYPE, name: 'frozenset' }),
    object: types.define(OBJECT_TYPE),
    module: types.define({ ...OBJECT_TYPE, name: 'module' }),
    builtin: types.define({ ...OBJECT_TYPE, name: 'builtin_function_or_method' }),
    function: types.define(functionType(forget)),
  };
}
