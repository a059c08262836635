import { buildClass } from '../../object-model/class-statement/build-class.ts';
import { callMethod } from '../../object-model/object/attributes.ts';
import type { PyValue } from '../../object-model/object/py-object.ts';
import { call } from '../../object-model/type/slots.ts';
import { dict, OrderedDict } from '../../object-model/type/static-types.ts';
import type { Session } from './session.ts';

/** What a scenario's `__prepare__` returns. */
export function makeNamespace(session: Session, returns: unknown): PyValue {
  if (returns === 'dict') return new Map();
  if (returns === 'ordered') return call(OrderedDict, []);
  if (returns === 'logging') return call(loggingNamespace(session), []);
  const { seed, value } = returns as { readonly seed?: object; readonly value?: unknown };
  if (seed === undefined) return session.decode(value);
  return new Map(Object.entries(seed).map(([key, item]) => [key, session.decode(item)]));
}

/** A subclass of `dict` that tells of each assignment. */
function loggingNamespace(session: Session): PyValue {
  return buildClass({
    name: 'LogNS',
    bases: [dict],
    body: ({ def, useSuper }) => {
      const parent = useSuper();
      def('__setitem__', ['self', 'k', 'v'], (args) => {
        const [self, key, value] = args;
        session.log('ns_set', key);
        return callMethod(parent(self), '__setitem__', [key, value]);
      });
    },
  });
}
