import { PyAttributeError, PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import { buildClass } from '../class-statement/build-class.ts';
import { def as makeFunction } from '../descriptors/function.ts';
import { PyMappingProxy } from '../descriptors/mapping-proxy.ts';
import { makeProperty } from '../descriptors/wrapper-types.ts';
import { callMethod, findAttribute, getAttribute } from '../object/attributes.ts';
import { type PyDict, PyTuple, type PyValue } from '../object/py-object.ts';
import { dictGet } from '../protocols/dict.ts';
import { isInstance } from '../protocols/is-instance.ts';
import { getItem, setItem } from '../protocols/items.ts';
import { iterate, PyIterator } from '../protocols/iterate.ts';
import { repr } from '../protocols/repr.ts';
import { isSubtype, type PyType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { tupleOf, type, typeOf } from '../type/static-types.ts';
import { lookup } from '../type/type-cache.ts';
import { inModule } from '../type/type-new.ts';
import { PyEnumDict } from './enum-dict.ts';
import type { EnumWorld } from './enum-world.ts';
import { makeEnumClass } from './make-enum-class.ts';
import { checkNoMembers, mixinsOf } from './mixins.ts';
import { isDunder } from './names.ts';

const mapOf = (cls: PyValue | undefined) => getAttribute(cls as PyValue, '_member_map_') as PyDict;
const namesOf = (cls: PyValue | undefined) => getAttribute(cls as PyValue, '_member_names_') as readonly PyValue[];

/**
 * The metaclass of enumerations: the class is a container of its members.
 *
 * Source: CPython 3.11, Lib/enum.py, `EnumType`.
 */
export function createEnumType(world: EnumWorld): PyType {
  return buildClass({
    name: 'EnumType',
    bases: [type],
    body: ({ set, def, classMethod, useSuper }) => {
      const parent = useSuper();
      set('__module__', 'enum');
      classMethod('__prepare__', ['metacls', 'cls', 'bases', '**kwds'], ([, name, bases]) =>
        prepare(world, name, bases),
      );
      def(
        '__new__',
        ['metacls', 'cls', 'bases', 'classdict', '*', 'boundary', '**kwds'],
        (args, kwds) => {
          const [metacls, name, bases, classdict] = args;
          return makeEnumClass(world, [metacls, name, bases, classdict], kwds, (passed, rest) => {
            const parentNew = getAttribute(parent(metacls), '__new__');
            return inModule('enum', parentNew, () => call(parentNew, passed, rest));
          });
        },
        { boundary: null },
      );
      def('__init__', ['cls', '*args', '**kwds'], ([cls, ...args]) => callMethod(parent(cls), '__init__', args));
      def('__bool__', ['cls'], () => true);
      def(
        '__call__',
        ['cls', 'value', 'names', '*', ...CREATION_KEYWORDS],
        ([cls, value, names], kwds) => {
          if (names === null) return call(getAttribute(cls, '__new__'), [cls, value]);
          return createByCall(world, cls as PyType, value, names, kwds);
        },
        { names: null, ...Object.fromEntries(CREATION_KEYWORDS.map((name) => [name, null])) },
      );
      def('__contains__', ['cls', 'member'], ([cls, member]) => {
        if (!isInstance(member, world.Enum as PyType)) {
          const operands = `'${typeOf(member).qualname}' and '${typeOf(cls).qualname}'`;
          throw new PyTypeError(`unsupported operand type(s) for 'in': ${operands}`);
        }
        return isInstance(member, cls) && mapOf(cls).has(getAttribute(member, '_name_'));
      });
      def('__delattr__', ['cls', 'attr'], ([cls, attr]) => {
        if (mapOf(cls).has(attr)) {
          const whose = repr(getAttribute(cls, '__name__'));
          throw new PyAttributeError(`${whose} cannot delete member ${repr(attr)}.`);
        }
        return callMethod(parent(cls), '__delattr__', [attr]);
      });
      def('__getattr__', ['cls', 'name'], ([cls, name]) => {
        const member = isDunder(String(name)) ? undefined : mapOf(cls).get(name);
        if (member === undefined) throw new PyAttributeError(String(name));
        return member;
      });
      def('__getitem__', ['cls', 'name'], ([cls, name]) => dictGet(mapOf(cls), name));
      def('__iter__', ['cls'], ([cls]) => new PyIterator(namesOf(cls).map((name) => mapOf(cls).get(name) as PyValue)));
      def('__len__', ['cls'], ([cls]) => BigInt(namesOf(cls).length));
      set('__members__', makeProperty(makeFunction('__members__', ['cls'], ([cls]) => new PyMappingProxy(mapOf(cls)))));
      def('__repr__', ['cls'], ([cls]) => {
        const kind = world.Flag !== null && isSubtype(cls as PyType, world.Flag) ? 'flag' : 'enum';
        return `<${kind} ${repr(getAttribute(cls, '__name__'))}>`;
      });
      def('__reversed__', ['cls'], ([cls]) => {
        return new PyIterator(
          namesOf(cls)
            .toReversed()
            .map((name) => mapOf(cls).get(name) as PyValue),
        );
      });
      def('__setattr__', ['cls', 'name', 'value'], ([cls, name, value]) => {
        const members = (cls as PyType).dict.get('_member_map_');
        if (members instanceof Map && members.has(name)) {
          throw new PyAttributeError(`cannot reassign member ${repr(name)}`);
        }
        return callMethod(parent(cls), '__setattr__', [name, value]);
      });
    },
  }) as PyType;
}

const CREATION_KEYWORDS = ['module', 'qualname', 'type', 'start', 'boundary'];

function prepare(world: EnumWorld, name: PyValue, bases: PyValue): PyValue {
  const written = bases instanceof PyTuple ? bases.items : [];
  checkNoMembers(world, name, written);
  const namespace = new PyEnumDict(world.EnumDict, name);
  const { firstEnum } = mixinsOf(world, name, written);
  if (firstEnum !== null) {
    namespace.assign('_generate_next_value_', findAttribute(firstEnum, '_generate_next_value_') ?? null);
  }
  return namespace;
}

/**
 * `Enum('Color', 'RED GREEN')`: from names, from pairs, or from a mapping.
 *
 * Source: CPython 3.11, Lib/enum.py, `_create_`.
 */
function createByCall(
  world: EnumWorld,
  cls: PyType,
  name: PyValue,
  names: PyValue,
  kwds: ReadonlyMap<string, PyValue>,
): PyValue {
  const mixin = kwds.get('type') ?? null;
  const bases = tupleOf(mixin === null ? [cls] : [mixin, cls]);
  const { firstEnum } = mixinsOf(world, name, bases.items);
  const namespace = callMethod(cls.type, '__prepare__', [name, bases]);
  const start = kwds.get('start') ?? 1n;
  for (const [member, value] of namesAndValues(names, firstEnum, start)) setItem(namespace, member, value);
  setItem(namespace, '__module__', kwds.get('module') ?? '__main__');
  const qualname = kwds.get('qualname') ?? null;
  if (qualname !== null) setItem(namespace, '__qualname__', qualname);
  const boundary = new Map([['boundary', kwds.get('boundary') ?? null]]);
  return call(getAttribute(cls.type, '__new__'), [cls.type, name, bases, namespace], boundary);
}

function namesAndValues(names: PyValue, firstEnum: PyValue, start: PyValue): (readonly [PyValue, PyValue])[] {
  const given = typeof names === 'string' ? names.replaceAll(',', ' ').split(/\s+/).filter(Boolean) : names;
  const items = [...iterate(given)];
  if (typeof items[0] === 'string' && !(given instanceof Map)) {
    const values: PyValue[] = [];
    return items.map((name, count) => {
      const value = callMethod(firstEnum, '_generate_next_value_', [name, start, BigInt(count), [...values]]);
      values.push(value);
      return [name, value];
    });
  }
  return items.map((item) => {
    if (typeof item === 'string') return [item, getItem(given, item)];
    return unpackPair(item);
  });
}

/** `name, value = item`. */
function unpackPair(item: PyValue): readonly [PyValue, PyValue] {
  if (lookup(typeOf(item), '__iter__') === undefined) {
    throw new PyTypeError(`cannot unpack non-iterable ${typeOf(item).tpName} object`);
  }
  const [name, value, ...rest] = [...iterate(item)];
  if (name === undefined || value === undefined) {
    throw new PyValueError(`not enough values to unpack (expected 2, got ${name === undefined ? 0 : 1})`);
  }
  if (rest.length > 0) throw new PyValueError('too many values to unpack (expected 2)');
  return [name, value];
}
