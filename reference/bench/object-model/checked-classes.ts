import { PyAttributeError, PyTypeError, PyValueError } from '../../../exercises/kit/errors.ts';
import {
  type Body,
  buildClass,
  builtins,
  type Code,
  call,
  callMethod,
  contains,
  def,
  Ellipsis,
  getAttribute,
  getItem,
  iterate,
  type PyDict,
  type PyValue,
  repr,
  setAttribute,
  setItem,
  tupleOf,
} from '../../object-model/index.ts';

// The lecture's `Checked` in its three ways, word for word in calls of the explicit API; `__repr__` and `_asdict` left out.
// Source: the lecture, sections “`__init_subclass__()` method”, “Class decorator”, “`Checked` with a metaclass”.

const { classmethod, float, int, str, type } = builtins;
const FLAG_UNKNOWN = '_Checked__flag_unknown_attrs';

/** `class Person(Checked)`, where `Checked` has an `__init_subclass__`. */
export function byInitSubclass(): PyValue {
  const Field = fieldClass();
  const Checked = buildClass({
    name: 'Checked',
    body: (body) => {
      const parent = body.useSuper();
      body.set('_fields', call(classmethod, [typeHints]));
      body.def('__init_subclass__', ['subclass'], ([subclass = null]) => {
        callMethod(parent(subclass), '__init_subclass__');
        addFields(subclass, Field, callMethod(subclass, '_fields'));
        return null;
      });
      body.def('__init__', ['self', '**kwargs'], initialize(FLAG_UNKNOWN));
      body.def('__setattr__', ['self', 'name', 'value'], assign(FLAG_UNKNOWN));
      body.def(FLAG_UNKNOWN, ['self', '*names'], flagUnknown('object has no attribute'));
    },
  });
  return buildClass({ name: 'Person', bases: [Checked], body: annotate });
}

/** `@checked class Person`. */
export function byDecorator(): PyValue {
  const Field = fieldClass();
  const methods = [
    def('__init__', ['self', '**kwargs'], initialize('__flag_unknown_attrs')),
    def('__setattr__', ['self', 'name', 'value'], assign('__flag_unknown_attrs')),
    def('__flag_unknown_attrs', ['self', '*names'], flagUnknown('has no attribute')),
  ];
  const Person = buildClass({ name: 'Person', body: annotate });
  addFields(Person, Field, call(typeHints, [Person]));
  setAttribute(Person, '_fields', call(classmethod, [typeHints]));
  for (const method of methods) setAttribute(Person, method.name, method);
  return Person;
}

/** `class Person(Checked)`, where `Checked` has a metaclass; the values are in slots. */
export function byMetaclass(): PyValue {
  const Field = storingFieldClass();
  const CheckedMeta = buildClass({
    name: 'CheckedMeta',
    bases: [type],
    body: (body) => {
      const parent = body.useSuper();
      body.def('__new__', ['meta_cls', 'cls_name', 'bases', 'cls_dict'], (args) => {
        const [meta = null, , , namespace = null] = args;
        if (!contains(namespace, '__slots__')) {
          const slots: PyValue[] = [];
          for (const [name, convert] of dictOf(getItem(namespace, '__annotations__'))) {
            const field = call(Field, [name, convert]);
            setItem(namespace, name, field);
            slots.push(getAttribute(field, 'storage_name'));
          }
          setItem(namespace, '__slots__', slots);
        }
        return callMethod(parent(meta), '__new__', args);
      });
    },
  });
  const Checked = buildClass({
    name: 'Checked',
    metaclass: CheckedMeta,
    body: (body) => {
      body.set('__slots__', tupleOf([]));
      body.set('_fields', call(classmethod, [typeHints]));
      body.def('__init__', ['self', '**kwargs'], initialize(FLAG_UNKNOWN));
      body.def(FLAG_UNKNOWN, ['self', '*names'], flagUnknown('object has no attribute'));
    },
  });
  return buildClass({ name: 'Person', bases: [Checked], body: annotate });
}

function annotate(body: Body): void {
  body.set('__annotations__', new Map(Object.entries({ name: str, age: int, salary: float })));
}

