import { PyInstance, PyObject, PyTuple, type PyValue } from '../object/py-object.ts';
import { type Layout, PyType } from './py-type.ts';

/**
 * The types that are there from the start. Here they are names, bases and layouts; what their instances can do is
 * put into their dicts by the modules that are about it (`object-type.ts`, `function.ts`, …).
 *
 * Sizes are those of a 64-bit CPython 3.11 (`int.__basicsize__` and so on).
 * Source: CPython 3.11, the `PyTypeObject` structures in Objects/; `PyType_Ready`.
 */

/** Python's `type`: the class of all classes, its own too. */
export const type: PyType = makeType();
/** Python's `object`: the base of all classes, of `type` too. */
export const object: PyType = new PyType(type, 'object');
completeRoots();

function makeType(): PyType {
  const self: PyType = new PyType(null as unknown as PyType, 'type'); // its type is itself: set in the next line
  self.type = self;
  return self;
}

function completeRoots(): void {
  Object.assign(object, { basicsize: 16, hasGc: false, mro: [object] });
  Object.assign(type, { basicsize: 904, itemsize: 40, dictoffset: 264, weaklistoffset: 368 });
  inherit(type, object);
}

/** What differs from an `object` of 16 bytes that may be a base and is never part of a cycle. */
interface StaticLayout extends Partial<Layout> {
  readonly gc?: boolean;
  /** May not be a base. */
  readonly final?: boolean;
  readonly module?: string;
}

export function staticType(name: string, base: PyType, layout: StaticLayout): PyType {
  const made = new PyType(type, name, { module: layout.module ?? 'builtins' });
  made.basicsize = layout.basicsize ?? base.basicsize;
  made.itemsize = layout.itemsize ?? base.itemsize;
  made.dictoffset = layout.dictoffset ?? base.dictoffset;
  made.weaklistoffset = layout.weaklistoffset ?? base.weaklistoffset;
  made.hasGc = layout.gc ?? base.hasGc;
  made.isBaseType = layout.final !== true;
  inherit(made, base);
  return made;
}

/** Bases and MRO; a static type is in its base's `subclasses` for good. */
function inherit(made: PyType, base: PyType): void {
  made.base = base;
  made.bases = [base];
  made.mro = [made, ...(base.mro ?? [])];
  made.weakref = new WeakRef(made);
  base.subclasses ??= new Set();
  base.subclasses.add(made.weakref);
}

const FINAL = { final: true } as const;
const FINAL_GC = { final: true, gc: true } as const;

export const NoneType = staticType('NoneType', object, FINAL);
export const int = staticType('int', object, { basicsize: 24, itemsize: 4 });
export const bool = staticType('bool', int, { basicsize: 32, final: true });
export const float = staticType('float', object, { basicsize: 24 });
export const complex = staticType('complex', object, { basicsize: 32 });
export const str = staticType('str', object, { basicsize: 80 });
export const bytes = staticType('bytes', object, { basicsize: 33, itemsize: 1 });
export const list = staticType('list', object, { basicsize: 40, gc: true });
export const tuple = staticType('tuple', object, { basicsize: 24, itemsize: 8, gc: true });
export const dict = staticType('dict', object, { basicsize: 48, gc: true });
export const set = staticType('set', object, { basicsize: 200, weaklistoffset: 192, gc: true });
export const frozenset = staticType('frozenset', object, { basicsize: 200, weaklistoffset: 192, gc: true });
export const OrderedDict = staticType('OrderedDict', dict, {
  basicsize: 112,
  dictoffset: 96,
  weaklistoffset: 104,
  module: 'collections',
});
export const ellipsis = staticType('ellipsis', object, FINAL);
export const NotImplementedType = staticType('NotImplementedType', object, FINAL);

const FUNCTION = { basicsize: 136, dictoffset: 88, weaklistoffset: 96, ...FINAL_GC } as const;
export const functionType = staticType('function', object, FUNCTION);
export const methodType = staticType('method', object, { basicsize: 48, weaklistoffset: 32, ...FINAL_GC });
export const builtinFunctionType = staticType('builtin_function_or_method', object, {
  basicsize: 56,
  weaklistoffset: 40,
  ...FINAL_GC,
});
export const wrapperDescriptorType = staticType('wrapper_descriptor', object, { basicsize: 56, ...FINAL_GC });
export const methodWrapperType = staticType('method-wrapper', object, { basicsize: 32, ...FINAL_GC });
export const methodDescriptorType = staticType('method_descriptor', object, { basicsize: 56, ...FINAL_GC });
export const classMethodDescriptorType = staticType('classmethod_descriptor', object, { basicsize: 56, ...FINAL_GC });
export const memberDescriptorType = staticType('member_descriptor', object, { basicsize: 48, ...FINAL_GC });
export const getSetDescriptorType = staticType('getset_descriptor', object, { basicsize: 48, ...FINAL_GC });
export const mappingProxyType = staticType('mappingproxy', object, { basicsize: 24, ...FINAL_GC });
export const cellType = staticType('cell', object, { basicsize: 24, ...FINAL_GC });
export const iteratorType = staticType('iterator', object, { basicsize: 32, ...FINAL_GC });
export const property = staticType('property', object, { basicsize: 64, gc: true });
export const classmethod = staticType('classmethod', object, { basicsize: 32, dictoffset: 24, gc: true });
export const staticmethod = staticType('staticmethod', object, { basicsize: 32, dictoffset: 24, gc: true });
export const superType = staticType('super', object, { basicsize: 40, gc: true });

export const BaseException = staticType('BaseException', object, { basicsize: 72, dictoffset: 16, gc: true });
export const Exception = staticType('Exception', BaseException, {});

class Singleton extends PyObject {
  constructor(type: PyType) {
    super();
    this.type = type;
    this.dict = null;
  }
}
export const Ellipsis: PyObject = new Singleton(ellipsis);
export const NotImplemented: PyObject = new Singleton(NotImplementedType);

const EMPTY_TUPLE = new PyTuple(tuple, []);

/** `tuple(items)`. */
export function tupleOf(items: readonly PyValue[]): PyTuple {
  return items.length === 0 ? EMPTY_TUPLE : new PyTuple(tuple, items);
}

/** `type(value)`: what it really is, whatever its `__class__` says. The frequent first; a `switch` on `typeof` would be a call. */
export function typeOf(value: PyValue): PyType {
  if (value instanceof PyInstance) return value.type;
  if (value instanceof PyObject) return value.type;
  if (typeof value === 'object') return value === null ? NoneType : Array.isArray(value) ? list : dict;
  if (typeof value === 'string') return str;
  if (typeof value === 'bigint') return int;
  return typeof value === 'boolean' ? bool : float;
}
