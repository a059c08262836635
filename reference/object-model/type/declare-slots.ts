import { PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { PyMemberDescriptor } from '../descriptors/native-descriptors.ts';
import type { PyDict, PyValue } from '../object/py-object.ts';
import { iterate } from '../protocols/iterate.ts';
import { repr } from '../protocols/repr.ts';
import type { PyType } from './py-type.ts';
import { typeOf } from './static-types.ts';

const POINTER = 8;
/** Bytes before an object where a managed dict, its values and the collector's header are. */
const PRE_HEADER = 3 * POINTER;

/** What `__slots__` of a class statement comes to. */
export interface SlotDeclaration {
  /** Mangled and sorted; null without `__slots__`. */
  readonly names: readonly string[] | null;
  readonly addsDict: boolean;
  readonly addsWeakref: boolean;
}

/**
 * Reads `__slots__` in the body of a class: a name or several. Without it, instances get a dict and weak references
 * unless the base has them already.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_new_slots` and what it calls.
 *
 * @throws {PyTypeError | PyValueError} if a name cannot be one, stands for what is there already, or is taken.
 */
export function readSlots(name: string, base: PyType, bases: readonly PyType[], body: PyDict): SlotDeclaration {
  const room = { dict: base.dictoffset === 0, weakref: base.weaklistoffset === 0 && base.itemsize === 0 };
  const declared = body.get('__slots__');
  if (declared === undefined) return { names: null, addsDict: room.dict, addsWeakref: room.weakref };

  const written = typeof declared === 'string' ? [declared] : [...iterate(declared)];
  if (written.length > 0 && base.itemsize !== 0) {
    throw new PyTypeError(`nonempty __slots__ not supported for subtype of '${base.tpName}'`);
  }
  const added = { dict: false, weakref: false };
  const names: string[] = [];
  for (const slot of written.map(checkIdentifier)) {
    if (slot === '__dict__') {
      if (!room.dict || added.dict) throw new PyTypeError('__dict__ slot disallowed: we already got one');
      added.dict = true;
    } else if (slot === '__weakref__') {
      if (!room.weakref || added.weakref) {
        const why = 'either we already got one, or __itemsize__ != 0';
        throw new PyTypeError(`__weakref__ slot disallowed: ${why}`);
      }
      added.weakref = true;
    } else names.push(slot);
  }
  const mangled = names.map((slot) => checkFree(mangle(name, slot), body)).sort(byCodePoint);
  const others = bases.filter((other) => other !== base);
  return {
    names: mangled,
    addsDict: added.dict || (room.dict && others.some(({ dictoffset }) => dictoffset !== 0)),
    addsWeakref: added.weakref || (room.weakref && others.some(({ weaklistoffset }) => weaklistoffset !== 0)),
  };
}

/**
 * Lays out the instances of a new class behind those of its base, and puts a member descriptor for each slot into the
 * class's dict.
 *
 * Source: CPython 3.11, Objects/typeobject.c, `type_new_descriptors`; `type_add_members`.
 */
export function layOut(cls: PyType, base: PyType, { names, addsDict, addsWeakref }: SlotDeclaration): void {
  let size = base.basicsize + POINTER * (names?.length ?? 0);
  cls.ownSlots = names;
  cls.slotCount = base.slotCount;
  cls.itemsize = base.itemsize;
  cls.dictoffset = base.dictoffset;
  cls.weaklistoffset = base.weaklistoffset;
  cls.hasManagedDict = base.hasManagedDict || (addsDict && base.itemsize === 0);
  if (addsDict && base.itemsize !== 0) {
    cls.dictoffset = -POINTER;
    size += POINTER;
  }
  if (addsWeakref) {
    cls.weaklistoffset = size;
    size += POINTER;
  }
  if (addsDict && base.itemsize === 0) cls.dictoffset = -size - PRE_HEADER;
  cls.basicsize = size;
  for (const name of names ?? []) {
    // Of a name written twice both have a place; the first can be reached.
    if (!cls.dict.has(name)) cls.dict.set(name, new PyMemberDescriptor(cls, name, cls.slotCount));
    cls.slotCount += 1;
  }
}

/** Source: CPython 3.11, Objects/typeobject.c, `valid_identifier`. */
function checkIdentifier(name: PyValue): string {
  if (typeof name !== 'string') throw new PyTypeError(`__slots__ items must be strings, not '${typeOf(name).tpName}'`);
  if (!/^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name)) throw new PyTypeError('__slots__ must be identifiers');
  return name;
}

function checkFree(name: string, body: PyDict): string {
  if (body.has(name) && name !== '__qualname__' && name !== '__classcell__') {
    throw new PyValueError(`${repr(name)} in __slots__ conflicts with class variable`);
  }
  return name;
}

/** `__p` inside a class `A` is `_A__p`. Source: CPython 3.11, Python/compile.c, `_Py_Mangle`. */
export function mangle(className: string, name: string): string {
  const stripped = className.replace(/^_+/, '');
  if (!name.startsWith('__') || name.endsWith('__') || name.includes('.') || stripped === '') return name;
  return `_${stripped}${name}`;
}

function byCodePoint(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
