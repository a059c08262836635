import { PythonError } from '../../../exercises/kit/errors.ts';
import { buildClass } from '../../object-model/class-statement/build-class.ts';
import { superOf } from '../../object-model/descriptors/super.ts';
import {
  deleteAttribute,
  findAttribute,
  getAttribute,
  hasAttribute,
  setAttribute,
} from '../../object-model/object/attributes.ts';
import { PyTuple, type PyValue } from '../../object-model/object/py-object.ts';
import { richEqual } from '../../object-model/protocols/equality.ts';
import { hash } from '../../object-model/protocols/hash.ts';
import { isInstance, isSubclass } from '../../object-model/protocols/is-instance.ts';
import { contains, getItem, length } from '../../object-model/protocols/items.ts';
import { iterate, toList } from '../../object-model/protocols/iterate.ts';
import { repr, str } from '../../object-model/protocols/repr.ts';
import { sorted } from '../../object-model/protocols/sorted.ts';
import { truth } from '../../object-model/protocols/truth.ts';
import { collectLostClasses } from '../../object-model/type/lost-classes.ts';
import { isType, type PyType } from '../../object-model/type/py-type.ts';
import { call } from '../../object-model/type/slots.ts';
import { tupleOf, typeOf } from '../../object-model/type/static-types.ts';
import { subclassesOf } from '../../object-model/type/subclasses.ts';
import { classStep, keywords, typeStep } from './class-step.ts';
import type { RecordedStep } from './recording.ts';
import type { Session } from './session.ts';

type Operation = (session: Session, step: RecordedStep) => PyValue;

