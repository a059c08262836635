import { PyTypeError } from '../../../exercises/kit/errors.ts';
import { PyBuiltin } from '../descriptors/native-descriptors.ts';
import { deleteAttribute, findAttribute, getAttribute, hasAttribute, setAttribute } from '../object/attributes.ts';
import type { Code, PyValue } from '../object/py-object.ts';
import { hash, identityHash } from '../protocols/hash.ts';
import { isInstance, isSubclass } from '../protocols/is-instance.ts';
import { length } from '../protocols/items.ts';
import { getIterator } from '../protocols/iterate.ts';
import { repr } from '../protocols/repr.ts';
import { typeOf } from '../type/static-types.ts';
import { lookup } from '../type/type-cache.ts';
import { refuseKeywords } from './refuse-arguments.ts';

/** Builtin functions as objects, by name. Source: CPython 3.11, Python/bltinmodule.c. */
export const builtinFunctions: ReadonlyMap<string, PyBuiltin> = new Map(
  (
    [
      one('len', length),
      one('repr', repr),
      one('hash', hash),
      one('id', identityHash),
      one('iter', getIterator),
      one('callable', (value) => lookup(typeOf(value), '__call__') !== undefined),
      two('isinstance', isInstance),
      two('issubclass', isSubclass),
      two('hasattr', (object, name) => hasAttribute(object, text('hasattr', name))),
      two('delattr', (object, name) => deleteAttribute(object, text('delattr', name)) ?? null),
      builtin('setattr', 3, 3, ([object, name, value]) => {
        setAttribute(object as PyValue, text('setattr', name as PyValue), value as PyValue);
        return null;
      }),
      builtin('getattr', 2, 3, ([object, name, otherwise]) => {
        const attribute = text('getattr', name as PyValue);
        if (otherwise === undefined) return getAttribute(object as PyValue, attribute);
        const found = findAttribute(object as PyValue, attribute);
        return found === undefined ? otherwise : found;
      }),
    ] as const
  ).map((made) => [made.name, made]),
);

function one(name: string, apply: (value: PyValue) => PyValue): PyBuiltin {
  return builtin(name, 1, 1, ([value]) => apply(value as PyValue));
}

function two(name: string, apply: (left: PyValue, right: PyValue) => PyValue): PyBuiltin {
  return builtin(name, 2, 2, ([left, right]) => apply(left as PyValue, right as PyValue));
}

function builtin(name: string, least: number, most: number, code: Code): PyBuiltin {
  return new PyBuiltin(name, (args, kwds) => {
    refuseKeywords(name, kwds);
    if (args.length < least || args.length > most) throw wrongNumber(name, least, most, args.length);
    return code(args, kwds);
  });
}

function wrongNumber(name: string, least: number, most: number, given: number): PyTypeError {
  if (most === 1) return new PyTypeError(`${name}() takes exactly one argument (${given} given)`);
  const bound = least === most ? `${most}` : `at ${given < least ? `least ${least}` : `most ${most}`}`;
  return new PyTypeError(`${name} expected ${bound} argument${bound === '1' ? '' : 's'}, got ${given}`);
}

function text(of: string, name: PyValue): string {
  if (typeof name === 'string') return name;
  throw new PyTypeError(`${of}(): attribute name must be string`);
}
