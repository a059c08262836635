// biome-ignore-all lint/complexity/noThisInStatic: `this` in a static method is Python's `cls`.
import { PyTypeError } from '../../../exercises/kit/errors.ts';
import {
  bases,
  type Dynamic,
  kw,
  NotImplemented,
  python,
  tuple,
  unview,
  view,
} from '../../object-model/comfort/index.ts';
import { createAbc, createEnum, createNamedTuple, PyInstance, PyObject, typeOf } from '../../object-model/index.ts';
import { NoneType, object, staticType } from '../../object-model/type/static-types.ts';
import { OrderedDict } from './builtins.ts';
import { def } from './def.ts';

/** What the lecture imports, as far as it is used. Names used in annotations alone are TypeScript's own types here. */

const moduleType = staticType('module', object, { basicsize: 56, dictoffset: 16, weaklistoffset: 40, gc: true });

/** A module that holds these names, to be asked for others. */
function moduleOf(names: Readonly<Record<string, Dynamic>>): Dynamic {
  return Object.assign(view(new PyInstance(moduleType)), names);
}

export const ABCMeta = view(createAbc().ABCMeta);

/**
 * `collections.abc.Iterable`: whatever has an `__iter__`.
 *
 * Source: CPython 3.11, Lib/_collections_abc.py.
 */
export const Iterable = python(
  'Iterable',
  class extends bases(kw({ metaclass: ABCMeta })) {
    static __module__ = 'collections.abc';
    static __slots__ = tuple([]);

    static __subclasshook__(C: Dynamic) {
      if (this !== Iterable) return NotImplemented;
      const holder = [...C.__mro__].find((base) => base.__dict__.get('__iter__', NotImplemented) !== NotImplemented);
      return holder === undefined || holder.__dict__.get('__iter__') === null ? NotImplemented : true;
    }
  },
);

/**
 * `typing.get_type_hints(cls)`: the annotations of all classes on the MRO, those of `object` first; None becomes
 * NoneType. A new dict each time.
 *
 * Source: CPython 3.11, Lib/typing.py, `get_type_hints`.
 */
export const get_type_hints = def('get_type_hints(obj)', (obj) => {
  const hints = new Map<string, Dynamic>();
  for (const base of [...obj.__mro__].reverse()) {
    const annotations = base.__dict__.get('__annotations__', new Map());
    // In the dict of `type` itself a descriptor has that name.
    if (!(unview(annotations) instanceof Map)) continue;
    for (const [name, hint] of annotations) hints.set(name, hint === null ? view(NoneType) : hint);
  }
  return hints;
});

export const collections = moduleOf({ OrderedDict });

const NamedTuple = view(createNamedTuple());
const [standIn] = NamedTuple.__mro_entries__(tuple([]));
export const typing = moduleOf({ get_type_hints, NamedTuple, NamedTupleMeta: standIn.__class__ });

const { EnumType } = createEnum();
/** In `enum` of 3.11 the metaclass is `EnumType`; its old name stands for it still. */
export const enumeration = moduleOf({ EnumType, EnumMeta: EnumType });

const referenceType = staticType('ReferenceType', object, { basicsize: 72, gc: true, module: 'weakref' });
const targets = new WeakMap<PyObject, WeakRef<PyObject>>();

/** `weakref.ref(object)`. Source: CPython 3.11, Objects/weakrefobject.c, `PyWeakref_NewRef`. */
export const ref = def('ref(object)', (given) => {
  const referent = unview(given);
  if (!(referent instanceof PyObject) || typeOf(referent).weaklistoffset === 0) {
    throw new PyTypeError(`cannot create weak reference to '${typeOf(referent).tpName}' object`);
  }
  const made = new PyInstance(referenceType);
  targets.set(made, new WeakRef(referent));
  return made;
});
