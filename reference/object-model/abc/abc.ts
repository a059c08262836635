import { PyTypeError, PythonError } from '../../../exercises/kit/errors.ts';
import { PySet } from '../builtin-types/set.ts';
import { buildClass } from '../class-statement/build-class.ts';
import { def } from '../descriptors/function.ts';
import { PyMappingProxy } from '../descriptors/mapping-proxy.ts';
import { callMethod, findAttribute, getAttribute, setAttribute } from '../object/attributes.ts';
import { PyObject, type PyValue } from '../object/py-object.ts';
import { isSubclass } from '../protocols/is-instance.ts';
import { iterate } from '../protocols/iterate.ts';
import { truth } from '../protocols/truth.ts';
import { isType, type PyType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { frozenset, NotImplemented, object, staticType, tupleOf, type, typeOf } from '../type/static-types.ts';
import { inModule } from '../type/type-new.ts';
import { isAbstractMethod } from './is-abstract-method.ts';
import { WeakClassSet } from './weak-class-set.ts';

/** What the module `abc` offers. */
export interface AbcModule {
  readonly ABCMeta: PyType;
  readonly ABC: PyType;
  readonly abstractmethod: PyValue;
}

const abcDataType = staticType('_abc_data', object, { basicsize: 48, gc: true, final: true, module: '_abc' });

/**
 * What an abstract class knows of others: who registered, and the answers so far.
 *
 * Source: CPython 3.11, Modules/_abc.c, `_abc_data`.
 */
class AbcData extends PyObject {
  readonly registry = new WeakClassSet();
  readonly cache = new WeakClassSet();
  negativeCache = new WeakClassSet();
  /** `negativeCache` is of the time when `invalidationCounter` was this. */
  negativeCacheVersion = invalidationCounter;

  constructor() {
    super();
    this.type = abcDataType;
    this.dict = null;
  }
}

/** Goes up with every `register()` on any ABC: a negative answer may have become wrong. */
let invalidationCounter = 0;

/**
 * The module `abc`: abstract methods, virtual subclasses and their caches. Each call makes classes of its own.
 *
 * Source: CPython 3.11, Lib/abc.py; Modules/_abc.c.
 */
export function createAbc(): AbcModule {
  const ABCMeta = buildClass({
    name: 'ABCMeta',
    bases: [type],
    body: ({ set, def, useSuper }) => {
      const parent = useSuper();
      set('__module__', 'abc');
      def('__new__', ['mcls', 'name', 'bases', 'namespace', '/', '**kwargs'], ([mcls, ...args], kwargs) => {
        const parentNew = getAttribute(parent(mcls), '__new__');
        const cls = inModule('abc', parentNew, () => call(parentNew, [mcls, ...args], kwargs));
        if (isType(cls)) computeAbstractMethods(cls);
        setAttribute(cls, '_abc_impl', new AbcData());
        return cls;
      });
      def('register', ['cls', 'subclass'], ([cls, subclass]) => register(cls, subclass));
      def('__instancecheck__', ['cls', 'instance'], ([cls, instance]) => instanceCheck(cls, instance));
      def('__subclasscheck__', ['cls', 'subclass'], ([cls, subclass]) => subclassCheck(cls, subclass));
    },
  }) as PyType;
  const ABC = buildClass({
    name: 'ABC',
    metaclass: ABCMeta,
    body: ({ set }) => {
      set('__module__', 'abc');
      set('__slots__', tupleOf([]));
    },
  }) as PyType;
  return { ABCMeta, ABC, abstractmethod };
}

const abstractmethod = def('abstractmethod', ['funcobj'], ([funcobj]) => {
  setAttribute(funcobj, '__isabstractmethod__', true);
  return funcobj;
});

/** Own names that are abstract, and inherited ones that still are. Source: Modules/_abc.c, `compute_abstract_methods`. */
function computeAbstractMethods(cls: PyType): void {
  const abstract = new PySet(frozenset);
  const own = getAttribute(cls, '__dict__');
  const entries = own instanceof PyMappingProxy ? [...own.mapping] : [];
  for (const [name, value] of entries) if (isAbstractMethod(value)) abstract.add(name);
  for (const base of iterate(getAttribute(cls, '__bases__'))) {
    for (const name of iterate(findAttribute(base, '__abstractmethods__') ?? [])) {
      if (typeof name !== 'string') {
        throw new PyTypeError(`attribute name must be string, not '${typeOf(name).tpName}'`);
      }
      const value = findAttribute(cls, name);
      if (value !== undefined && isAbstractMethod(value)) abstract.add(name);
    }
  }
  setAttribute(cls, '__abstractmethods__', abstract);
}

/**
 * `cls.register(subclass)`.
 *
 * Tricky: `cls` itself counts as a subclass already, so registering it does nothing; the cycle is looked for after.
 * Source: CPython 3.11, Modules/_abc.c, `_abc__abc_register_impl`.
 */
function register(cls: PyValue, subclass: PyValue): PyValue {
  if (!isType(subclass)) throw new PyTypeError('Can only register classes');
  if (isSubclass(subclass, cls)) return subclass;
  if (isSubclass(cls, subclass)) throw new PythonError('RuntimeError', 'Refusing to create an inheritance cycle');
  dataOf(cls).registry.add(subclass);
  invalidationCounter += 1;
  return subclass;
}

/** Source: CPython 3.11, Modules/_abc.c, `_abc__abc_instancecheck_impl`. */
function instanceCheck(cls: PyValue, instance: PyValue): PyValue {
  const data = dataOf(cls);
  const claimed = getAttribute(instance, '__class__');
  if (isType(claimed) && data.cache.has(claimed)) return true;
  const real = typeOf(instance);
  if (real === claimed) {
    if (data.negativeCacheVersion === invalidationCounter && data.negativeCache.has(real)) return false;
    return callMethod(cls, '__subclasscheck__', [claimed]);
  }
  const result = callMethod(cls, '__subclasscheck__', [claimed]);
  return truth(result) ? result : callMethod(cls, '__subclasscheck__', [real]);
}

/**
 * Whether `subclass` is one: cache, negative cache, `__subclasshook__`, MRO, registry, subclasses, in this order.
 *
 * Tricky: a class that is in the registry itself is not put into the cache, so its hook is asked again.
 * Source: CPython 3.11, Modules/_abc.c, `_abc__abc_subclasscheck_impl`.
 */
function subclassCheck(cls: PyValue, subclass: PyValue): boolean {
  if (!isType(subclass)) throw new PyTypeError('issubclass() arg 1 must be a class');
  const data = dataOf(cls);
  if (data.cache.has(subclass)) return true;
  if (data.negativeCacheVersion < invalidationCounter) {
    data.negativeCache = new WeakClassSet();
    data.negativeCacheVersion = invalidationCounter;
  } else if (data.negativeCache.has(subclass)) return false;

  const hooked = callMethod(cls, '__subclasshook__', [subclass]);
  if (hooked === true) data.cache.add(subclass);
  else if (hooked === false) data.negativeCache.add(subclass);
  else if (hooked !== NotImplemented) {
    throw new PythonError('AssertionError', '__subclasshook__ must return either False, True, or NotImplemented');
  }
  if (typeof hooked === 'boolean') return hooked;

  if (data.registry.has(subclass)) return true;
  if (isFound()) {
    data.cache.add(subclass);
    return true;
  }
  data.negativeCache.add(subclass);
  return false;

  function isFound(): boolean {
    if ((subclass as PyType).mro?.includes(cls as PyType) === true) return true;
    if (data.registry.living().some((registered) => isSubclass(subclass, registered))) return true;
    const subclasses = callMethod(cls, '__subclasses__');
    return [...iterate(subclasses)].some((each) => isSubclass(subclass, each));
  }
}

function dataOf(cls: PyValue): AbcData {
  const data = getAttribute(cls, '_abc_impl');
  if (data instanceof AbcData) return data;
  throw new PyTypeError('_abc_impl is set to a wrong type');
}
