import type { PySuper } from '../../../../reference/object-model/descriptors/super.ts';
import { callMethod, getAttribute } from '../../../../reference/object-model/object/attributes.ts';
import type { Code, PyValue } from '../../../../reference/object-model/object/py-object.ts';
import { isSubtype, isType } from '../../../../reference/object-model/type/py-type.ts';
import { call } from '../../../../reference/object-model/type/slots.ts';
import { type, typeOf } from '../../../../reference/object-model/type/static-types.ts';

/**
 * Hooks that the making of classes and objects asks. What they do is not known, for no body is run: they are taken
 * to do what most do at the end, to hand on to `super()`.
 */
const HANDED_ON: ReadonlySet<string> = new Set([
  '__call__',
  '__delattr__',
  '__eq__',
  '__getattribute__',
  '__hash__',
  '__init_subclass__',
  '__instancecheck__',
  '__new__',
  '__prepare__',
  '__repr__',
  '__setattr__',
  '__str__',
  '__subclasscheck__',
  'mro',
]);

export function isHandedOn(name: string): boolean {
  return HANDED_ON.has(name);
}

/** A function that does nothing and gives None; or, for a hook, that hands on. `parent`: its `super()`. */
export function ignoredBody(name: string, parameters: readonly string[], parent: (self: PyValue) => PySuper): Code {
  if (!isHandedOn(name)) return () => null;
  return ([self = null, ...args], kwds) => {
    const above = parent(self);
    switch (name) {
      case '__new__':
        // The keywords of a metaclass are for itself.
        return callMethod(above, name, isType(self) && isSubtype(self, type) ? [self, ...args] : [self]);
      case '__call__':
        return isType(self) ? callMethod(above, name, args, kwds) : null;
      case '__init_subclass__': {
        const next = getAttribute(above, name);
        const left = [...kwds].filter(([key]) => !parameters.includes(key));
        // Whoever writes this hook takes the keywords that object would refuse.
        return call(next, [], typeOf(next).name === 'method' ? new Map(left) : new Map());
      }
      default:
        return callMethod(above, name, args, kwds);
    }
  };
}
