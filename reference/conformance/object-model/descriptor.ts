import { PythonError } from '../../../exercises/kit/errors.ts';
import { def, type FunctionBody } from '../../object-model/descriptors/function.ts';
import { getAttribute, setAttribute } from '../../object-model/object/attributes.ts';
import type { PyValue } from '../../object-model/object/py-object.ts';
import { deleteItem, getItem, setItem } from '../../object-model/protocols/items.ts';
import { call } from '../../object-model/type/slots.ts';
import { tupleOf, type } from '../../object-model/type/static-types.ts';
import { errorOf, type Session } from './session.ts';

/** A scenario's descriptor: the one instance of a class of its own with the methods asked for. */
export function makeDescriptor(session: Session, attribute: Readonly<Record<string, unknown>>): PyValue {
  const {
    tag,
    store,
    raises = {},
    returns = null,
  } = attribute as {
    readonly tag: string;
    readonly store?: string;
    readonly raises?: Readonly<Record<string, unknown>>;
    readonly returns?: unknown;
  };
  const check = (method: string) => {
    if (method in raises) throw errorOf(raises[method]);
  };
  const stored = (object: PyValue) => getAttribute(object, '__dict__');
  const codes: Readonly<Record<string, readonly [readonly string[], FunctionBody]>> = {
    get: [
      ['self', 'obj', 'owner'],
      ([, object = null, owner = null]) => {
        session.log('get', tag, object, owner);
        check('get');
        if (store === undefined || object === null) return returns === null ? `get:${tag}` : literal(returns);
        try {
          return getItem(stored(object), store);
        } catch (error) {
          if (!(error instanceof PythonError && error.type === 'KeyError')) throw error;
          throw new PythonError('AttributeError', store);
        }
      },
    ],
    set: [
      ['self', 'obj', 'value'],
      ([, object, value]) => {
        session.log('set', tag, object, value);
        check('set');
        if (store !== undefined) setItem(stored(object), store, value);
        return null;
      },
    ],
    delete: [
      ['self', 'obj'],
      ([, object]) => {
        session.log('delete', tag, object);
        check('delete');
        if (store !== undefined) deleteItem(stored(object), store);
        return null;
      },
    ],
    set_name: [
      ['self', 'owner', 'name'],
      ([, owner, name]) => {
        session.log('set_name', tag, owner, name);
        check('set_name');
        return null;
      },
    ],
  };
  const namespace = new Map<PyValue, PyValue>();
  const methods = attribute['methods'] as readonly string[];
  // In the order in which the recorder puts them, whatever the order written.
  for (const [method, [parameters, code]] of Object.entries(codes)) {
    const name = `__${method}__`;
    if (methods.includes(method)) namespace.set(name, def(name, parameters, code, { defaults: { owner: null } }));
  }
  const made = call(call(type, ['Desc', tupleOf([session.descriptorBase]), namespace]), []);
  setAttribute(made, 'tag', tag);
  return made;
}

/** JSON as the literal that it also is in Python: here an object is a dict, whatever its key. */
function literal(value: unknown): PyValue {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== 'object' || value === null) return value as PyValue;
  return new Map(Object.entries(value).map(([key, item]) => [key, literal(item)]));
}
