import { PyTypeError } from '../../../exercises/kit/errors.ts';
import '../../object-model/machine.ts';
import * as machineAbc from '../../object-model/abc/abc.ts';
import { createEnum } from '../../object-model/enum/enum.ts';
import { createNamedTuple } from '../../object-model/named-tuple/named-tuple.ts';
import { callMethod, getAttribute, setAttribute } from '../../object-model/object/attributes.ts';
import { PyInstance, PyObject, type PyValue } from '../../object-model/object/py-object.ts';
import { contains } from '../../object-model/protocols/items.ts';
import {
  NoneType,
  NotImplemented,
  OrderedDict,
  object,
  staticType,
  tupleOf,
  typeOf,
} from '../../object-model/type/static-types.ts';
import { each, tup } from './builtins.ts';
import { classStatement, def } from './class-statement.ts';

/** What the lecture imports, as far as it is used. Names used in annotations alone are TypeScript's own types here. */

const moduleType = staticType('module', object, { basicsize: 56, dictoffset: 16, weaklistoffset: 40, gc: true });

/** A module that holds these names, to be asked for others. */
function moduleOf(names: Readonly<Record<string, PyValue>>): PyObject {
  const made = new PyObject(moduleType);
  for (const [name, value] of Object.entries(names)) setAttribute(made, name, value);
  return made;
}

export const { ABCMeta } = machineAbc.createAbc();

/**
 * `collections.abc.Iterable`: whatever has an `__iter__`.
 *
 * Source: CPython 3.11, Lib/_collections_abc.py.
 */
export const Iterable = classStatement('Iterable', {
  metaclass: ABCMeta,
  body: ({ set, classmethod }) => {
    set('__module__', 'collections.abc');
    set('__slots__', tupleOf([]));
    classmethod('__subclasshook__', ['cls', 'C'], (cls, C) => {
      if (cls !== Iterable) return NotImplemented;
      const holder = [...each(getAttribute(C as PyValue, '__mro__'))].find((base) => holds(base, '__iter__'));
      if (holder === undefined) return NotImplemented;
      return callMethod(getAttribute(holder, '__dict__'), 'get', ['__iter__']) === null ? NotImplemented : true;
    });
  },
});

function holds(cls: PyValue, name: string): boolean {
  return contains(getAttribute(cls, '__dict__'), name);
}

/**
 * `typing.get_type_hints(cls)`: the annotations of all classes on the MRO, those of `object` first; None becomes
 * NoneType. A new dict each time.
 *
 * Source: CPython 3.11, Lib/typing.py, `get_type_hints`.
 */
export const get_type_hints = def('get_type_hints', ['obj'], (obj) => {
  const hints = new Map<PyValue, PyValue>();
  for (const base of [...each(getAttribute(obj as PyValue, '__mro__'))].reverse()) {
    const annotations = callMethod(getAttribute(base, '__dict__'), 'get', ['__annotations__', new Map()]);
    // In the dict of `type` itself a descriptor has that name.
    if (!(annotations instanceof Map)) continue;
    for (const [name, hint] of annotations) hints.set(name, hint === null ? NoneType : hint);
  }
  return hints;
});

export const collections = moduleOf({ OrderedDict });

const NamedTuple = createNamedTuple();
const [standIn = null] = each(callMethod(NamedTuple, '__mro_entries__', [tup()]));
export const typing = moduleOf({ get_type_hints, NamedTuple, NamedTupleMeta: typeOf(standIn) });

const { EnumType } = createEnum();
/** In `enum` of 3.11 the metaclass is `EnumType`; its old name stands for it still. */
export const enumeration = moduleOf({ EnumType, EnumMeta: EnumType });

/** `weakref.ref(object)`. Source: CPython 3.11, Objects/weakrefobject.c, `PyWeakref_NewRef`. */
export const ref = def('ref', ['object'], (referent) => {
  if (!(referent instanceof PyObject) || typeOf(referent).weaklistoffset === 0) {
    throw new PyTypeError(`cannot create weak reference to '${typeOf(referent as PyValue).tpName}' object`);
  }
  const made = new PyInstance(referenceType);
  targets.set(made, new WeakRef(referent));
  return made;
});
const referenceType = staticType('ReferenceType', object, { basicsize: 72, gc: true, module: 'weakref' });
const targets = new WeakMap<PyObject, WeakRef<PyObject>>();
