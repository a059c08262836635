import { PyAttributeError } from '../../../exercises/kit/errors.ts';
import { buildClass } from '../class-statement/build-class.ts';
import { findAttribute, getAttribute } from '../object/attributes.ts';
import { PyInstance, type PyValue } from '../object/py-object.ts';
import { repr } from '../protocols/repr.ts';
import type { PyType } from '../type/py-type.ts';
import { call } from '../type/slots.ts';
import { typeOf } from '../type/static-types.ts';

/** An `enum.property`. */
export class PyEnumProperty extends PyInstance {
  fget: PyValue = null;
  fset: PyValue = null;
  fdel: PyValue = null;
  name: PyValue = null;
  className: PyValue = null;

  setName(owner: PyValue, name: PyValue): void {
    this.name = name;
    this.className = getAttribute(owner, '__name__');
  }
}

/**
 * The class `enum.property`. Through a member it is a property; through the class it gives the member of its own
 * name, so that an enumeration may have members called `name` and `value`.
 *
 * Source: CPython 3.11, Lib/enum.py, `property`; Lib/types.py, `DynamicClassAttribute`.
 */
export function createEnumProperty(): PyType {
  return buildClass({
    name: 'property',
    body: ({ set, def }) => {
      set('__module__', 'enum');
      def('__new__', ['cls', '*args'], ([cls]) => new PyEnumProperty(cls as PyType));
      def(
        '__init__',
        ['self', 'fget', 'fset', 'fdel'],
        ([self, fget, fset, fdel]) => {
          Object.assign(self as PyEnumProperty, { fget, fset, fdel });
          return null;
        },
        { fget: null, fset: null, fdel: null },
      );
      def(
        '__get__',
        ['self', 'instance', 'ownerclass'],
        ([self, instance = null, owner = null]) => {
          const property = self as PyEnumProperty;
          if (instance !== null && property.fget !== null) return call(property.fget, [instance]);
          const map = findAttribute(owner ?? typeOf(instance), '_member_map_');
          const member = map instanceof Map ? map.get(property.name) : undefined;
          if (member !== undefined) return member;
          throw new PyAttributeError(`${repr(owner)} has no attribute ${repr(property.name)}`);
        },
        { ownerclass: null },
      );
      def('__set__', ['self', 'instance', 'value'], ([self, instance, value]) => {
        const { fset, className, name } = self as PyEnumProperty;
        if (fset !== null) return call(fset, [instance, value]);
        throw new PyAttributeError(`<enum ${repr(className)}> cannot set attribute ${repr(name)}`);
      });
      def('__delete__', ['self', 'instance'], ([self, instance]) => {
        const { fdel, className, name } = self as PyEnumProperty;
        if (fdel !== null) return call(fdel, [instance]);
        throw new PyAttributeError(`<enum ${repr(className)}> cannot delete attribute ${repr(name)}`);
      });
      def('__set_name__', ['self', 'ownerclass', 'name'], ([self, owner, name]) => {
        (self as PyEnumProperty).setName(owner, name);
        return null;
      });
    },
  }) as PyType;
}
