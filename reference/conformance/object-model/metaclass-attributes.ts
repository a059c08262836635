import { PyMappingProxy } from '../../object-model/descriptors/mapping-proxy.ts';
import { callMethod, getAttribute, setAttribute } from '../../object-model/object/attributes.ts';
import { contains, setItem } from '../../object-model/protocols/items.ts';
import { iterate } from '../../object-model/protocols/iterate.ts';
import { NotImplemented } from '../../object-model/type/static-types.ts';
import type { Attribute, Hook, Scope } from './class-attributes.ts';
import { makeNamespace } from './namespace.ts';
import { errorOf } from './session.ts';

/** Hooks of metaclasses, and those that `isinstance` and `issubclass` ask. Undefined for any other kind. */
export function metaclassCode(scope: Scope, attribute: Attribute): Hook | undefined {
  const { session, cls, parent, mangle } = scope;
  switch (attribute.kind) {
    case 'meta_prepare':
      return [
        '__prepare__',
        ['mcls', 'name', 'bases', '**kwargs'],
        (args, kwds) => {
          const [mcls, name, bases] = args;
          session.log('prepare', cls, mcls, name, bases, new Map(kwds));
          if (attribute['super'] === true) return callMethod(parent(mcls), '__prepare__', [name, bases], kwds);
          return makeNamespace(session, attribute['returns'] ?? 'dict');
        },
        'classmethod',
      ];
    case 'meta_new':
      return [
        '__new__',
        ['mcls', 'name', 'bases', 'ns', '**kwargs'],
        (args, kwds) => {
          const [mcls, name, bases, namespace] = args;
          session.log('meta_new', cls, mcls, name, bases, [...iterate(namespace)], new Map(kwds));
          if ('reject' in attribute) {
            const { contains: part, message } = attribute['reject'] as { contains: string; message: string };
            if (contains(name, part)) throw errorOf({ type: 'TypeError', message });
          }
          for (const [key, value] of Object.entries((attribute['add'] ?? {}) as object)) {
            setItem(namespace, key, session.decode(value));
          }
          for (const key of (attribute['drop'] ?? []) as string[]) callMethod(namespace, 'pop', [key, null]);
          if ('returns' in attribute) return session.literal(attribute['returns']);
          const forward = attribute['forward'] ?? 'all';
          const passed = [...kwds].filter(
            ([key]) => forward === 'all' || (Array.isArray(forward) && forward.includes(key)),
          );
          const asName = 'rename' in attribute ? String(attribute['rename']) : name;
          return callMethod(parent(mcls), '__new__', [mcls, asName, bases, namespace], new Map(passed));
        },
      ];
    case 'meta_init':
      return [
        '__init__',
        ['cls', 'name', 'bases', 'ns', '**kwargs'],
        (args, kwds) => {
          const [target, name, bases, namespace] = args;
          session.log('meta_init', cls, target, name, bases, new Map(kwds));
          for (const [key, value] of Object.entries((attribute['set'] ?? {}) as object)) {
            setAttribute(target, mangle(key), session.decode(value));
          }
          const passed = attribute['forward'] === undefined || attribute['forward'] === false ? new Map() : kwds;
          callMethod(parent(target), '__init__', [name, bases, namespace], passed);
          return null;
        },
      ];
    case 'meta_call':
      return [
        '__call__',
        ['cls', '*args', '**kwargs'],
        ([target, ...args], kwds) => {
          const called = target;
          session.log('meta_call', cls, called, args, new Map(kwds));
          if ('returns' in attribute) return session.literal(attribute['returns']);
          if (attribute['singleton'] !== true) return callMethod(parent(called), '__call__', args, kwds);
          const own = getAttribute(called, '__dict__');
          if (!(own instanceof PyMappingProxy && own.mapping.has('_only'))) {
            setAttribute(called, '_only', callMethod(parent(called), '__call__', args, kwds));
          }
          return getAttribute(called, '_only');
        },
      ];
    case 'meta_mro':
      return [
        'mro',
        ['cls'],
        ([target]) => {
          session.log('mro', cls, target);
          const how = attribute['result'] ?? 'same';
          if (typeof how === 'object' && how !== null && 'value' in how) return session.decode(how.value);
          const order = [...iterate(callMethod(parent(target), 'mro'))];
          if (how === 'swap') order.splice(1, 2, ...order.slice(1, 3).reverse());
          if (typeof how === 'object' && how !== null && 'append' in how)
            order.push(...iterate(session.decode(how.append)));
          return order;
        },
      ];
    case 'instancecheck':
    case 'subclasscheck': {
      const name = `__${attribute.kind}__`;
      return [
        name,
        ['cls', attribute.kind === 'instancecheck' ? 'inst' : 'sub'],
        (args) => {
          const [target, asked] = args;
          session.log(attribute.kind, cls, target, asked);
          if ('returns' in attribute) return session.literal(attribute['returns']);
          return callMethod(parent(target), name, [asked]);
        },
      ];
    }
    case 'subclasshook':
      return [
        '__subclasshook__',
        ['cls', 'sub'],
        (args) => {
          const [target, sub] = args;
          session.log('subclasshook', cls, target, sub);
          if (!('hasattr' in attribute)) return session.literal(attribute['returns']);
          const name = String(attribute['hasattr']);
          const classes = [...iterate(getAttribute(sub, '__mro__'))];
          return classes.some((each) => contains(getAttribute(each, '__dict__'), name)) ? true : NotImplemented;
        },
        'classmethod',
      ];
    default:
      return undefined;
  }
}

/** Whether the attribute's functions use `super()`: then the body ends with `__classcell__`. */
export function usesSuper(attribute: Attribute): boolean {
  switch (attribute.kind) {
    case 'method':
    case 'classmethod':
      return attribute['super'] === true && !('raises' in attribute);
    case 'init':
      return attribute['super'] === true;
    case 'getattribute':
    case 'setattr':
    case 'delattr':
    case 'meta_init':
      return true;
    case 'init_subclass':
      return attribute['super'] !== false;
    case 'new':
    case 'meta_new':
    case 'meta_call':
    case 'instancecheck':
    case 'subclasscheck':
      return !('returns' in attribute);
    case 'meta_prepare':
      return attribute['super'] === true;
    case 'meta_mro': {
      const how = attribute['result'];
      return !(typeof how === 'object' && how !== null && 'value' in how);
    }
    default:
      return false;
  }
}