/** `typing.get_type_hints`: a new dict at each call. */
const typeHints = def('get_type_hints', ['cls'], ([cls = null]) => {
  const hints: PyDict = new Map();
  for (const base of [...iterate(getAttribute(cls, '__mro__'))].reverse()) {
    const own = callMethod(getAttribute(base, '__dict__'), 'get', ['__annotations__', new Map()]);
    for (const [name, hint] of dictOf(own)) hints.set(name, hint);
  }
  return hints;
});

function addFields(cls: PyValue, Field: PyValue, hints: PyValue): void {
  for (const [name, convert] of dictOf(hints)) {
    setAttribute(cls, String(name), call(Field, [name, convert]));
  }
}

/** A data descriptor without `__get__`, whose values are in the instance's dict. */
function fieldClass(): PyValue {
  return buildClass({
    name: 'Field',
    body: (body) => {
      body.def('__init__', ['self', 'name', 'constructor'], ([self = null, name = null, convert = null]) => {
        setAttribute(self, 'name', name);
        setAttribute(self, 'constructor', convert);
        return null;
      });
      body.def('__set__', ['self', 'instance', 'value'], ([self = null, instance = null, value = null]) => {
        setItem(getAttribute(instance, '__dict__'), getAttribute(self, 'name'), converted(self, value));
        return null;
      });
    },
  });
}

/** A data descriptor whose values are in attributes of the instance. */
function storingFieldClass(): PyValue {
  return buildClass({
    name: 'Field',
    body: (body) => {
      body.def('__init__', ['self', 'name', 'constructor'], ([self = null, name = null, convert = null]) => {
        setAttribute(self, 'name', name);
        setAttribute(self, 'storage_name', `_${name}`);
        setAttribute(self, 'constructor', convert);
        return null;
      });
      body.def(
        '__get__',
        ['self', 'instance', 'owner'],
        ([self = null, instance = null]) =>
          instance === null ? self : getAttribute(instance, String(getAttribute(self, 'storage_name'))),
        { owner: null },
      );
      body.def('__set__', ['self', 'instance', 'value'], ([self = null, instance = null, value = null]) => {
        const stored = converted(self, value);
        setAttribute(instance, String(getAttribute(self, 'storage_name')), stored);
        return null;
      });
    },
  });
}

function converted(field: PyValue, value: PyValue): PyValue {
  if (value === Ellipsis) return callMethod(field, 'constructor');
  try {
    return callMethod(field, 'constructor', [value]);
  } catch (cause) {
    if (!(cause instanceof PyTypeError || cause instanceof PyValueError)) throw cause;
    const typeName = getAttribute(getAttribute(field, 'constructor'), '__name__');
    const what = `${repr(value)} is not compatible with ${getAttribute(field, 'name')}:${typeName}`;
    throw new PyTypeError(what, { cause });
  }
}

function initialize(flag: string): Code {
  return ([self = null], kwds) => {
    const given: PyDict = new Map(kwds);
    for (const name of iterate(callMethod(self, '_fields'))) {
      setAttribute(self, String(name), callMethod(given, 'pop', [name, Ellipsis]));
    }
    if (given.size > 0) callMethod(self, flag, [...given.keys()]);
    return null;
  };
}

function assign(flag: string): Code {
  return ([self = null, name = null, value = null]) => {
    if (contains(callMethod(self, '_fields'), name)) {
      const descriptor = getAttribute(getAttribute(self, '__class__'), String(name));
      callMethod(descriptor, '__set__', [self, value]);
    } else callMethod(self, flag, [name]);
    return null;
  };
}

function flagUnknown(what: string): Code {
  return ([self = null, ...names]) => {
    const listed = names.map((name) => repr(name)).join(', ');
    const name = getAttribute(getAttribute(self, '__class__'), '__name__');
    throw new PyAttributeError(`${repr(name)} ${what}${names.length > 1 ? 's' : ''} ${listed}`);
  };
}

function dictOf(value: PyValue): PyDict {
  if (value instanceof Map) return value;
  throw new PyTypeError('a dict was expected');
}
