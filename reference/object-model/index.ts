/**
 * Python's object model, the explicit way: every operation of the language is a function here.
 *
 * Importing this makes the builtin classes complete.
 */
import './machine.ts';

export { type AbcModule, createAbc } from './abc/abc.ts';
export { builtinFunctions } from './builtin-types/builtin-functions.ts';
export { type Body, buildClass, type ClassStatement } from './class-statement/build-class.ts';
export { def, PyFunction, PyMethod, type Signature } from './descriptors/function.ts';
export { type PySuper, superOf } from './descriptors/super.ts';
export { makeProperty } from './descriptors/wrapper-types.ts';
export { PyClassMethod, PyStaticMethod } from './descriptors/wrappers.ts';
export { createEnum, type EnumModule } from './enum/enum.ts';
export { createNamedTuple } from './named-tuple/named-tuple.ts';
export { namedtuple } from './named-tuple/namedtuple.ts';
export {
  callMethod,
  deleteAttribute,
  findAttribute,
  getAttribute,
  hasAttribute,
  lookupSpecial,
  setAttribute,
} from './object/attributes.ts';
export {
  type Code,
  type Keywords,
  NO_KEYWORDS,
  type PyDict,
  PyInstance,
  type PyList,
  PyObject,
  PyTuple,
  type PyValue,
} from './object/py-object.ts';
export { isRaised } from './object/raised.ts';
export { isEqual, richEqual } from './protocols/equality.ts';
export { hash } from './protocols/hash.ts';
export { isInstance, isSubclass } from './protocols/is-instance.ts';
export { contains, deleteItem, getItem, length, setItem } from './protocols/items.ts';
export { getIterator, iterate, next } from './protocols/iterate.ts';
export { repr, str as toStr } from './protocols/repr.ts';
export { truth } from './protocols/truth.ts';
export { collectLostClasses } from './type/lost-classes.ts';
export { isSubtype, isType, PyType } from './type/py-type.ts';
export { call } from './type/slots.ts';
export * as builtins from './type/static-types.ts';
export {
  bool,
  classmethod,
  dict,
  Ellipsis,
  float,
  int,
  list,
  NoneType,
  NotImplemented,
  object,
  property,
  staticmethod,
  str,
  superType,
  tuple,
  tupleOf,
  type,
  typeOf,
} from './type/static-types.ts';
export { subclassesOf } from './type/subclasses.ts';
export { lookup } from './type/type-cache.ts';
