import { type Keywords, type PyDict, PyObject, type PyValue } from '../object/py-object.ts';
import type { SharedKeys } from '../object/shared-keys.ts';
import type { Found } from './type-cache.ts';

/** `tp_getattro`: `x.name`. */
export type GetAttrFunction = (self: PyValue, name: string) => PyValue;
/** `tp_setattro`: `x.name = value`, and `del x.name` where the value is undefined. */
export type SetAttrFunction = (self: PyValue, name: string, value: PyValue | undefined) => void;
/** `tp_descr_get`: what an attribute found on a class becomes. `instance` is undefined if it was asked of the class. */
export type DescrGetFunction = (self: PyValue, instance: PyValue | undefined, owner: PyType) => PyValue;
/** `tp_descr_set`: sets, or deletes where the value is undefined. */
export type DescrSetFunction = (self: PyValue, instance: PyValue, value: PyValue | undefined) => void;
/** `tp_call`: `x(*args, **kwds)`. */
export type CallFunction = (self: PyValue, args: readonly PyValue[], kwds: Keywords) => PyValue;
/** `tp_new`: makes an instance of `cls`. */
export type NewFunction = (cls: PyType, args: readonly PyValue[], kwds: Keywords) => PyValue;
/** `tp_init`: fills an instance. */
export type InitFunction = (self: PyValue, args: readonly PyValue[], kwds: Keywords) => void;

/** How instances lie in memory, as on a 64-bit machine: it decides which classes may be combined or exchanged. */
export interface Layout {
  /** `__basicsize__`: bytes of an instance. */
  readonly basicsize: number;
  /** `__itemsize__`: bytes of each further item; not 0 in `int`, `tuple`, `bytes`, `type`. */
  readonly itemsize: number;
  /** `__dictoffset__`: 0 without a `__dict__`; negative if counted from the end or managed. */
  readonly dictoffset: number;
  /** `__weakrefoffset__`: 0 where there can be no weak references. */
  readonly weaklistoffset: number;
}

/**
 * A class. Also the struct that CPython fills in step by step while a class is made; `mro` is null until it is known.
 *
 * Invariants: `mro[0]` is the class (unless its metaclass says otherwise); `base` is one of `bases`; every class in
 * `bases` has the class in `subclasses`; while `versionTag` is not 0, so is the tag of every base, and `cache` and
 * the slots below tell what a search of the MRO would find.
 *
 * Source: CPython 3.11, Include/cpython/object.h, `struct _typeobject`, `struct _heaptypeobject`.
 */
export class PyType extends PyObject {
  /** `__dict__`, in order. A class always has one. */
  declare dict: PyDict;
  /** `__name__`. */
  declare name: string;
  /** `__qualname__`. */
  declare qualname: string;
  /** The module of a class that was there from the start. That of all others is in their `dict`. */
  declare readonly module: string;
  /** `__bases__`; empty for `object` alone. */
  declare bases: readonly PyType[];
  /** `__base__`: the base whose instances this class's instances extend; null for `object` alone. */
  declare base: PyType | null;
  /** `__mro__`. */
  declare mro: readonly PyType[] | null;

  declare basicsize: number;
  declare itemsize: number;
  declare dictoffset: number;
  declare weaklistoffset: number;
  /** Mangled and sorted names of this class's own `__slots__`; null where it has no such declaration. */
  declare ownSlots: readonly string[] | null;
  /** Number of slots of an instance, inherited ones first. */
  declare slotCount: number;
  /** Whether the `dict` of instances is made by the interpreter (`Py_TPFLAGS_MANAGED_DICT`). */
  declare hasManagedDict: boolean;
  /** The names in `values` of instances (`ht_cached_keys`); null while none has any. */
  declare cachedKeys: SharedKeys | null;
  /** Made by a program (`Py_TPFLAGS_HEAPTYPE`): its attributes can be changed. */
  declare readonly isHeapType: boolean;
  /** May be a base (`Py_TPFLAGS_BASETYPE`). */
  declare isBaseType: boolean;
  /** Instances can be in cycles (`Py_TPFLAGS_HAVE_GC`), which settles who frees them. */
  declare hasGc: boolean;
  /** Some method is abstract (`Py_TPFLAGS_IS_ABSTRACT`): no instances. */
  declare isAbstract: boolean;

  /** Classes that have this one among their bases, in the order they came; held weakly. */
  declare subclasses: Set<WeakRef<PyType>> | null;
  /** This class, as its bases hold it. */
  declare weakref: WeakRef<PyType> | null;
  /** The collector has found that nobody has this class: its bases and registries do not name it any more. */
  declare isLost: boolean;
  /** How many entries `subclasses` had when those of lost classes were last removed. */
  declare prunedAt: number;

  /** Not 0: `cache` and slots are valid. A change here or in a base makes it 0. */
  declare versionTag: number;
  /** What `lookup` has found, and what it has not; null while `versionTag` is 0. */
  declare cache: Map<string, Found> | null;
  /** Whether every class on the MRO tells this one of its changes. */
  declare isCacheable: boolean;
  /** Cache of `solidBase`; null if not known. */
  declare knownSolidBase: PyType | null;

  /** Slots: undefined until asked for, null if there is none. See `slots.ts`. */
  declare getattro: GetAttrFunction | undefined;
  declare setattro: SetAttrFunction | undefined;
  declare descrGet: DescrGetFunction | null | undefined;
  declare descrSet: DescrSetFunction | null | undefined;
  declare callSlot: CallFunction | undefined;
  declare newSlot: NewFunction | undefined;
  /** What `newSlot` was last; not forgotten with the others. */
  declare lastNewSlot: NewFunction | undefined;
  declare initSlot: InitFunction | undefined;

  constructor(metatype: PyType, name: string, options: { dict?: PyDict; heap?: boolean; module?: string } = {}) {
    super();
    this.type = metatype;
    this.dict = options.dict ?? new Map();
    this.name = name;
    this.qualname = name;
    this.isHeapType = options.heap ?? false;
    this.module = options.module ?? 'builtins';
    this.bases = [];
    this.base = null;
    this.mro = null;
    this.basicsize = 0;
    this.itemsize = 0;
    this.dictoffset = 0;
    this.weaklistoffset = 0;
    this.ownSlots = null;
    this.slotCount = 0;
    this.hasManagedDict = false;
    this.cachedKeys = null;
    this.isBaseType = true;
    this.hasGc = true;
    this.isAbstract = false;
    this.subclasses = null;
    this.weakref = null;
    this.isLost = false;
    this.prunedAt = 0;
    this.versionTag = 0;
    this.cache = null;
    this.isCacheable = true;
    this.knownSolidBase = null;
    this.getattro = undefined;
    this.setattro = undefined;
    this.descrGet = undefined;
    this.descrSet = undefined;
    this.callSlot = undefined;
    this.newSlot = undefined;
    this.lastNewSlot = undefined;
    this.initSlot = undefined;
  }

  /** `tp_name`: the name in messages. */
  get tpName(): string {
    return this.isHeapType || this.module === 'builtins' ? this.name : `${this.module}.${this.name}`;
  }
}

/** `PyType_Check`. */
export function isType(value: PyValue | undefined): value is PyType {
  return value instanceof PyType;
}

/** `PyType_IsSubtype`: by the MRO alone; no hook is asked. A class that is not on its own MRO is no subtype of itself. */
export function isSubtype(type: PyType, of: PyType): boolean {
  // Most are asked of themselves.
  if (type.mro !== null) return type.mro[0] === of || type.mro.includes(of);
  for (let at: PyType | null = type; at !== null; at = at.base) if (at === of) return true;
  return of.base === null;
}