/** What each operation of the format does, and the value it gives. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  class: classStep,
  type: typeStep,
  new: (session, step) => {
    const made = call(reference(session, step, 'cls'), args(session, step), keywords(session, step));
    const name = String(step['as']);
    session.bind(name, made);
    return made;
  },
  var: (session, step) => {
    session.variables.set(String(step['as']), variable(session, step['value']));
    return null;
  },
  del: (session, step) => {
    session.forget(String(step['var']));
    return null;
  },
  gc: (session) => {
    collectLostClasses([...session.variables.values(), ...session.boundNames.keys()]);
    return null;
  },
  typeof: (session, step) => typeOf(reference(session, step, 'obj')),
  mro: (session, step) => namesOf(getAttribute(reference(session, step, 'cls'), '__mro__')),
  bases: (session, step) => namesOf(getAttribute(reference(session, step, 'cls'), '__bases__')),
  base: (session, step) => getAttribute(reference(session, step, 'cls'), '__base__'),
  subclasses: (session, step) => namesOf(subclassesOf(typeNamed(session, step))),
  keys: (session, step) => [...iterate(getAttribute(reference(session, step, 'obj'), '__dict__'))],
  getattr: (session, step) => getAttribute(reference(session, step, 'obj'), String(step['name'])),
  getattr_default: (session, step) => {
    const found = findAttribute(reference(session, step, 'obj'), String(step['name']));
    return found === undefined ? session.decode(step['default']) : found;
  },
  hasattr: (session, step) => hasAttribute(reference(session, step, 'obj'), String(step['name'])),
  setattr: (session, step) => {
    setAttribute(reference(session, step, 'obj'), String(step['name']), session.decode(step['value']));
    return null;
  },
  delattr: (session, step) => {
    deleteAttribute(reference(session, step, 'obj'), String(step['name']));
    return null;
  },
  setdict: (session, step) => {
    const setter = getAttribute(getAttribute(reference(session, step, 'obj'), '__dict__'), '__setitem__');
    return call(setter, [String(step['name']), session.decode(step['value'])]);
  },
  call: (session, step) => call(reference(session, step, 'obj'), args(session, step), keywords(session, step)),
  callattr: (session, step) => {
    const found = getAttribute(reference(session, step, 'obj'), String(step['name']));
    return call(found, args(session, step), keywords(session, step));
  },
  isinstance: (session, step) => {
    const object = typeof step['obj'] === 'string' ? session.lookUp(step['obj']) : session.decode(step['obj']);
    return isInstance(object, classOrTuple(session, step));
  },
  issubclass: (session, step) => isSubclass(reference(session, step, 'cls'), classOrTuple(session, step)),
  register: (session, step) =>
    call(getAttribute(reference(session, step, 'abc'), 'register'), [reference(session, step, 'cls')]),
  abstractmethods: (session, step) =>
    sorted([...iterate(getAttribute(reference(session, step, 'cls'), '__abstractmethods__'))]),
  set_bases: (session, step) => {
    const bases = (step['bases'] as readonly string[]).map((base) => session.lookUp(base));
    setAttribute(reference(session, step, 'cls'), '__bases__', tupleOf(bases));
    return null;
  },
  set_class: (session, step) => {
    setAttribute(reference(session, step, 'obj'), '__class__', reference(session, step, 'cls'));
    return null;
  },
  super_getattr: (session, step) => getAttribute(superNamed(session, step), String(step['name'])),
  super_callattr: (session, step) =>
    call(getAttribute(superNamed(session, step), String(step['name'])), args(session, step)),
  len: (session, step) => length(reference(session, step, 'obj')),
  bool: (session, step) => truth(reference(session, step, 'obj')),
  str: (session, step) => str(reference(session, step, 'obj')),
  repr: (session, step) => repr(reference(session, step, 'obj')),
  iter: (session, step) => toList(reference(session, step, 'obj')),
  getitem: (session, step) => getItem(reference(session, step, 'obj'), session.decode(step['key'])),
  contains: (session, step) => {
    const item = session.decode(step['item']);
    return contains(reference(session, step, 'obj'), item);
  },
  eq: (session, step) => richEqual(session.decode(step['a']), session.decode(step['b'])),
  is: (session, step) => session.decode(step['a']) === session.decode(step['b']),
  hash: (session, step) => {
    hash(reference(session, step, 'obj'));
    return null;
  },
};

function reference(session: Session, step: RecordedStep, argument: string): PyValue {
  return session.lookUp(String(step[argument]));
}

function args(session: Session, step: RecordedStep): PyValue[] {
  return ((step['args'] ?? []) as readonly unknown[]).map((value) => session.decode(value));
}

function namesOf(classes: PyValue): PyValue {
  return [...iterate(classes)].map((cls) => getAttribute(cls, '__name__'));
}

function typeNamed(session: Session, step: RecordedStep): PyType {
  const cls = reference(session, step, 'cls');
  if (isType(cls)) return cls;
  const found = typeOf(cls).name;
  throw new PythonError(
    'TypeError',
    `descriptor '__subclasses__' for 'type' objects doesn't apply to a '${found}' object`,
  );
}

function classOrTuple(session: Session, step: RecordedStep): PyValue {
  const of = step['of'];
  return Array.isArray(of) ? tupleOf(of.map((name) => session.lookUp(String(name)))) : session.lookUp(String(of));
}

function superNamed(session: Session, step: RecordedStep): PyValue {
  const cls = reference(session, step, 'cls');
  if (!isType(cls)) throw new PythonError('TypeError', `super() argument 1 must be a type, not ${typeOf(cls).tpName}`);
  return superOf(cls, reference(session, step, 'obj'));
}

/** A value, or an object whose `__mro_entries__` names classes. */
function variable(session: Session, value: unknown): PyValue {
  if (typeof value !== 'object' || value === null || !('mro_entries' in value)) return session.decode(value);
  const { mro_entries: names, tag } = value as unknown as { mro_entries: readonly string[]; tag: string };
  const Hook = buildClass({
    name: 'Hook',
    body: ({ def }) => {
      def('__mro_entries__', ['self', 'bases'], ([, bases]) => {
        session.log('mro_entries', tag, tupleOf(bases instanceof PyTuple ? bases.items : []));
        return tupleOf(names.map((name) => session.lookUp(name)));
      });
    },
  });
  const made = call(Hook, []);
  session.hookNames.set(made, tag);
  return made;
}
